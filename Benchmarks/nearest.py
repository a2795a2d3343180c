#!/usr/bin/env python3
"""The ten best of many items for a visitor, beside hnswlib with the same vectors.

Runs `scale-bench nearest`, which writes its vectors, and then hnswlib on them: with M = 16 and ef_construction = 200, and the
smallest ef of a few that finds .95 of the ten best; one query at a time on one thread, as scale-bench does. Needs numpy and
hnswlib.
"""

import argparse
import pathlib
import resource
import subprocess
import tempfile
import time

import hnswlib
import numpy

DIMENSIONS = 64


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bench", type=pathlib.Path, required=True, help="scale-bench")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=2, help="for making hnswlib's graph")
    parser.add_argument("--without-peer", action="store_true")
    arguments = parser.parse_args()
    for unit in ["0", "1"]:
        with tempfile.TemporaryDirectory(prefix="kindred-nearest-") as folder:
            command = [str(arguments.bench), "nearest", str(arguments.rows), unit]
            if not arguments.without_peer:
                command += ["--write", folder]
            subprocess.run(command, check=True)
            if not arguments.without_peer:
                measure(pathlib.Path(folder), arguments)
            print()


def measure(folder, arguments):
    items = numpy.fromfile(folder / "items.f32", dtype=numpy.float32).reshape(-1, DIMENSIONS)
    queries = numpy.fromfile(folder / "queries.f32", dtype=numpy.float32).reshape(-1, DIMENSIONS)
    best = numpy.fromfile(folder / "best.u32", dtype=numpy.uint32).reshape(-1, 10)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = hnswlib.Index(space="ip", dim=DIMENSIONS)
    index.init_index(max_elements=len(items), M=16, ef_construction=200, random_seed=1)
    start = time.perf_counter()
    index.add_items(items, num_threads=arguments.threads)
    seconds = time.perf_counter() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"| hnswlib: making, s; memory with the vectors, MB | {seconds:.1f}; {grown // 1000} |")
    index.set_num_threads(1)
    for ef in [10, 20, 40, 80, 160, 320, 640, 1280]:
        index.set_ef(ef)
        recall, times = search(index, queries, best)
        if recall >= 0.95:
            break
    print(f"| hnswlib: ef; recall@10 | {ef}; {recall:.4f} |")
    print(f"| hnswlib: p50; p99, ms | {times[len(times) // 2]:.4f}; {times[len(times) * 99 // 100]:.4f} |")


def search(index, queries, best):
    hits, times = 0, []
    for query, wanted in zip(queries, best):
        start = time.perf_counter()
        labels, _ = index.knn_query(query, k=10)
        times.append((time.perf_counter() - start) * 1000)
        hits += len(set(labels[0]) & set(wanted))
    return hits / best.size, sorted(times)


if __name__ == "__main__":
    main()
