"""Independent implementation of LearnBPR as Sources/Train/Models/BPR has it, triple by triple in plain Python.

The blocks are kept, because they decide which triples are drawn: a world of 6 x 5 has blocks of one visitor or item or
none, so this world has 64 items, four in each block. Prints the golden scores of Tests/ModelsTests/BPRTests.swift.
Run it with `python3 bpr_golden.py`.
"""
import math

from seeded_random import SeededRandom

BLOCKS, items, users, d, epochs, rate0, decay, seed = 16, 64, 24, 4, 6, 0.3, 0.01, 42
# User u has the items i with (3 u + 5 i) mod 7 = 0; weights 1, 2, 1, 2, ... along the row.
rows = [[i for i in range(items) if (3 * u + 5 * i) % 7 == 0] for u in range(users)]
weights = [[1.0 + k % 2 for k in range(len(row))] for row in rows]
count = sum(map(len, rows))
scale = count / sum(map(sum, weights))
offsets = [0]
for row in rows:
    offsets.append(offsets[-1] + len(row))


def vectors(n, side):
    out = []
    for row in range(n):
        random = SeededRandom(seed, 2 * row + side)
        out.append([0.1 * random.normal() for _ in range(d)])
    return out


x, y = vectors(users, 0), vectors(items, 1)
starts, first = [], 0
for block in range(BLOCKS):
    while offsets[first] < count * block // BLOCKS:
        first += 1
    starts.append(first)
starts.append(users)
order = [i for i in range(items) if any(i in row for row in rows)]
share = lambda b: range(len(order) * b // BLOCKS, len(order) * (b + 1) // BLOCKS)
for epoch in range(epochs):
    random = SeededRandom(seed, (1 << 41) + epoch)
    for place in range(len(order) - 1, 0, -1):
        other = random.below(place + 1)
        order[place], order[other] = order[other], order[place]
    block_of = {order[place]: b for b in range(BLOCKS) for place in share(b)}
    rate = rate0 * (1 - epoch / epochs)
    for turn in range(BLOCKS):
        for ublock in range(BLOCKS):
            iblock = (ublock + turn) % BLOCKS
            cell = [(u, i, w) for u in range(starts[ublock], starts[ublock + 1])
                    for i, w in zip(rows[u], weights[u]) if block_of[i] == iblock]
            rivals = share(iblock)
            if not cell or len(rivals) < 2:
                continue
            random = SeededRandom(seed, (1 << 40) + (epoch * BLOCKS + ublock) * BLOCKS + iblock)
            for _ in cell:
                u, i, w = cell[random.below(len(cell))]
                for _ in range(16):
                    j = order[rivals[0] + random.below(len(rivals))]
                    if j not in rows[u]:
                        break
                else:
                    continue
                a, b, c = x[u][:], y[i][:], y[j][:]
                product = sum(p * (q - r) for p, q, r in zip(a, b, c))
                pull = rate * min(w * scale, 10) / (1 + math.exp(product))
                keep = 1 - rate * decay
                x[u] = [keep * p + pull * (q - r) for p, q, r in zip(a, b, c)]
                y[i] = [keep * q + pull * p for p, q in zip(a, b)]
                y[j] = [keep * r - pull * p for p, r in zip(a, c)]
for u in (0, 5, 23):
    print([round(sum(p * q for p, q in zip(x[u], y[i])), 5) for i in (0, 1, 14, 40, 63)])
