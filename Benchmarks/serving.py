#!/usr/bin/env python3
"""Measures lists over HTTP, made anew and shown again, beside a FastAPI server with the same vectors, in one run with wrk.

A made-up shop of 50,000 items and 20,000 users with 10 to 39 events each; ALS with 64 dimensions. Every list is worked out
from the user's history as it stands, with rules, reasons and its record in the log; the peer multiplies a stored vector.
Lists are made anew where the server keeps none (`cache.memory_share` 0), and shown again where a thousand users ask in turn.
Overload is three times the rate that the server without a cache reached.

    serving.py --kindred ../.build/release/kindred --bench ../.build/release/scale-bench --python VENV/bin/python --peer fastapi_app.py
"""
import argparse
import datetime
import json
import os
import platform
import random
import shutil
import signal

import subprocess
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ITEMS, USERS = 50_000, 20_000
LIST = "/api/v1/recommendations/u%05d?limit=20"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kindred", required=True, help="the kindred binary, built for release")
    parser.add_argument("--bench", required=True, help="the scale-bench binary, built for release")
    parser.add_argument("--peer", help="fastapi_app.py; left out where it is not given")
    parser.add_argument("--python", default="python3", help="a python with fastapi, uvicorn and numpy, for the peer")
    parser.add_argument("--seconds", type=int, default=8, help="how long each rate is measured")
    parser.add_argument("--overload", type=int, default=60, help="how long overload lasts, in seconds")
    parser.add_argument("--results", default=os.path.join(HERE, "Results"))
    return parser.parse_args()


def shop(folder):
    """Writes items and events: half of a user's items from one of 40 categories, popularity falling with the place."""
    source = random.Random(7)
    with open(os.path.join(folder, "items.jsonl"), "w") as file:
        for item in range(ITEMS):
            file.write(json.dumps({"item_id": f"i{item:05d}", "title": f"Item number {item}", "category": f"c{item % 40}",
                                   "brand": f"b{item % 300}", "price": 5 + item % 90}) + "\n")
    with open(os.path.join(folder, "events.csv"), "w") as file:
        file.write("user_id,item_id,type,timestamp\n")
        for user in range(USERS):
            category = source.randrange(40)
            for step in range(source.randrange(10, 40)):
                item = int(ITEMS * source.random() ** 3)
                item = item // 40 * 40 + category if source.random() < 0.5 else item
                kind = "purchase" if step % 5 == 0 else "view"
                file.write(f"u{user:05d},i{item * 7919 % ITEMS:05d},{kind},{1_790_000_000 + user * 10 + step * 4000}\n")


def release(kindred, folder):
    data = os.path.join(folder, "data")
    for step in (["import", "items", "items.jsonl"], ["import", "events", "events.csv"],
                 ["train", "--model", "als", "--set", "embedding_size=64", "--set", "als.epochs=4"],
                 ["releases", "promote", "1", "--force"]):
        subprocess.run([kindred, *step, "--data", data], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return data


def vectors(data, python, target):
    """The release's vectors as the peer reads them: an npz with `user` and `item`."""
    path = os.path.join(data, "releases", "000001", "als.safetensors")
    script = """
import json, struct, sys, numpy as np
raw = open(sys.argv[1], 'rb').read(); size = struct.unpack('<Q', raw[:8])[0]; head = json.loads(raw[8:8 + size])
def read(name):
    begin, end = head[name]['data_offsets']
    return np.frombuffer(raw[8 + size + begin:8 + size + end], np.float32).reshape(head[name]['shape'])
np.savez(sys.argv[2], user=read('user_factors'), item=read('item_factors'))
"""
    subprocess.run([python, "-c", script, path, target], check=True)


def wait_for(url):
    for _ in range(200):
        try:
            urllib.request.urlopen(url).read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"Nothing answers at {url}.")


