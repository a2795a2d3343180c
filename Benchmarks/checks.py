#!/usr/bin/env python3
"""A simulated week with robots, double clicks and a wrong clock: how much of it each check of events finds.

Makes a shop whose truth is known, imports it, runs `kindred checks --json` and prints precision and recall of each
check, by event and, for robots, by visitor. Standard library only.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

BOTS = ["bot_agent", "bot_rate", "bot_regularity", "bot_breadth"]
EVERY = 1_000_000


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def ratio(part, whole):
    return f"{part / whole:.3f}" if whole else "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kindred", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--users", type=int, default=20_000)
    parser.add_argument("--items", type=int, default=5_000)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--bots", type=float, default=0.05)
    parser.add_argument("--duplicates", type=float, default=0.02)
    parser.add_argument("--clock", type=float, default=0.03, help="share of visits with a wrong clock")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kindred-checks-") as folder:
        measure(arguments, pathlib.Path(folder))


def measure(arguments, folder):
    shop, data = folder / "shop", folder / "data"
    run(
        arguments.kindred, "simulate", "--output", shop, "--users", arguments.users, "--items", arguments.items,
        "--days", arguments.days, "--seed", arguments.seed, "--bots", arguments.bots, "--duplicates",
        arguments.duplicates, "--shifted-clock", arguments.clock, "--outliers", 0.005, "--impossible-orders", 0.001,
        "--later-items", 0.003,
    )
    run(arguments.kindred, "--data", data, "import", "items", shop / "items.jsonl")
    run(arguments.kindred, "--data", data, "import", "events", shop / "events.jsonl")
    report = json.loads(run(arguments.kindred, "--data", data, "checks", "--json", "--examples", EVERY))
    truth = {line["event_id"]: line for line in map(json.loads, open(shop / "truth/trouble.jsonl"))}
    visitors = {line["event_id"]: line.get("session_id") or line.get("user_id")
                for line in map(json.loads, open(shop / "events.jsonl"))}
    marked = {check["name"]: {example["event_id"] for example in check["examples"]} for check in report["checks"]}
    print(f"{report['events']:,} events, {report['marked']:,} marked, {report['left_out']:,} left out of the state.\n")
    print_checks(marked, truth)
    print()
    print_robots(marked, truth, visitors)


def print_checks(marked, truth):
    wanted = collections.defaultdict(set)
    for event, line in truth.items():
        for trouble in line["trouble"]:
            wanted[trouble].add(event)
    print("| check | marked | precision | recall |\n|---|---|---|---|")
    rows = [(name, marked[name], wanted["bot"]) for name in BOTS]
    rows.append(("all four bot checks", set().union(*(marked[name] for name in BOTS)), wanted["bot"]))
    rows += [(name, events, wanted[name]) for name, events in marked.items() if name not in BOTS]
    for name, events, truly in rows:
        right = len(events & truly)
        if events or truly:
            print(f"| {name} | {len(events):,} | {ratio(right, len(events))} | {ratio(right, len(truly))} |")


def print_robots(marked, truth, visitors):
    """By visitor: who was found at any moment is left out of a training with all events."""
    found = {visitors[event] for name in BOTS for event in marked[name]}
    kinds = collections.defaultdict(set)
    for event, line in truth.items():
        if line["robot"]:
            kinds[line["robot"]].add(visitors[event])
    robots = set().union(*kinds.values()) if kinds else set()
    print("| robot | visits | found |\n|---|---|---|")
    for kind, visits in sorted(kinds.items()):
        print(f"| {kind} | {len(visits)} | {ratio(len(visits & found), len(visits))} |")
    print(f"\n{len(found)} visitors were taken for robots, {len(found - robots)} of them wrongly, "
          f"of {len(set(visitors.values())):,} visitors in all.")


if __name__ == "__main__":
    main()
