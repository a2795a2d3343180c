"""Independent implementation of MMR, xQuAD and calibration, written from the papers, in plain Python and doubles.

Prints the golden numbers of Tests/ServingTests/Ranking/RankingGoldenTests.swift: which of twelve candidates stand where, and
the value each was chosen for. Run it with `python3 ranking_golden.py`.

MMR: Carbonell and Goldstein 1998. xQuAD: Santos, Macdonald and Ounis 2010, with P(d|c) = relevance/2 for the aspects a
document has. Calibration: Steck 2018, alpha = 0.01, natural logarithm.
"""
import math

relevance = [1, 0.97, 0.95, 0.9, 0.86, 0.8, 0.77, 0.7, 0.66, 0.6, 0.55, 0.5]
genres = [{"a"}, {"a"}, {"a", "b"}, {"a"}, {"b"}, {"a", "c"}, {"c"}, {"d"}, {"b", "d"}, set(), {"e"}, {"c", "e"}]
makers = ["x", "x", "y", "x", "y", "z", "z", "x", "y", "w", "w", None]
history = [({"a"}, 3.0), ({"b", "d"}, 2.0), ({"d"}, 1.0), ({"f"}, 0.5)]
n, places = len(relevance), 7


def jaccard(s, t):
    return len(s & t) / len(s | t) if s and t else 0.0


def likeness(i, j):
    same = 1.0 if makers[i] is not None and makers[i] == makers[j] else 0.0
    return (jaccard(genres[i], genres[j]) + same) / 2


def greedy(gain):
    chosen, gains = [], []
    for _ in range(places):
        best = max((i for i in range(n) if i not in chosen), key=lambda i: (gain(chosen, i), -i))
        gains.append(gain(chosen, best))
        chosen.append(best)
    return chosen, gains


def mmr(strength):
    return greedy(
        lambda chosen, i: (1 - strength) * relevance[i] - strength * max([likeness(i, j) for j in chosen], default=0.0)
    )


def wanted():
    share, total = {}, sum(w for _, w in history)
    for kinds, weight in history:
        for g in kinds:
            share[g] = share.get(g, 0) + weight / len(kinds) / total
    return share


def xquad(strength):
    p = wanted()

    def gain(chosen, i):
        novelty = 0.0
        for g, interest in p.items():
            if g in genres[i]:
                seen = math.prod(1 - relevance[j] / 2 for j in chosen if g in genres[j])
                novelty += interest * relevance[i] / 2 * seen
        return (1 - strength) * relevance[i] + strength * novelty

    return greedy(gain)


def calibration(strength, alpha=0.01):
    p = wanted()

    def divergence(chosen):
        described = [j for j in chosen if genres[j]]
        total = 0.0
        for g, share in p.items():
            q = sum(1 / len(genres[j]) for j in described if g in genres[j]) / max(1, len(described))
            total += share * math.log(share / ((1 - alpha) * q + alpha * share))
        return total

    return greedy(lambda chosen, i: (1 - strength) * relevance[i] - strength * divergence(chosen + [i]))


for name, method, strength in [
    ("mmr 0.3", mmr, 0.3), ("mmr 0.7", mmr, 0.7), ("xquad 0.5", xquad, 0.5), ("xquad 0.9", xquad, 0.9),
    ("calibration 0.3", calibration, 0.3), ("calibration 0.8", calibration, 0.8)
]:
    order, gains = method(strength)
    print(name, order, [round(g, 6) for g in gains])