def processor_seconds(pids):
    ticks = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load(port, script, seconds, *args, connections=64):
    """One run of wrk: what its script's `done` printed, with the rate of what was answered."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", os.path.join(HERE, "Serve", script),
               f"http://127.0.0.1:{port}", *(["--", *map(str, args)] if args else [])]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    run = json.loads(next(line for line in output.splitlines() if line.startswith("{")))
    run["rate"] = (run["requests"] - run["refused"]) / run["seconds"]
    return run


def lists(port, pids, seconds, path=LIST, users=USERS):
    """The peak over 64 connections, and the latencies at half of it."""
    load(port, "lists.lua", 2, 0, path, users)
    before = processor_seconds(pids)
    peak = load(port, "lists.lua", seconds, 0, path, users)
    spent = processor_seconds(pids) - before
    half = load(port, "lists.lua", seconds, 64_000 / (peak["rate"] / 2), path, users)
    return {"peak": peak, "half": half, "cpu_us": 1e6 * spent / peak["requests"]}


def overload(port, seconds, rate, connections=2000):
    """Three times `rate` over many connections, each of which pauses before it asks again; then 64 that do not pause."""
    pause = max(0, 1000 * connections / (3 * rate) - 65)  # An answer takes some 65 ms meanwhile.
    during = load(port, "overload.lua", seconds, pause, LIST, USERS, connections=connections)
    return {"during": during, "after": load(port, "lists.lua", 5)}


def cache_status(port):
    return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/status"))["cache"]


def announced(server):
    """The JSON object that a server prints once it listens."""
    text = ""
    while not text.endswith("}\n"):
        line = server.stdout.readline()
        if not line:
            raise SystemExit("The server ended before it told its port.")
        text += line
    return json.loads(text)


def with_server(kindred, data, share, measure):
    """What `measure` says of a server that gives this share of its memory to lists that are kept."""
    command = [kindred, "--data", data, "serve", "--port", "0", "--json", "--log-level", "error"]
    environment = {**os.environ, "KINDRED_CACHE_MEMORY_SHARE": str(share)}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        port = announced(server)["port"]
        wait_for(f"http://127.0.0.1:{port}/health/ready")
        return measure(port, [server.pid])
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def serve(kindred, data, seconds, overload_seconds):
    def anew(port, pids):
        rows = {"lists": lists(port, pids, seconds)}
        rows["overload"] = overload(port, overload_seconds, rows["lists"]["peak"]["rate"])
        rows["events"] = load(port, "events.lua", seconds)
        return rows

    def again(port, pids):
        return {"cached": lists(port, pids, seconds, users=1000), "cache": cache_status(port)}

    return with_server(kindred, data, 0, anew) | with_server(kindred, data, 0.0625, again)


def peer(python, app, factors, seconds):
    port = 8099
    command = [python, "-m", "uvicorn", "fastapi_app:app", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
               "--no-access-log", "--log-level", "error"]
    environment = {**os.environ, "PEER_FACTORS": factors}
    server = subprocess.Popen(command, cwd=os.path.dirname(os.path.abspath(app)), env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/ping")
        children = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True).stdout.split()
        return lists(port, [server.pid, *map(int, children)], seconds, "/recommend/%d?n=20")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def table(rows):
    yield "| what | a second | p50 at half | p99 at half | server CPU a list |"
    yield "|---|---|---|---|---|"
    for name, key in (("Kindred, lists of 20 shown again", "cached"), ("Kindred, lists of 20 made anew", "lists"), ("FastAPI and numpy, two workers", "peer")):
        if key in rows:
            run = rows[key]
            yield (f"| {name} | {run['peak']['rate']:,.0f} | {run['half']['p50_ms']:.2f} ms | {run['half']['p99_ms']:.2f} ms "
                   f"| {run['cpu_us']:.0f} us |")
    yield ""
    yield "| what | value |"
    yield "|---|---|"
    if "peer" in rows:
        yield f"| Kindred's rate over FastAPI's | {rows['lists']['peak']['rate'] / rows['peer']['peak']['rate']:.1f} |"
    if "peer" in rows:
        yield f"| the same, shown again | {rows['cached']['peak']['rate'] / rows['peer']['peak']['rate']:.1f} |"
    yield f"| hit rate while lists were shown again | {rows['cache']['hit_rate']:.4f} |"
    during, after = rows["overload"]["during"], rows["overload"]["after"]
    offered = during["requests"] / during["seconds"]
    yield f"| overload: requests a second over 2,000 connections; times the rate above | {offered:,.0f}; {offered / rows['lists']['peak']['rate']:.1f} |"
    yield f"| answered in full; with what is popular; refused with 503 | {during['requests'] - during['cheap'] - during['refused']:,}; {during['cheap']:,}; {during['refused']:,} |"
    yield f"| empty; otherwise wrong; broken | {during['empty']}; {during['other']}; {during['broken']} |"
    yield f"| p50; p99; p99.9; slowest | {during['p50_ms']:.0f} ms; {during['p99_ms']:.0f} ms; {during['p999_ms']:.0f} ms; {during['max_ms']:.0f} ms |"
    yield f"| lists a second in the 5 s after; of the rate above | {after['rate']:,.0f}; {after['rate'] / rows['lists']['peak']['rate']:.2f} |"
    run = rows["events"]
    yield f"| single events a second, durable, 64 connections; p50; p99 | {run['rate']:,.0f}; {run['p50_ms']:.1f} ms; {run['p99_ms']:.1f} ms |"
    yield f"| `decide` in process: p50; p99 | {rows['decide']['p50_us']:.0f} us; {rows['decide']['p99_us']:.0f} us |"
    search = rows["search"]
    yield f"| 300 search results put in order, in process: p50; p99 | {search['p50_us']:.0f} us; {search['p99_us']:.0f} us |"


def main():
    options = arguments()
    folder = tempfile.mkdtemp(prefix="kindred-serving-")
    try:
        shop(folder)
        data = release(options.kindred, folder)
        decided = subprocess.run([options.bench, "decide", data], check=True, capture_output=True, text=True).stdout
        searched = subprocess.run([options.bench, "search", data], check=True, capture_output=True, text=True).stdout
        rows = {"decide": json.loads(decided), "search": json.loads(searched), "load_average_before": os.getloadavg()[0]}
        rows |= serve(options.kindred, data, options.seconds, options.overload)
        if options.peer:
            factors = os.path.join(folder, "vectors.npz")
            vectors(data, options.python, factors)
            rows["peer"] = peer(options.python, options.peer, factors, options.seconds)
    finally:
        shutil.rmtree(folder)
    text = "\n".join(table(rows))
    print(text)
    name = f"{datetime.date.today()}-serve-{platform.node()}"
    os.makedirs(options.results, exist_ok=True)
    with open(os.path.join(options.results, name + ".json"), "w") as file:
        json.dump(rows, file, indent=1)
    with open(os.path.join(options.results, name + ".md"), "w") as file:
        file.write(f"# Lists over HTTP, {datetime.date.today()}\n\n{os.cpu_count()} cores, load generator included.\n\n{text}\n")


main()
