#!/usr/bin/env python3
"""Measures VSKNN and STAN as session-rec has them, and Kindred's, on the same questions, and prints a table.

session-rec (https://github.com/rn5l/session-rec) is Ludewig and Jannach's own collection. Nothing of it is here: name a
checkout of it, of which algorithms/knn/vsknn.py and stan.py are imported unchanged. It was written for an older NumPy:

    python3 -m venv .venv-sessionrec && .venv-sessionrec/bin/pip install 'numpy<2.4' 'pandas<3' pympler
    .venv-sessionrec/bin/python sessionrec.py ../../session-rec --kindred ../.build/release/kindred \\
        --data ../../shared/data/yoochoose-100k

Both learn from all but the newest fifth of the sessions of both files, as `kindred evaluate --split next-item` divides them,
and are asked for each next item of the others, among all items that training knows. session-rec orders what scores
alike as its hash tables and sorts happen to; it is asked a second time with the newer session, then the item that the
log had first, in front, as Kindred does.
"""
import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd

LENGTH = 20
FILES = [f"yoochoose-clicks-100k_{part}.txt" for part in ("train_full", "test")]
# A near-duplicate is a click like any other here, for session-rec knows no such thing.
SETTINGS = {"checks": {"near_duplicate": {"policy": "mark"}}}
# A pause that no session has, for session-rec does not cut sessions.
UNCUT = 10_000_000


def vsknn(neighbours, sample, position="div", match="div", rarity=0):
    return ("vsknn",
            {"neighbor_count": neighbours, "sample_size": sample, "position_weighting": position,
             "match_weighting": match, "rarity_weight": rarity},
            {"k": neighbours, "sample_size": sample, "weighting": position, "weighting_score": match,
             "idf_weighting": rarity or False})


def stan(neighbours, sample, position, age, nearness):
    return ("stan",
            {"neighbor_count": neighbours, "sample_size": sample, "position_scale": position, "age_days": age,
             "nearness_scale": nearness},
            {"k": neighbours, "sample_size": sample, "lambda_spw": position, "lambda_snh": age, "lambda_inh": nearness})


