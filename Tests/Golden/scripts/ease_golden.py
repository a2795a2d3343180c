"""Independent implementation of the formulas in Sources/Train/Models/EASE, in numpy and double precision.

Prints the golden numbers of Tests/ModelsTests/EASETests.swift. Run it with `python3 ease_golden.py`.
"""
import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
history = {0: 1.0, 2: 2.0}

for strength, nu, mu, neighbours, weighted in [
    (2, 0, 0, 5, True), (0.5, 0, 0, 5, False), (2, 0.5, 0, 5, True), (2, 0.3, 0.7, 5, True), (2, 0.3, 0.7, 2, True)]:
    given = W if weighted else (W > 0).astype(float)
    rows = given.sum(1)
    X = given * ((rows.mean() / rows) ** (mu / 2))[:, None]
    squares = (X**2).sum(0)
    P = np.linalg.inv(X.T @ X + np.diag(strength * (squares / squares.mean()) ** nu))
    B = -P / np.diag(P)
    np.fill_diagonal(B, 0)
    for item in range(W.shape[1]):
        B[np.argsort(-abs(B[:, item]), kind="stable")[neighbours:], item] = 0
    scores = sum((weight if weighted else 1) * B[item] for item, weight in history.items())
    print(strength, nu, mu, neighbours, weighted, np.round(scores, 6).tolist())
