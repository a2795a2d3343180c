"""Independent implementation of the formulas in Sources/Train/Models/ItemKNN, in numpy and double precision.

Prints the golden numbers of Tests/ModelsTests/ItemKNNTests.swift. Run it with `python3 item_knn_golden.py`.
"""
import numpy as np

W = np.array([[1, 2, 0, 0, 0], [1, 0, 0.5, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 3], [0, 0, 1, 1, 0], [0.25, 0, 0, 0, 1]])
history = {0: 1.0, 2: 2.0}


def weighted(kind):
    n = (W > 0).sum(1, keepdims=True)
    rarity = np.log(1 + W.shape[1] / n) / np.log(1 + W.shape[1])
    if kind == "tfidf":
        return np.sqrt(W) * rarity
    if kind == "bm25":
        return W * 2.2 / (W + 1.2 * (0.25 + 0.75 * n / n.mean())) * rarity
    return W


for kind, neighbours, shrinkage in [("none", 2, 0), ("tfidf", 2, 0.5), ("bm25", 4, 1)]:
    x = weighted(kind)
    norms = np.linalg.norm(x, axis=0)
    similarity = x.T @ x / (np.outer(norms, norms) + shrinkage)
    np.fill_diagonal(similarity, 0)
    for row in similarity:
        row[np.argsort(-row, kind="stable")[neighbours:]] = 0
    scores = sum(weight * similarity[item] for item, weight in history.items())
    print(kind, neighbours, shrinkage, np.round(scores, 6).tolist())
