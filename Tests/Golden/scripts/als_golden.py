"""Independent implementation of the objective in Sources/Train/Models/ALS/ALSModel.swift, in numpy and double precision.

Prints the golden numbers of Tests/ModelsTests/ALSGoldenTests.swift: alternating exact solutions, items first, from the
all-but-constant start written out below, on a 6 x 5 world with unequal weights. Run it with `python3 als_golden.py`.
"""
import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
d, alpha0, lam, nu, epochs = 2, 0.1, 0.05, 0.5, 60


def half(other, weights):
    rows, others = weights.shape
    gram = alpha0 * other.T @ other
    out = np.zeros((rows, d))
    for r in range(rows):
        seen = np.nonzero(weights[r])[0]
        y, w = other[seen], weights[r, seen]
        ridge = lam * (len(seen) + alpha0 * others) ** nu
        out[r] = np.linalg.solve(gram + (y * w[:, None]).T @ y + ridge * np.eye(d), y.T @ w)
    return out


def objective(x, y):
    scores = x @ y.T
    loss = (W * (1 - scores) ** 2).sum() + alpha0 * (scores**2).sum()
    n_u, n_i = (W > 0).sum(1), (W > 0).sum(0)
    return (loss + lam * ((n_u + alpha0 * W.shape[1]) ** nu * (x**2).sum(1)).sum()
            + lam * ((n_i + alpha0 * W.shape[0]) ** nu * (y**2).sum(1)).sum())


x = np.array([[1, 0.1], [1, -0.1], [0.9, 0.2], [-0.2, 1], [0.3, 0.6], [0.1, 0.9]])
for _ in range(epochs):
    y = half(x, W.T)
    x = half(y, W)
print("scores, [users x items]:")
print(np.array2string(x @ y.T, separator=", ", precision=5, suppress_small=True))
print("objective:", round(objective(x, y), 6))
