"""Golden numbers for Tests/ModelsTests/ContentTests.swift: the formulas of ContentModel once more, with dictionaries.

    python3 content_golden.py
"""
import math
from collections import Counter

ITEMS = [
    dict(title="Red wool hat", description="A warm hat of wool, red as fire", tags=["winter", "wool hat"],
         categories=["Hats"], brand="Acme", price=20, attributes={"organic": True}, vector=[1, 0, 2]),
    dict(title="Blue wool scarf", description="Warm and blue", tags=["winter"], categories=["Scarves"], brand="Acme",
         price=25, attributes={"size": "M"}, vector=[0, 1, 1]),
    dict(title="Straw hat", description="A hat against the sun", tags=["summer", "sun"], categories=["Hats"],
         brand="Böll", price=20, attributes={"organic": True, "size": "L"}, vector=None),
    dict(title="Summer dress", description="", tags=["summer"], categories=["Dresses"], brand="Boll", price=80,
         attributes={"size": "M", "colours": ["red", "blue"]}, vector=[2, 0, 4]),
    dict(title="Umbrella", description="Against rain and sun", tags=[], categories=[], brand=None, price=None,
         attributes={"organic": False}, vector=[1, -1, 0]),
]
WEIGHTS = dict(title=2, description=0.5, tags=1, category=1.5, brand=0.75, attribute=0.25)
TEXT = ("title", "description", "tags")


def words(text):
    """Runs of letters and digits, single letters left out."""
    return [w for w in "".join(c if c.isalnum() else " " for c in text.lower()).split() if len(w) > 1]


def fields(item):
    """The terms of each field."""
    attribute = []
    for key, value in item["attributes"].items():
        values = value if isinstance(value, list) else [str(value).lower()]
        attribute += [f"{key}={v.lower()}" for v in values]
    return dict(title=words(item["title"]), description=words(item["description"]),
                tags=[w for tag in item["tags"] for w in words(tag)],
                category=["category=" + c.lower() for c in item["categories"]],
                brand=["brand=" + item["brand"].lower().replace("ö", "o")] if item["brand"] else [],
                attribute=attribute)


def vectors(weighting, least, k1, b):
    """Each item as a dictionary of weighted terms, of length 1."""
    all_fields = [fields(item) for item in ITEMS]
    mean = {}
    for field in TEXT:
        lengths = [len(f[field]) for f in all_fields if f[field]]
        mean[field] = sum(lengths) / len(lengths)
    document_count = Counter(t for f in all_fields for t in {t for terms in f.values() for t in terms})
    result = []
    for f in all_fields:
        frequency = Counter()
        for field, terms in f.items():
            scale = WEIGHTS[field]
            if weighting == "bm25" and field in TEXT and terms:
                scale /= 1 - b + b * len(terms) / mean[field]
            for term in terms:
                frequency[term] += scale
        vector = {}
        for term, n in frequency.items():
            if document_count[term] < least:
                continue
            rarity = math.log(1 + (len(ITEMS) - document_count[term] + 0.5) / (document_count[term] + 0.5))
            vector[term] = rarity * (n * (k1 + 1) / (n + k1) if weighting == "bm25" else math.sqrt(n))
        norm = math.sqrt(sum(v * v for v in vector.values()))
        result.append({t: v / norm for t, v in vector.items()})
    return result


def levels():
    """The place of each price in the distribution, of 255."""
    prices = [item["price"] for item in ITEMS if item["price"] is not None]
    return [None if item["price"] is None else
            min(254, int(255 * (sum(p < item["price"] for p in prices) + sum(p == item["price"] for p in prices) / 2)
                         / len(prices))) for item in ITEMS]


def cosine(x, y):
    """The cosine of two lists; 0 where one is missing."""
    if x is None or y is None:
        return 0
    return sum(a * b for a, b in zip(x, y)) / math.sqrt(sum(a * a for a in x) * sum(b * b for b in y))


def scores(history, weighting, least, shares, width=0.2, k1=1.2, b=0.75):
    """The scores of all items for a history of (item, weight)."""
    terms, level = vectors(weighting, least, k1, b), levels()
    result = []
    for i in range(len(ITEMS)):
        total = 0
        for j, w in history:
            text = sum(v * terms[i].get(t, 0) for t, v in terms[j].items())
            number = 0
            if level[i] is not None and level[j] is not None:
                number = math.exp(-0.5 * ((level[i] - level[j]) / (255 * width)) ** 2)
            total += w * (shares[0] * text + shares[1] * number + shares[2] * cosine(ITEMS[j]["vector"], ITEMS[i]["vector"]))
        result.append(round(total / sum(shares), 6))
    return result


HISTORY = [(0, 1), (3, 0.5)]
print("tfidf, terms alone", scores(HISTORY, "tfidf", 1, (1, 0, 0)))
print("bm25, terms alone", scores(HISTORY, "bm25", 2, (1, 0, 0)))
print("bm25, all parts", scores(HISTORY, "bm25", 1, (1, 0.25, 0.5)))
