"""Golden numbers for significance: exact sign-flip p-values by listing all 2^n signs, and Holm's p-values.

Run: python3 Tests/Golden/scripts/significance_golden.py > Tests/Golden/significance.json
"""
import itertools
import json
import numpy as np

rng = np.random.default_rng(7)
cases = []
for shift in (0.0, 0.15, 0.4, 1.0):
    # Some visitors do not differ, as most do not where a hit is rare.
    differences = np.round(rng.normal(shift, 1, 14), 3) * (rng.random(14) < 0.8)
    signs = np.array(list(itertools.product((-1, 1), repeat=14)))
    sums = np.abs(signs @ differences)
    p = float((sums >= abs(differences.sum()) - 1e-9).mean())
    cases.append({"differences": differences.tolist(), "p": p})

holm = []
for count in (1, 2, 5, 12):
    p = rng.random(count) ** 3
    p[rng.integers(count)] = p[0]
    # Directly from the definition: a hypothesis falls at level a when all with smaller p-values fall too.
    adjusted = []
    for value in p:
        smaller = np.sort(p)[: (p <= value).sum()]
        adjusted.append(float(min(1, max((count - i) * v for i, v in enumerate(smaller)))))
    holm.append({"p": p.tolist(), "adjusted": adjusted})
print(json.dumps({"flips": cases, "holm": holm}))
