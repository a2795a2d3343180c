#!/usr/bin/env python3
"""Times the import of a CSV file until it is durable, beside a plain SQLite insert loop on the same rows.

The file comes from `kindred simulate`, so anyone can repeat it. Both sides end with a synced database that refuses the
same event a second time; the loop is Python's csv and sqlite3 modules with one prepared statement in one transaction.

    importing.py --kindred ../.build/release/kindred --users 10000
"""
import argparse
import csv
import datetime
import json
import os
import platform
import sqlite3
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = "event_id TEXT UNIQUE, user TEXT, session TEXT, item TEXT, type TEXT, value REAL, quantity REAL, price REAL, time TEXT, position INTEGER"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--users", type=int, default=10_000, help="about 90 events each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--results", default=os.path.join(HERE, "Results"))
    return parser.parse_args()


def kindred(options, events, folder):
    command = [options.kindred, "--data", folder, "--threads", str(options.threads), "--json", "import", "events", events]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - started
    return json.loads(done.stdout)["imports"][0]["imported"], seconds


def loop(_, events, folder):
    os.makedirs(folder)
    started = time.perf_counter()
    database = sqlite3.connect(os.path.join(folder, "plain.sqlite"), isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(f"CREATE TABLE events({COLUMNS})")
    with open(events, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        database.execute("BEGIN")
        database.executemany("INSERT OR IGNORE INTO events VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        database.execute("COMMIT")
    count = database.execute("SELECT count(*) FROM events").fetchone()[0]
    database.close()
    return count, time.perf_counter() - started


def main():
    options = arguments()
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        shop = os.path.join(folder, "shop")
        subprocess.run([options.kindred, "simulate", "--output", shop, "--users", str(options.users)],
                       check=True, capture_output=True)
        events = os.path.join(shop, "events.csv")
        for number in range(options.rounds):
            for name, contender in [("kindred", kindred), ("sqlite3 loop in Python", loop)]:
                target = os.path.join(folder, f"{name.split()[0]}-{number}")
                count, seconds = contender(options, events, target)
                rounds.append({"contender": name, "round": number, "events": count, "seconds": round(seconds, 3),
                               "events_per_second": round(count / seconds), "load": os.getloadavg()[0]})
                print(json.dumps(rounds[-1]), flush=True)
        size = os.path.getsize(events)
    write(options, rounds, size)


def write(options, rounds, size):
    os.makedirs(options.results, exist_ok=True)
    name = f"{datetime.date.today()}-import-{platform.node() or 'machine'}"
    best = {}
    for entry in rounds:
        best[entry["contender"]] = max(best.get(entry["contender"], 0), entry["events_per_second"])
    with open(os.path.join(options.results, name + ".json"), "w") as file:
        json.dump({"what": "import of CSV until durable", "bytes": size, "cores": os.cpu_count(),
                   "threads": options.threads, "rounds": rounds}, file, indent=1)
    lines = ["# Import of CSV until durable", "", f"{rounds[0]['events']:,} events, {size:,} bytes; best of {options.rounds} rounds.",
             "", "| contender | events/s | ratio |", "|---|---|---|"]
    for contender, rate in best.items():
        lines.append(f"| {contender} | {rate:,} | {best['kindred'] / rate:.2f} |")
    with open(os.path.join(options.results, name + ".md"), "w") as file:
        file.write("\n".join(lines) + "\n")
    print("\n".join(lines))


main()
