#!/usr/bin/env python3
"""Measures durable ingest over HTTP beside a plain SQLite insert loop and PostgreSQL's INSERT through pgbench, in one run.

Every contender answers after its data is synced and refuses the same event id a second time. Kindred is measured through
HTTP with the load generator on the same machine; the loop runs inside its own process without any network; PostgreSQL is
asked over a local socket by pgbench with prepared statements. Each is also set beside how long one sync of the disk takes.

    ingest.py --kindred ../.build/release/kindred --generator ../.build/release/ingest-bench
"""
import argparse
import datetime
import glob
import json
import os
import platform
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = ("CREATE TABLE events (event_id TEXT PRIMARY KEY, user_id TEXT, session_id TEXT, item_id TEXT, type TEXT, "
         "time BIGINT, quantity REAL, price REAL)")
BATCH = 1000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--generator", required=True, help="the ingest-bench binary, built for release")
    parser.add_argument("--events", type=int, default=1_000_000, help="how many go in batches")
    parser.add_argument("--day", type=int, default=0, help="how many events a day of the longest run has; 0 leaves it out")
    parser.add_argument("--seconds", type=int, default=8, help="how long single events are sent")
    parser.add_argument("--results", default=os.path.join(HERE, "Results"))
    return parser.parse_args()


def row(number):
    return (f"{number:033d}", f"u{number * 7919 % 100_000:06d}", "s-4711", f"i{number * 31 % 10_000:05d}", "view",
            1_795_000_000_000 + number, None, None)


def sync_milliseconds(folder):
    """The median of 100 syncs after 40 kB each: what any durable write waits for."""
    times = []
    with open(os.path.join(folder, "sync"), "wb") as file:
        for _ in range(100):
            file.write(b"x" * 40_960)
            file.flush()
            started = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - started)
    return 1000 * sorted(times)[50]


def sqlite_loop(folder, size, seconds):
    path = os.path.join(folder, f"loop-{size}.sqlite")
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(TABLE)
    number, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        database.execute("BEGIN")
        database.executemany("INSERT OR IGNORE INTO events VALUES (?,?,?,?,?,?,?,?)", (row(number + i) for i in range(size)))
        database.execute("COMMIT")
        number += size
    rate = number / (time.perf_counter() - started)
    database.close()
    return {"contender": "SQLite loop in Python", "load": f"{size} a commit, 1 writer", "events_per_second": round(rate)}


class Postgres:
    """A cluster of its own in `folder`, on a socket there; None where PostgreSQL is not installed."""

    def __init__(self, folder, bins):
        self.bins, self.folder = bins, os.path.join(folder, "postgres")
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        os.makedirs(self.folder)
        os.chmod(folder, 0o755)
        shutil.chown(self.folder, self.user)
        self.run("initdb", "-D", self.folder + "/data", "--auth=trust", "-U", "bench")
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o",
                 f"-k {self.folder} -c listen_addresses= -c shared_buffers=512MB -c max_wal_size=4GB", "start")

    def run(self, program, *rest):
        command = [os.path.join(self.bins, program), *rest]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid", self.user, "--regid", self.user, "--clear-groups", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr}")
        return done.stdout

    def insert(self, size, clients, seconds):
        self.run("psql", "-h", self.folder, "-U", "bench", "-d", "postgres", "-q", "-c",
                 f"DROP TABLE IF EXISTS events; DROP SEQUENCE IF EXISTS ids; CREATE SEQUENCE ids CACHE 1000; {TABLE}")
        values = ",".join("(lpad(nextval('ids')::text, 33, '0'), " + ", ".join(
            "NULL" if value is None else repr(value) for value in row(number)[1:]) + ")" for number in range(size))
        script = os.path.join(self.folder, "insert.sql")
        with open(script, "w") as file:
            file.write(f"INSERT INTO events VALUES {values} ON CONFLICT DO NOTHING;\n")
        os.chmod(script, 0o644)
        text = self.run("pgbench", "-h", self.folder, "-U", "bench", "-n", "-M", "prepared", "-c", str(clients), "-j", "2",
                        "-T", str(seconds), "-f", script, "postgres")
        rate = next(float(line.split("=")[1].split()[0]) for line in text.splitlines() if line.startswith("tps ="))
        mean = next(float(line.split("=")[1].split()[0]) for line in text.splitlines() if "latency average" in line)
        return {"contender": "PostgreSQL, pgbench", "load": f"{size} an INSERT, {clients} clients",
                "events_per_second": round(rate * size), "mean_ms": mean}

    def stop(self):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")


