"""Independent implementation of one pass of Sources/Train/Matrices/NormalEquations+Blocks.swift, in numpy and doubles.

Prints the golden numbers of Tests/MatricesTests/BlockGoldenTests.swift: Newton steps on one block of columns after the
other of the whole objective's gradient, on numbers given by sines. Run it with `python3 als_blocks_golden.py`.
"""
import numpy as np

rows, others, d, width, scale = 3, 9, 40, 16, 0.3
Y = np.sin(1 + np.arange(others)[:, None] * 7 + np.arange(d)[None, :] * 3.0)
X = 0.1 * np.cos(np.arange(rows)[:, None] * 5 + np.arange(d)[None, :] * 2.0)
W = np.array([[1, 0, 0.5, 0, 2, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 3, 0, 1, 0, 0, 0.25, 0, 0]])
ridges = np.array([0.5, 1.0, 2.0])


def gradient(r, x):
    return scale * Y.T @ (Y @ x) + Y.T @ (W[r] * (Y @ x)) - Y.T @ W[r] + ridges[r] * x


for r in range(rows):
    x = X[r].copy()
    for first in range(0, d, width):
        block = slice(first, min(first + width, d))
        hessian = Y[:, block].T @ np.diag(scale + W[r]) @ Y[:, block]
        hessian += ridges[r] * np.eye(hessian.shape[0])
        x[block] -= np.linalg.solve(hessian, gradient(r, x)[block])
    print(np.array2string(x[[0, 1, 15, 16, 31, 32, 39]], separator=", ", precision=6, suppress_small=True))
