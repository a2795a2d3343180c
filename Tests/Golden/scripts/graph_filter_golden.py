"""Independent implementation of the formulas in Sources/Train/Models/GFCF, with numpy's exact SVD in double precision.

Prints the golden numbers of Tests/ModelsTests/GFCFTests.swift. Run it with `python3 graph_filter_golden.py`.
"""
import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
x = np.array([1.0, 0, 2, 0, 0])

root = np.sqrt(W.sum(0))
R = W / np.sqrt(np.outer(W.sum(1), W.sum(0)))
singular, vectors = np.linalg.svd(R)[1:]
print("singular values", np.round(singular, 6).tolist())
for d, alpha, neighbours in [(2, 0.3, 5), (3, 1.0, 5), (2, 0.5, 2)]:
    linear = R.T @ R
    for row in linear:
        row[np.argsort(-row, kind="stable")[neighbours:]] = 0
    V = vectors[:d].T
    ideal = np.diag(1 / root) @ V @ V.T @ np.diag(root)
    print("gf-cf", d, alpha, neighbours, np.round(x @ (linear + alpha * ideal), 6).tolist())
