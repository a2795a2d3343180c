"""Independent implementation of the formulas in Sources/Train/Models/RP3beta, in numpy and double precision.

Prints the golden numbers of Tests/ModelsTests/RP3betaTests.swift. Run it with `python3 rp3beta_golden.py`.
"""
import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
history = {0: 1.0, 2: 2.0}

for alpha, beta, neighbours, scaled in [(1, 0, 4, False), (0.6, 0.3, 4, False), (0.6, 0.3, 1, False), (1.5, 0.5, 2, True)]:
    to_visitor = (W / W.sum(0)) ** alpha
    to_item = (W / W.sum(1, keepdims=True)) ** alpha
    chances = to_visitor.T @ to_item / W.sum(0) ** beta
    np.fill_diagonal(chances, 0)
    for item in range(W.shape[1]):
        chances[np.argsort(-chances[:, item], kind="stable")[neighbours:], item] = 0
    if scaled:
        chances /= np.maximum(chances.sum(1, keepdims=True), 1e-300)
    scores = sum(weight * chances[item] for item, weight in history.items())
    print(alpha, beta, neighbours, scaled, np.round(scores, 6).tolist())
