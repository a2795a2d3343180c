"""Independent figures for the tests behind `trending` and `basket`, by scipy.

Prints the golden numbers of Tests/ModelsTests/SignificanceTests.swift, TrendingTests.swift and BasketTests.swift.
Run it with the interpreter of `make bench-peers`, or any that has numpy and scipy.
"""
from itertools import combinations

import numpy as np
from scipy import special, stats

print("ln n!", [float(f"{special.gammaln(n + 1):.15g}") for n in (0, 5, 63, 64, 1000, 10_000_000)])

for recent, base, share in [(8, 4, 0.2), (3, 0, 0.2), (40, 100, 0.2), (500, 1500, 0.2), (2, 20, 0.2), (12, 0, 0.35), (0, 9, 0.1)]:
    n = recent + base
    p = stats.binom.sf(recent - 1, n, share)
    low = stats.beta.ppf(0.01, recent, base + 1) if recent else 0.0
    print("rate", (recent, base, share), f"{p:.9g}", f"{low / (1 - low) * (1 - share) / share:.9g}")

for total, left, right, both in [(9835, 500, 300, 40), (40, 16, 16, 12), (10, 5, 4, 4), (1_000_000, 300, 200, 3), (100, 60, 70, 45), (20, 15, 15, 10)]:
    p = stats.hypergeom.sf(both - 1, total, left, right)
    q = stats.fisher_exact([[both, left - both], [right - both, total - left - right + both]], alternative="greater")[1]
    assert np.isclose(p, q)
    print("overlap", (total, left, right, both), f"{p:.9g}")

p_values = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
for count, rate in [(10, 0.05), (10, 0.25), (40, 0.05), (10, 0.005)]:
    padded = np.array(p_values + [1.0] * (count - len(p_values)))
    print("BH passes", count, rate, int((stats.false_discovery_control(padded, method="bh") <= rate + 1e-12).sum()))

# The trending world: visitors a window of items 0...3, windows of one day, the last first; every visit at the day's end.
visitors = {0: [30, 10, 10, 10, 10], 1: [20, 20, 20, 20, 20], 2: [3, 0, 0, 0, 0], 3: [15, 25, 24, 26, 25]}
recent = {i: w[0] for i, w in visitors.items()}
base = {i: sum(w[1:]) for i, w in visitors.items()}
share = sum(recent.values()) / (sum(recent.values()) + sum(base.values()))
tests = {i: stats.binom.sf(recent[i] - 1, recent[i] + base[i], share) for i in visitors}
hopeful = [i for i in visitors if share ** (recent[i] + base[i]) <= 0.05]
ordered = sorted(p for i, p in tests.items() if i in hopeful and recent[i] >= 5)
passing = [k for k in range(1, len(ordered) + 1) if ordered[k - 1] <= 0.05 * k / len(hopeful)]
level = 0.05 * max(passing) / len(hopeful)
print("trending", {i: f"{p:.6g}" for i, p in tests.items()}, "level", level)
for i, p in tests.items():
    if p <= level and recent[i] >= 5:
        low = stats.beta.ppf(level, recent[i], base[i] + 1)
        print("  item", i, "score", f"{np.log2(low / (1 - low) * (1 - share) / share):.7g}", "without ageing")

# The baskets of GoldenWorld-like size: eight items, each basket a set.
baskets = [{0, 1, 7}, {0, 1}, {0, 1, 2}, {0, 1}, {0, 1, 3}, {2, 3, 7}, {2, 3}, {2, 3}, {2, 3, 7}, {2, 3}, {4, 5, 7}, {4, 5}, {4, 6},
           {5, 6, 7}, {4, 5, 6}, {7}, {6, 7}, {0, 7}, {1, 7}, {2, 7},
           {1}, {5}, {5}, {3}, {6}]
size, minimum, rate, kappa = 8, 2, 0.6, 1.0
n = [sum(i in b for b in baskets) for i in range(size)]
for direction in ("directed", "undirected"):
    scores = np.zeros((size, size))
    for j in range(size):
        found = []
        for i in range(size):
            both = sum(i in b and j in b for b in baskets)
            expected = n[i] * n[j] / len(baskets)
            if i != j and both >= minimum and both > expected:
                table = [[both, n[j] - both], [n[i] - both, len(baskets) - n[i] - n[j] + both]]
                found.append((stats.fisher_exact(table, alternative="greater")[1], i, both, expected))
        found.sort()
        kept = max((k for k in range(1, len(found) + 1) if found[k - 1][0] <= rate * k / (size - 1)), default=0)
        for p, i, both, expected in found[:kept]:
            closeness = both / n[j] if direction == "directed" else both / np.sqrt(n[i] * n[j])
            scores[j, i] = closeness * np.log((both + kappa) / (expected + kappa))
    print("basket", direction, np.round(scores[0] + 2 * scores[4], 6).tolist())
    print("  partners of 2", np.round(scores[2], 6).tolist(), "of 7", np.round(scores[7], 6).tolist())
