"""Independent implementation of the formulas in Sources/Train/Models/GFCF and BSPM, with numpy's exact SVD in
double precision. BSPM is integrated request by request, stage by stage, as Runge-Kutta is written in textbooks.

Prints the golden numbers of Tests/ModelsTests/GFCFTests.swift and BSPMTests.swift. Run it with `python3 graph_filter_golden.py`.
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

linear = R.T @ R
for d, beta, T, steps in [(2, 0.2, 2.5, 1), (3, 1.0, 1.5, 3), (2, 0.5, 0, 1)]:
    V = vectors[:d].T
    s = x @ (linear + beta * np.diag(1 / root) @ V @ V.T @ np.diag(root))
    h = T / steps
    for _ in range(steps):
        k1 = -s @ linear
        k2 = -(s + h / 2 * k1) @ linear
        k3 = -(s + h / 2 * k2) @ linear
        k4 = -(s + h * k3) @ linear
        s = s + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    print("bspm", d, beta, T, steps, np.round(s, 6).tolist())
