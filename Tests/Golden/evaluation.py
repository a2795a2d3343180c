"""Golden numbers for the evaluator, by numpy alone: dense scores, a full stable sort, the formulas as written.

Run: python3 Tests/Golden/evaluation.py > Tests/Golden/evaluation.json
The world (80 visitors, 60 items, scores with many ties) is written into the file, so the test needs no numpy.
"""
import json
import numpy as np

rng = np.random.default_rng(20)
visitors, items = 80, 60
scores = rng.integers(0, 12, (visitors, items)) / 8.0
train, test = [], []
for visitor in range(visitors):
    order = rng.permutation(items)
    first, rest = int(rng.integers(1, 20)), int(rng.integers(1, 45))
    train.append(sorted(int(i) for i in order[:first]))
    test.append(sorted(int(i) for i in order[first:first + rest]))

counts = np.bincount(np.concatenate(train), minlength=items)
surprise = -np.log2((counts + 1) / (visitors + 1))
golden = {}
for k in (1, 5, 20, 100):
    rows = {name: [] for name in ("recall", "ndcg", "precision", "hit_rate", "map", "mrr", "novelty")}
    shown = np.zeros(items)
    for visitor in range(visitors):
        row = scores[visitor].copy()
        row[train[visitor]] = -np.inf
        ranking = np.argsort(-row, kind="stable")[: min(k, items - len(train[visitor]))]
        shown[ranking] += 1
        hit = np.isin(ranking, test[visitor])
        place = np.arange(1, len(ranking) + 1)
        ideal = min(k, len(test[visitor]))
        rows["recall"].append(hit.sum() / len(test[visitor]))
        rows["ndcg"].append((hit / np.log2(place + 1)).sum() / (1 / np.log2(np.arange(2, ideal + 2))).sum())
        rows["precision"].append(hit.sum() / k)
        rows["hit_rate"].append(float(hit.any()))
        rows["map"].append((np.cumsum(hit) / place * hit).sum() / ideal)
        rows["mrr"].append(1 / place[hit][0] if hit.any() else 0.0)
        rows["novelty"].append(surprise[ranking].mean())
    for name, values in rows.items():
        golden[f"{name}@{k}"] = float(np.mean(values))
    golden[f"coverage@{k}"] = float((shown > 0).mean())
    # Gini as half the relative mean absolute difference: another formula than the code's.
    golden[f"gini@{k}"] = float(np.abs(shown[:, None] - shown[None, :]).mean() / (2 * shown.mean()))
print(json.dumps({"train": train, "test": test, "scores": scores.tolist(), "golden": golden}))
