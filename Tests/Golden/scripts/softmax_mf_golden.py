"""Independent implementation of Sources/Train/Models/SoftmaxMF for one batch of all visitors against all items.

With every item among the rivals nothing is drawn but the first vectors, so that the training is exact: whole gradients
of the loss by matrix products, in double precision. Prints the golden scores of Tests/ModelsTests/SoftmaxMFTests.swift.
Run it with `python3 softmax_mf_golden.py`.
"""
import numpy as np

from seeded_random import SeededRandom

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
d, epochs, rate, seed = 3, 15, 0.8, 42


def start(rows, side, deviation):
    out = np.zeros((rows, d))
    for row in range(rows):
        random = SeededRandom(seed, 2 * row + side)
        out[row] = [deviation * random.normal() for _ in range(d)]
    return out


def train(cosine, temperature, decay):
    unit = lambda m: m / np.linalg.norm(m, axis=1, keepdims=True)
    deviation = (1 if cosine else 0.1) / np.sqrt(d)
    x, y = start(W.shape[0], 0, deviation), start(W.shape[1], 1, deviation)
    if cosine:
        x, y = unit(x), unit(y)
    totals = [np.zeros(len(x)), np.zeros(len(y))]
    for epoch in range(epochs):
        own = np.exp(x @ y.T / temperature)
        z = own.sum(1, keepdims=True)
        # loss = sum over W of w ln(1 + z / own)
        slope = -W * z / (own + z) / temperature + (W / (own + z)).sum(1, keepdims=True) * own / temperature
        gradients = [slope @ y, slope.T @ x]
        moved = []
        for matrix, gradient, total in zip((x, y), gradients, totals):
            gradient = gradient + decay * matrix
            if cosine:
                gradient -= (gradient * matrix).sum(1, keepdims=True) * matrix
            total += (gradient**2).sum(1)
            step = matrix - rate * (1 - epoch / epochs) / np.sqrt(total)[:, None] * gradient
            moved.append(unit(step) if cosine else step)
        x, y = moved
    return x @ y.T


for cosine, temperature, decay in ((True, 0.3, 0.0), (False, 1.0, 0.05)):
    print("cosine" if cosine else "product")
    print(np.array2string(train(cosine, temperature, decay), separator=", ", precision=5, suppress_small=True))
