"""Independent implementation of the formulas in Sources/Train/Models/SLIM, in numpy and double precision.

Each column is solved by trying every set of weights that may differ from 0, with every pattern of signs, for the one whose
solution meets the conditions of the optimum: no descent is involved. Prints the golden numbers of
Tests/ModelsTests/SLIMTests.swift. Run it with `python3 slim_golden.py`.
"""
import itertools

import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
history = {0: 1.0, 2: 2.0}


def column(G, item, l1, ridges, candidates, signs):
    A = G + np.diag(ridges)
    for count in range(len(candidates) + 1):
        for active in itertools.combinations(candidates, count):
            for pattern in itertools.product(signs, repeat=count):
                active, s = list(active), np.array(pattern, dtype=float)
                weights = np.zeros(len(G))
                if active:
                    weights[active] = np.linalg.solve(A[np.ix_(active, active)], G[active, item] - l1 * s)
                slope = G[:, item] - A @ weights
                rest = [j for j in candidates if j not in active]
                within = all(slope[j] <= l1 + 1e-12 and (slope[j] >= -l1 - 1e-12 or -1 not in signs) for j in rest)
                if within and all(weights[active] * s > 0):
                    return weights
    raise AssertionError("no optimum")


for l1, l2, nu, mu, limit, signs, weighted in [
    (0.1, 0.5, 0, 0, 4, [1], True), (0.02, 0.2, 0, 0, 4, [1, -1], True), (0.05, 1, 0.5, 0.5, 4, [1], True),
    (0.05, 1, 0.5, 0.5, 1, [1], True), (0, 0.5, 0, 0, 4, [1, -1], False)]:
    given = W if weighted else (W > 0).astype(float)
    rows = given.sum(1)
    X = given * ((rows.mean() / rows) ** (mu / 2))[:, None]
    G = X.T @ X
    squares = np.diag(G)
    ridges = l2 * (squares / squares.mean()) ** nu
    B = np.zeros_like(G)
    for item in range(len(G)):
        likeness = G[item] / np.sqrt(squares)
        alike = [j for j in np.argsort(-likeness, kind="stable") if j != item and G[item, j] > 0][:limit]
        B[:, item] = column(G, item, l1, ridges, sorted(alike), signs)
    scores = sum((weight if weighted else 1) * B[item] for item, weight in history.items())
    print(l1, l2, nu, mu, limit, signs, weighted, np.round(scores, 6).tolist())
