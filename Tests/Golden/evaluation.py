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

# Some items have no category; a few visitors have items of that sort alone.
categories = [sorted({int(c) for c in rng.integers(0, 7, int(rng.integers(0, 4)))}) for _ in range(items)]
known = np.array([1.0 if mine else 0.0 for mine in categories])
member = np.zeros((items, 7))
for item, mine in enumerate(categories):
    member[item, mine] = 1
share = member / np.maximum(1, member.sum(axis=1, keepdims=True))
counts = np.bincount(np.concatenate(train), minlength=items)
matrix = np.zeros((visitors, items))
for visitor in range(visitors):
    matrix[visitor, train[visitor]] = 1
lengths = np.sqrt((matrix ** 2).sum(axis=0))
cosine = (matrix.T @ matrix) / np.maximum(1e-300, np.outer(lengths, lengths))
common = member @ member.T
union = member.sum(axis=1)[:, None] + member.sum(axis=1)[None, :] - common
jaccard = common / np.maximum(1, union)
by_popularity = np.argsort(-counts, kind="stable")


def mean_of_pairs(likeness, chosen):
    pairs = [likeness[a, b] for place, a in enumerate(chosen) for b in chosen[:place]]
    return np.mean(pairs) if pairs else None


def divergence(history, shown):
    history, shown = [i for i in history if known[i]], [i for i in shown if known[i]]
    if not history or not shown:
        return None
    p, q = share[history].mean(axis=0), share[shown].mean(axis=0)
    q = 0.99 * q + 0.01 * p
    return float(sum(a * np.log(a / b) for a, b in zip(p, q) if a > 0))


surprise = -np.log2((counts + 1) / (visitors + 1))
golden = {}
for k in (1, 5, 20, 100):
    rows = {name: [] for name in ("recall", "ndcg", "precision", "hit_rate", "map", "mrr", "novelty",
                                "serendipity", "average_popularity", "diversity", "category_diversity",
                                "calibration_kl")}
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
        usual = [i for i in by_popularity if i not in train[visitor]][:k]
        rows["serendipity"].append((hit & ~np.isin(ranking, usual)).sum() / k)
        rows["average_popularity"].append(counts[ranking].mean())
        alike = mean_of_pairs(cosine, ranking)
        rows["diversity"].append(None if alike is None else 1 - alike)
        alike = mean_of_pairs(jaccard, [i for i in ranking if known[i]])
        rows["category_diversity"].append(None if alike is None else 1 - alike)
        rows["calibration_kl"].append(divergence(train[visitor], ranking))
    for name, values in rows.items():
        values = [value for value in values if value is not None]
        if values:
            golden[f"{name}@{k}"] = float(np.mean(values))
    golden[f"coverage@{k}"] = float((shown > 0).mean())
    # Gini as half the relative mean absolute difference: another formula than the code's.
    golden[f"gini@{k}"] = float(np.abs(shown[:, None] - shown[None, :]).mean() / (2 * shown.mean()))
print(json.dumps({"train": train, "test": test, "scores": scores.tolist(), "categories": categories, "golden": golden}))
