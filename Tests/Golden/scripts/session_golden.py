"""Independent implementation of the formulas of the session models, with dictionaries and in double precision.

Prints the golden numbers of Tests/ModelsTests/SessionGoldenTests.swift. Run it with `python3 session_golden.py`.
"""
from math import exp, log, log10, sqrt

# Items in the order of the clicks, and the day each session ended; the later in the list the newer.
SESSIONS = [
    ([0, 1, 2], 0.0), ([1, 2, 1, 3], 0.5), ([4, 0], 1.0), ([2, 3, 5, 0], 1.25), ([5, 5, 1], 2.0), ([3, 0, 3], 3.0),
    ([1, 4, 2], 3.5), ([6, 2, 0, 1], 5.0), ([0, 3], 6.0), ([2, 6, 6, 4], 6.5), ([3, 1], 8.0), ([4, 2, 1, 0, 5], 9.0),
]
ITEMS = range(8)
QUERIES = [[2], [0, 1], [2, 3, 2, 1], [5, 9, 6, 0]]  # item 9 came after the training: passed over


def known(query):
    return [item for item in query if item in ITEMS]


def newest_with_any(present, limit):
    hits = [n for n in range(len(SESSIONS)) if set(present) & set(SESSIONS[n][0])]
    return sorted(hits, reverse=True)[:limit]


def best(likeness, limit):
    return sorted(likeness, key=lambda n: (-likeness[n], -n))[:limit]


def last_places(items):
    return {item: place for place, item in enumerate(items, start=1)}


def rarity(item):
    having = sum(item in clicks for clicks, _ in SESSIONS)
    return log(len(SESSIONS) / having) if having else 0.0


def newest_shared_step(present, clicks):
    return min(step for step, item in enumerate(reversed(present), start=1) if item in clicks)


POSITION = {"div": lambda p, l: p / l, "log": lambda p, l: 1 / log10(l - p + 1.7),
            "linear": lambda p, l: max(0, 1 - (l - p) / 10), "quadratic": lambda p, l: (p / l) ** 2,
            "same": lambda p, l: 1}
STEP = {"div": lambda s: 1 / s, "log": lambda s: 1 / log10(s + 1.7), "linear": lambda s: max(0, 1 - s / 10),
        "quadratic": lambda s: 1 / s ** 2, "same": lambda s: 1}


def vsknn(present, position, match, rarity_weight, neighbours, sample):
    places = last_places(present)
    likeness = {}
    for n in newest_with_any(present, sample):
        shared = set(places) & set(SESSIONS[n][0])
        likeness[n] = sum(POSITION[position](places[j], len(present)) for j in shared) / len(places)
    scores = [0.0] * len(ITEMS)
    for n in best(likeness, neighbours):
        factor = likeness[n] * STEP[match](newest_shared_step(present, SESSIONS[n][0]))
        for item in set(SESSIONS[n][0]):
            scores[item] += factor * (1 + rarity_weight * rarity(item))
    return scores


def vmis(present, neighbours, sample):
    places = last_places(present)
    likeness = {n: sum(places[j] / len(present) for j in set(places) & set(SESSIONS[n][0]))
                for n in newest_with_any(present, sample)}
    scores = [0.0] * len(ITEMS)
    for n in best(likeness, neighbours):
        factor = likeness[n] * max(0, 1 - newest_shared_step(present, SESSIONS[n][0]) / 10)
        for item in set(SESSIONS[n][0]):
            scores[item] += factor * rarity(item)
    return scores


def stan(present, position_scale, age_days, nearness_scale, neighbours, sample):
    weights = {item: exp((place - len(present)) / position_scale) for item, place in last_places(present).items()}
    norm = sqrt(sum(weight ** 2 for weight in weights.values()))
    newest = SESSIONS[-1][1]
    likeness = {}
    for n in newest_with_any(present, sample):
        clicks, end = SESSIONS[n]
        common = sum(weights[j] for j in weights if j in clicks)
        likeness[n] = common / (norm * sqrt(len(set(clicks)))) * exp(-(newest - end) / age_days)
    scores = [0.0] * len(ITEMS)
    for n in best(likeness, neighbours):
        places = last_places(SESSIONS[n][0])
        anchor = max(places[j] for j in places if j in weights)
        for item, place in places.items():
            scores[item] += likeness[n] * exp(-abs(place - anchor) / nearness_scale)
    return scores


def pair_counts(weight, steps):
    counts = [[0.0] * len(ITEMS) for _ in ITEMS]
    for clicks, _ in SESSIONS:
        for y, first in enumerate(clicks):
            for x in range(y + 1, min(len(clicks), y + steps + 1)):
                counts[first][clicks[x]] += weight(x - y)
    return counts


def strongest(row, limit):
    kept = sorted((i for i in ITEMS if row[i] > 0), key=lambda i: (-row[i], i))[:limit]
    return [row[i] if i in kept else 0.0 for i in ITEMS]


def rules(present, weighting, steps, kept):
    row = pair_counts(STEP[weighting], steps)[present[-1]]
    return [value / max(sum(row), 1e-300) for value in strongest(row, kept)]


def markov(present, steps, decay, shrinkage, kept):
    counts = pair_counts(lambda step: decay ** (step - 1), steps)
    total = sum(map(sum, counts))
    popularity = [sum(row[i] for row in counts) / total for i in ITEMS]
    scores = [0.0] * len(ITEMS)
    for back, item in enumerate(reversed(present)):
        if back == steps:
            break
        row = counts[item]
        for i, value in enumerate(strongest(row, kept)):
            scores[i] += decay ** back * (value + shrinkage * popularity[i]) / (sum(row) + shrinkage)
    return scores


for query in map(known, QUERIES):
    print(query)
    for name, scores in [
        ("vsknn div div", vsknn(query, "div", "div", 0, 4, 6)),
        ("vsknn log quadratic", vsknn(query, "log", "quadratic", 1.5, 3, 100)),
        ("vsknn quadratic linear", vsknn(query, "quadratic", "linear", 0, 100, 100)),
        ("vsknn linear log", vsknn(query, "linear", "log", 0, 5, 7)),
        ("stan", stan(query, 1.1, 4, 2, 4, 7)),
        ("stan all", stan(query, 5, 2, 0.5, 100, 100)),
        ("vmis-knn", vmis(query, 4, 6)),
        ("rules div", rules(query, "div", 2, 3)),
        ("rules log", rules(query, "log", 10, 100)),
        ("markov", markov(query, 3, 0.5, 2, 3)),
        ("markov plain", markov(query, 1, 1, 0.5, 100)),
    ]:
        print(" ", name, [round(score, 6) for score in scores])