CASES = {
    "vsknn-default": vsknn(100, 1000),
    "vsknn-wide": vsknn(500, 5000),
    "vsknn-tuned": vsknn(1000, 2000, "log", "quadratic", 2),
    "vsknn-linear": vsknn(100, 1000, "linear", "linear"),
    "vsknn-quadratic": vsknn(100, 1000, "quadratic", "log"),
    "vsknn-same": vsknn(100, 1000, "same", "same"),
    "stan-default": stan(500, 2500, 1.02, 30, 2.05),
    "stan-tuned": stan(500, 2500, 0.5, 30, 4),
    "stan-recent": stan(100, 1000, 5, 2, 2.05),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("session_rec", help="a checkout of session-rec")
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--data", required=True, help="the folder with " + " and ".join(FILES))
    parser.add_argument("--cases", default=",".join(CASES), help="which settings, comma separated (default: %(default)s)")
    return parser.parse_args()


def divided(folder):
    """The clicks to learn from, those to ask about, and all items that training knows in the order of the log."""
    clicks = pd.concat([pd.read_csv(os.path.join(folder, name), sep="\t") for name in FILES], ignore_index=True)
    clicks["Time"] = (clicks["Time"] * 1000).round() / 1000
    clicks = clicks.drop_duplicates(["SessionId", "ItemId", "Time"])
    ends = clicks.groupby("SessionId")["Time"].agg(["size", "max"])
    whole = np.sort(ends.loc[ends["size"] >= 2, "max"].to_numpy())
    held_out = clicks["SessionId"].map(ends["max"]) >= whole[min(len(whole) - 1, int(0.8 * len(whole)))]
    training, asked = clicks[~held_out], clicks[held_out]
    asked = asked[asked["ItemId"].isin(training["ItemId"])]
    items = clicks["ItemId"].drop_duplicates()
    in_order = [part.sort_values(["SessionId", "Time"], kind="stable") for part in (training, asked)]
    return in_order[0], in_order[1], items[items.isin(training["ItemId"])].to_numpy()


def put_newest_first(model):
    """Hands sessions over in the order in which Kindred takes those that are alike; sorted() leaves them in it."""
    unordered = model.possible_neighbor_sessions
    model.possible_neighbor_sessions = lambda *visit: sorted(
        unordered(*visit), key=lambda session: model.session_time[session], reverse=True)


def session_rec(directory, name, settings, data, ordered):
    """The hit rate and mean reciprocal rank of session-rec's model, and how many questions it was asked."""
    sys.path.insert(0, directory)
    kind = {"vsknn": "VMContextKNN", "stan": "STAN"}[name]
    model = getattr(importlib.import_module(f"algorithms.knn.{name}"), kind)(**settings)
    training, asked, items = data
    model.fit(training)
    if ordered:
        put_newest_first(model)
    ranks, before, sort = [], (None, None), "stable" if ordered else "quicksort"
    for session, item, time in zip(asked["SessionId"], asked["ItemId"], asked["Time"]):
        if before[0] == session:
            scores = model.predict_next(session, before[1], items, timestamp=time).fillna(0)
            ranks.append(scores.sort_values(ascending=False, kind=sort).index.get_loc(item) + 1)
        before = (session, item)
    found = [rank for rank in ranks if rank <= LENGTH]
    return len(found) / len(ranks), sum(1 / rank for rank in found) / len(ranks), len(ranks)


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def kindred(program, log, name, settings):
    """The same of Kindred's model."""
    choice = [word for key, value in settings.items() for word in ("--set", f"{name}.{key}={value}")]
    found = json.loads(run([program, "--json", "evaluate", "--data", log, "--model", name, "--split", "next-item",
                            "--k", str(LENGTH)] + choice))
    measures = next(entry for entry in found["models"] if entry["model"] == name)["metrics"]
    return (measures[f"hit_rate@{LENGTH}"]["value"], measures[f"mrr@{LENGTH}"]["value"],
            found["dataset"]["held_out_interactions"])


def main():
    options = arguments()
    unknown = set(options.cases.split(",")) - set(CASES)
    if unknown:
        sys.exit(f"There is no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}.")
    if not os.path.exists(os.path.join(options.session_rec, "algorithms", "knn", "vsknn.py")):
        sys.exit(f"{options.session_rec} has no algorithms/knn/vsknn.py; name a checkout of rn5l/session-rec.")
    data = divided(options.data)
    with tempfile.TemporaryDirectory() as log:
        run([options.kindred, "import", "events", "--data", log, "--type", "view", "--columns",
             "session=SessionId,item=ItemId,time=Time"] + [os.path.join(options.data, name) for name in FILES])
        with open(os.path.join(log, "kindred.json"), "w", encoding="utf-8") as file:
            json.dump(SETTINGS, file)
        print(f"| HR@{LENGTH} / MRR@{LENGTH} | session-rec | ties as Kindred's | Kindred, uncut | Kindred |")
        print("|---|---|---|---|---|")
        for case in options.cases.split(","):
            name, ours, theirs = CASES[case]
            rows = [session_rec(options.session_rec, name, theirs, data, ordered) for ordered in (False, True)]
            rows += [kindred(options.kindred, log, name, ours | pause) for pause in ({"pause_minutes": UNCUT}, {})]
            if len({questions for _, _, questions in rows}) != 1:
                sys.exit(f"They were not asked the same: {[questions for _, _, questions in rows]} questions.")
            cells = [f"{hit:.4f} / {reciprocal:.4f}" for hit, reciprocal, _ in rows]
            print(f"| `{case}` | {' | '.join(cells)} |", flush=True)
    print(f"\n{rows[0][2]} questions of {data[1]['SessionId'].value_counts().gt(1).sum()} sessions.")


if __name__ == "__main__":
    main()