def kindred(options, folder, load, label, *rest):
    data = rest[rest.index("--data") + 1] if "--data" in rest else os.path.join(folder, "data")
    if "--data" not in rest:
        shutil.rmtree(data, ignore_errors=True)
        rest = (*rest, "--data", data)
    command = [options.generator, load, "--kindred", options.kindred, *rest]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    return {"contender": "Kindred over HTTP", "load": label, **{
        key: value for key, value in json.loads(done.stdout.splitlines()[-1]).items() if key != "load"}}


def shop(options, folder):
    """A simulated shop with a release, for the lists."""
    files, data = os.path.join(folder, "shop"), os.path.join(folder, "shop-data")
    for command in (["simulate", "--output", files, "--users", "2000"], ["import", "events", files + "/events.csv"],
                    ["import", "items", files + "/items.jsonl"], ["train", "--model", "item-knn"]):
        subprocess.run([options.kindred, "--data", data, *command], capture_output=True, check=True)
    return data


def measure(options, folder):
    yield {"contender": "the disk", "load": "one sync", "p50_ms": round(sync_milliseconds(folder), 3)}
    yield kindred(options, folder, "batches", "1000 a request, 4 connections", "--events", str(options.events))
    yield kindred(options, folder, "batches", "1000 a request, 4 connections, random ids",
                  "--events", str(options.events), "--ids", "random")
    yield kindred(options, folder, "singles", "1 a request, 64 connections", "--connections", "64",
                  "--seconds", str(options.seconds))
    yield sqlite_loop(folder, 1, 4)
    yield sqlite_loop(folder, BATCH, 4)
    bins = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if bins:
        server = Postgres(folder, bins[-1])
        yield server.insert(1, 64, options.seconds)
        yield server.insert(BATCH, 4, options.seconds)
        server.stop()
    else:
        print("PostgreSQL is not installed and is left out: apt-get install postgresql")
    yield kindred(options, folder, "lists", "from an event's answer to the list that feels it", "--users", "1000",
                  "--data", shop(options, folder))
    if options.day:
        yield kindred(options, folder, "batches", "a day, 1000 a request, 4 connections", "--events", str(options.day))


def write(options, rows):
    os.makedirs(options.results, exist_ok=True)
    name = os.path.join(options.results, f"{datetime.date.today()}-ingest-{platform.node() or 'machine'}")
    with open(name + ".json", "w") as file:
        json.dump({"what": "durable ingest", "cores": os.cpu_count(), "rows": rows}, file, indent=1)
    lines = ["# Durable ingest", "", f"{os.cpu_count()} cores, load generator included; load is the machine's own at the end of each row.", "",
             "| contender | load | events/s | p50, ms | p99, ms | server's processor time, us an event | load average |", "|---|---|---|---|---|---|---|"]
    for each in rows:
        def cell(key, form="{:,}"):
            return form.format(each[key]) if key in each else ""
        middle = cell("p50_ms", "{:.2f}") or (cell("mean_ms", "{:.2f}") and cell("mean_ms", "{:.2f}") + " (mean)")
        lines.append(f"| {each['contender']} | {each['load']} | {cell('events_per_second')} | {middle} | "
                     f"{cell('p99_ms', '{:.2f}')} | {cell('server_us_per_event', '{:.1f}')} | {each['machine_load']:.1f} |")
    with open(name + ".md", "w") as file:
        file.write("\n".join(lines) + "\n")
    print("\n".join(lines))


def main():
    options, rows = arguments(), []
    with tempfile.TemporaryDirectory() as folder:
        for each in measure(options, folder):
            rows.append({**each, "machine_load": os.getloadavg()[0]})
            print(json.dumps(rows[-1]), flush=True)
    write(options, rows)


main()
