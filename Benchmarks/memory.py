#!/usr/bin/env python3
"""Measures what each model takes: bytes a user, an item and an interaction in a release, and the peak of its training.

Makes up shops in which visitors choose 20 items each, popular ones more often: a small one, one with twice the users and
one with twice the items. Each is imported and each model trained by itself; the bytes are the sizes of the model's file,
so what one user and one item more cost are the differences. The peak is the resident memory of `kindred train`, less that
of a training of `popular` on the same shop, which is what the log and the program take.

    memory.py --kindred ../.build/release/kindred [--models als,item-knn] [--users 4000] [--items 2000]

A model's name that is not given is asked of the program, so a new one needs no change here.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--models", help="comma separated; all without it")
    parser.add_argument("--users", type=int, default=4000)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def known_models(options):
    """Their names, from what the program says about one it does not know."""
    done = subprocess.run([options.kindred, "evaluate", "--model", "?", "--train", os.devnull, "--test", os.devnull,
                           "--format", "adjacency"], capture_output=True, text=True)
    names = re.search(r"Choose one of ([a-z0-9, -]+)\.", done.stderr + done.stdout)
    return names.group(1).split(", ") if names else sys.exit(f"The program does not name its models:\n{done.stderr}")


def shop(folder, users, items, seed=1):
    """Writes the events of a made-up shop, each user's a minute apart, and its catalogue of four words an item."""
    chance = random.Random(seed)
    weights = [1 / (rank + 10) ** .7 for rank in range(items)]
    path = os.path.join(folder, "events.csv")
    with open(path, "w") as file:
        file.write("user,item,timestamp\n")
        for user in range(users):
            for place, item in enumerate(dict.fromkeys(chance.choices(range(items), weights, k=20))):
                file.write(f"u{user},i{item},{1_700_000_000 + 30 * user + 60 * place}\n")
    catalogue = os.path.join(folder, "items.csv")
    with open(catalogue, "w") as file:
        file.write("item_id,title,categories\n")
        for item in range(items):
            words = " ".join(f"word{chance.randrange(2000)}" for _ in range(4))
            file.write(f"i{item},{words},kind {chance.randrange(40)}\n")
    return path, catalogue


def run(command):
    """Runs a command and answers the largest resident memory it had, in bytes; stops where it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = []
    reader = threading.Thread(target=lambda: output.append(process.stdout.read()))
    reader.start()
    _, status, usage = os.wait4(process.pid, 0)
    reader.join()
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{output[0].strip()[-1500:]}")
    return usage.ru_maxrss * 1024


def model_bytes(data):
    """Model -> bytes of its file in the newest release."""
    releases = os.path.join(data, "releases")
    newest = max((os.path.join(releases, name) for name in os.listdir(releases)
                  if os.path.isdir(os.path.join(releases, name))), key=os.path.getmtime)
    return {name.removesuffix(".safetensors"): os.path.getsize(os.path.join(folder, name))
            for folder, _, names in os.walk(newest) for name in names if name.endswith(".safetensors")}


def measure(options, models, users, items):
    """Model -> (bytes of its file, peak of its training)."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        data, common = os.path.join(folder, "data"), [options.kindred, "--threads", str(options.threads)]
        events, catalogue = shop(folder, users, items)
        run(common + ["--data", data, "import", "events", events])
        run(common + ["--data", data, "import", "items", catalogue])
        for model in dict.fromkeys(["popular"] + models):
            start = time.time()
            peak = run(common + ["--data", data, "train", "--model", model])
            found[model] = (model_bytes(data).get(model, 0), peak)
            print(f"{users} users, {items} items, {model}: {found[model][0]} bytes, peak {peak >> 20} MiB, "
                  f"{time.time() - start:.1f} s", file=sys.stderr)
    return found


def main():
    options = arguments()
    models = options.models.split(",") if options.models else known_models(options)
    users, items = options.users, options.items
    small = measure(options, models, users, items)
    wider = measure(options, models, 2 * users, items)
    longer = measure(options, models, users, 2 * items)
    print(f"{users:,} users of 20 choices and {items:,} items, and twice of each; default settings.\n")
    print("| model | bytes a user | bytes an item | training's peak beside the log, a user | an item |")
    print("|---|---|---|---|---|")
    for model in models:
        def slope(other, count, part, base=small):
            own = (other[model][part] - base[model][part]) / count
            rest = (other["popular"][part] - base["popular"][part]) / count if part else 0
            return f"{max(0, own - rest):,.0f}"
        print(f"| `{model}` | {slope(wider, users, 0)} | {slope(longer, items, 0)} | {slope(wider, users, 1)} | "
              f"{slope(longer, items, 1)} |")


main()
