#!/usr/bin/env python3
"""Trains Kindred and its peers in turn, in one run on one machine, and writes what each took.

Each round runs every contender once, so that what else the machine does falls on all alike; the ratio to Kindred is of
the best rounds. Then every kept configuration (Configurations/<data set>) is trained and measured once, beside the figures
published for its kind of model. A result goes to Results/<date>-<machine>.json with every raw line, and a table beside it as .md.

    peers.py --kindred ../.build/release/kindred --python .venv-peers/bin/python --peers ../../shared/peers \\
             --data ../../shared/data/gowalla
"""
import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--python", default=sys.executable, help="a Python that has the peers installed")
    parser.add_argument("--peers", required=True, help="the folder with als.py and item_models.py")
    parser.add_argument("--data", required=True, help="a folder with train.txt and test.txt, 'user item item ...' a line")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--slow", action="store_true", help="also the peers that take minutes: RP3beta in scipy, EASE in numpy")
    parser.add_argument("--configurations", default=os.path.join(HERE, "Configurations"))
    parser.add_argument("--sizes", default="64,128,256", help="embedding sizes, comma separated")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--results", default=os.path.join(HERE, "Results"))
    return parser.parse_args()


def run(command):
    """The last JSON document a command prints; stops with its error where it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stderr.strip()[-2000:]}")
    text = done.stdout.strip()
    try:
        return json.loads(text)
    except ValueError:
        return json.loads(text.splitlines()[-1])


def kindred(options, model, settings):
    return evaluated(options, model, ["--model", model] + [
        word for key, value in settings.items() for word in ("--set", f"{model}.{key}={value}")])


def evaluated(options, model, choice):
    command = [options.kindred, "--threads", str(options.threads), "--json", "evaluate"] + choice + [
        "--train", os.path.join(options.data, "train.txt"), "--test", os.path.join(options.data, "test.txt"),
        "--format", "adjacency", "--k", "20"]
    found = next(entry for entry in run(command)["models"] if entry["model"] == model)
    return {"train_seconds": found["train_seconds"], "seconds_per_epoch": found["seconds_per_epoch"],
            "recall@20": found["metrics"]["recall@20"]["value"], "ndcg@20": found["metrics"]["ndcg@20"]["value"]}


def peer(options, script, extra, first):
    command = [options.python, os.path.join(options.peers, script), "--lightgcn", options.data,
               "--threads", str(options.threads)] + extra + ([] if first else ["--max-eval-users", "100"])
    line = run(command)
    result = {"train_seconds": line["train_seconds"],
              "seconds_per_epoch": line.get("seconds_per_iteration", line["train_seconds"])}
    if first:
        result.update({key: line[key] for key in ("recall@20", "ndcg@20")})
    return result


def contests(options):
    """Name of the contest -> contender -> how to run it; the first is Kindred."""
    all_contests = {}
    for size in map(int, options.sizes.split(",")):
        settings = {"embedding_size": size, "epochs": options.epochs, "unobserved_weight": .02, "regularization": .003}
        common = ["--factors", str(size), "--iterations", str(options.epochs)]
        irspack = ["--lib", "irspack", "--solver", "CG", "--alpha0", ".02", "--reg", ".003"]
        implicit = ["--lib", "implicit", "--alpha", "50", "--reg", ".15"]
        all_contests[f"als, d={size}, {options.epochs} epochs"] = {
            "kindred": lambda first, s=settings: kindred(options, "als", s),
            "irspack, conjugate gradient": lambda first, c=common: peer(options, "als.py", irspack + c, first),
            "implicit, conjugate gradient": lambda first, c=common: peer(options, "als.py", implicit + c, first),
        }
    cosine = {"neighbor_count": 100, "shrinkage": 0, "weighting": "none"}
    all_contests["item-knn, cosine, 100 neighbours"] = {
        "kindred": lambda first: kindred(options, "item-knn", cosine),
        "implicit": lambda first: peer(options, "item_models.py", ["--model", "cosine", "--k", "100"], first),
    }
    if options.slow:
        all_contests["rp3beta, 777 neighbours"] = {
            "kindred": lambda first: kindred(
                options, "rp3beta", {"neighbor_count": 777, "alpha": .566, "beta": .001}),
            "scipy": lambda first: peer(options, "item_models.py", [
                "--model", "rp3beta", "--k", "777", "--rp3-alpha", ".566", "--rp3-beta", ".001"], first),
        }
        all_contests["ease, l2=80"] = {
            "kindred": lambda first: kindred(options, "ease", {"regularization": 80, "tolerance": .2}),
            "numpy, dense": lambda first: peer(options, "item_models.py", ["--model", "ease", "--l2", "80"], first),
        }
    return all_contests


# Recall@20 and NDCG@20 on Gowalla as others published them: the BARS benchmark (reczoo/BARS), the papers of GF-CF and
# BSPM, and Anelli et al. (RecSys 2023) for popular and RP3beta.
PUBLISHED = {
    "popular": (.0416, .0316), "item-knn": (.1570, .1214), "bpr": (.1627, .1378), "slim": (.1699, .1382),
    "ease": (.1765, .1467), "rp3beta": (.1829, .1520), "gf-cf": (.1849, .1518), "bspm": (.1920, .1597),
}


def kept(options):
    """Name of the file -> what its configuration reaches, one run each."""
    folder = os.path.join(options.configurations, os.path.basename(os.path.abspath(options.data)))
    results = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        print(f"kept configuration {name}", file=sys.stderr)
        with open(path) as file:
            model = json.load(file)["model"]
        results[name.removesuffix(".json")] = {"model": model, "published": PUBLISHED.get(model),
                                               **evaluated(options, model, ["--model-config", path])}
    return results


def processor():
    try:
        with open("/proc/cpuinfo") as info:
            return re.search(r"model name\s*:\s*(.*)", info.read()).group(1)
    except (OSError, AttributeError):
        return platform.processor() or platform.machine()


def table(result):
    lines = [f"# {result['date']}, {result['processor']}, {result['threads']} threads", "",
             f"Data: {result['data']}. Best of {result['rounds']} rounds, all contenders in turn in each; load average "
             f"{result['load_before']} before, {result['load_after']} after. Train seconds include the set-up and, for "
             "Kindred's ALS, the last pass that solves the users to the end.", "",
             "| contest | contender | seconds an epoch | train seconds | x Kindred's epoch | Recall@20 | NDCG@20 |",
             "|---|---|---|---|---|---|---|"]
    for contest, contenders in result["contests"].items():
        best = {name: min(run["seconds_per_epoch"] for run in runs) for name, runs in contenders.items()}
        for name, runs in contenders.items():
            lines.append(f"| {contest} | {name} | {best[name]:.4f} | {min(run['train_seconds'] for run in runs):.3f} | "
                         f"{best[name] / best['kindred']:.2f} | {runs[0]['recall@20']:.4f} | {runs[0]['ndcg@20']:.4f} |")
    lines += ["", "The kept configurations, one run each, beside the best figures published for the kind of model:", "",
              "| configuration | train seconds | Recall@20 | NDCG@20 | published |", "|---|---|---|---|---|"]
    for name, run in sorted(result["kept"].items(), key=lambda entry: entry[1]["ndcg@20"]):
        figures = run["published"]
        lines.append(f"| {name} | {run['train_seconds']:.1f} | {run['recall@20']:.4f} | {run['ndcg@20']:.4f} | "
                     + (f"{figures[0]:.4f} / {figures[1]:.4f} |" if figures else "|"))
    return "\n".join(lines) + "\n"


def main():
    options = arguments()
    load = os.getloadavg()[0]
    runs = {contest: {name: [] for name in contenders} for contest, contenders in contests(options).items()}
    for turn in range(options.rounds):
        for contest, contenders in contests(options).items():
            for name, contender in contenders.items():
                print(f"round {turn + 1} of {options.rounds}: {contest}: {name}", file=sys.stderr)
                runs[contest][name].append(contender(turn == 0))
    result = {"date": datetime.date.today().isoformat(), "machine": platform.node(), "processor": processor(),
              "threads": options.threads, "rounds": options.rounds, "data": os.path.basename(os.path.abspath(options.data)),
              "load_before": round(load, 2), "load_after": round(os.getloadavg()[0], 2), "contests": runs, "kept": kept(options)}
    os.makedirs(options.results, exist_ok=True)
    machine = re.sub(r"[^a-z0-9]+", "-", f"{result['processor']}-{os.cpu_count()}-cores".lower()).strip("-")
    path = os.path.join(options.results, f"{result['date']}-{machine}")
    with open(path + ".json", "w") as file:
        json.dump(result, file, indent=2)
        file.write("\n")
    with open(path + ".md", "w") as file:
        file.write(table(result))
    print(table(result))


main()
