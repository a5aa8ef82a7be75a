"""What Python users have: scipy's cKDTree, scikit-learn's BallTree, pykdtree. Speaks the worker's protocol.

Fair in their favour: the points' coordinates are prepared before the clock starts, as their users have them in arrays;
building the tree, the query and the conversion to kilometres are between the clocks, as in our own variants.
"""

import argparse
import json
import os
import sys
import time

RADIUS = 6371.0088
PACKAGES = {"scipy": "scipy", "scipy-threads": "scipy", "balltree": "sklearn", "pykdtree": "pykdtree"}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=PACKAGES)
    parser.add_argument("command", choices=["measure"])
    for flag in ("workload", "variant", "input", "output"):
        parser.add_argument(f"--{flag}", required=True)
    for flag, default in (("iterations", 1), ("warmup", 0), ("loops", 1), ("seed", 1), ("threads", 1)):
        parser.add_argument(f"--{flag}", type=int, default=default)
    parser.add_argument("--gate", action="store_true")
    return parser.parse_args()


def unit(np, lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arcs(np, chords):
    return (2.0 * RADIUS * np.arcsin(np.minimum(1.0, chords / 2.0))).astype(np.float32)


def searcher(np, kind, threads, plants, lat, lon):
    """A function without arguments that does the whole work: tree, query, kilometres."""
    if kind == "balltree":
        from sklearn.neighbors import BallTree

        points, places = np.radians(np.column_stack([lat, lon])), np.radians(plants)

        def search():
            km, found = BallTree(places, metric="haversine").query(points)
            return found[:, 0], (km[:, 0] * RADIUS).astype(np.float32)

        return search
    points, places = unit(np, lat, lon), unit(np, plants[:, 0], plants[:, 1])
    if kind == "pykdtree":
        from pykdtree.kdtree import KDTree

        points, places = points.astype(np.float32), places.astype(np.float32)

        def search():
            chords, found = KDTree(places).query(points)
            return found, arcs(np, chords)

        return search
    from scipy.spatial import cKDTree

    def search():
        chords, found = cKDTree(places).query(points, workers=threads)
        return found, arcs(np, chords)

    return search


def peak_memory():
    try:
        with open("/proc/self/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        kibibytes = {name: int(fields[name].split()[0]) for name in ("VmHWM", "RssAnon")}
        return kibibytes["VmHWM"] * 1024, kibibytes["RssAnon"] * 1024
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, None


def main():
    asked = arguments()
    # Before NumPy and pykdtree are loaded: afterwards their pools of threads have their sizes.
    if asked.kind != "scipy-threads":
        os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    threads = asked.threads if asked.kind == "scipy-threads" else 1
    with open(os.environ["TOUCHSTONE_OUT"], "a") as out:

        def write(event, **fields):
            out.write(json.dumps({"event": event, **fields}, allow_nan=False) + "\n")
            out.flush()

        start = time.perf_counter_ns()
        try:
            import numpy as np

            __import__(PACKAGES[asked.kind])
        except ImportError as error:
            write("cannot_run", reason=f"the package {error.name} is missing: make peers", variant=None)
            return 3
        plants = np.load(os.path.join(asked.input, "plants.npy"))
        with open(os.path.join(asked.input, "grid.json")) as file:
            grid = json.load(file)
        n_lat, n_lon = grid["n_lat"], grid["n_lon"]
        lat = np.repeat(-90.0 + 180.0 * np.arange(n_lat) / (n_lat - 1), n_lon)
        lon = np.tile(-180.0 + 360.0 * np.arange(n_lon) / (n_lon - 1), n_lat)
        # Coincident plants are one, with the lowest number.
        distinct, numbers = np.unique(plants, axis=0, return_index=True)
        search = searcher(np, asked.kind, threads, distinct, lat, lon)
        write("ready", protocol=1, prepare_ns=time.perf_counter_ns() - start, threads=threads)
        if asked.gate:
            sys.stdin.readline()
        for _ in range(asked.warmup):
            for _ in range(asked.loops):
                search()
        for iteration in range(asked.iterations):
            process, thread = time.process_time_ns(), time.thread_time_ns()
            start = time.perf_counter_ns()
            for _ in range(asked.loops):
                found, km = search()
            wall = time.perf_counter_ns() - start
            thread, process = time.thread_time_ns() - thread, time.process_time_ns() - process
            write(
                "sample",
                iteration=iteration,
                loops=asked.loops,
                wall_ns=wall,
                thread_cpu_ns=thread,
                process_cpu_ns=process,
                device_ns=None,
            )
        np.save(os.path.join(asked.output, "nearest.npy"), numbers[found].astype(np.uint32))
        np.save(os.path.join(asked.output, "km.npy"), km)
        total, anonymous = peak_memory()
        write("peak_memory", bytes=total, anonymous_bytes=anonymous)
        write("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
