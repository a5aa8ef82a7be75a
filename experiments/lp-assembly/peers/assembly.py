"""What Python users have: scipy's coo_array.tocsc(). Speaks the worker's protocol.

Fair in its favour: the coo_array is built, and its indices are checked, before the clock starts, as our triples are.
"""

import argparse
import json
import os
import sys
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["measure"])
    for flag in ("workload", "variant", "input", "output"):
        parser.add_argument(f"--{flag}", required=True)
    for flag, default in (("iterations", 1), ("warmup", 0), ("loops", 1), ("seed", 1), ("threads", 1)):
        parser.add_argument(f"--{flag}", type=int, default=default)
    parser.add_argument("--gate", action="store_true")
    return parser.parse_args()


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
    # Before NumPy is loaded: afterwards its pool of threads has its size.
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with open(os.environ["TOUCHSTONE_OUT"], "a") as out:

        def write(event, **fields):
            out.write(json.dumps({"event": event, **fields}, allow_nan=False) + "\n")
            out.flush()

        start = time.perf_counter_ns()
        try:
            import numpy as np
            from scipy.sparse import coo_array
        except ImportError as error:
            write("cannot_run", reason=f"the package {error.name} is missing: make peers", variant=None)
            return 3

        def load(name):
            return np.load(os.path.join(asked.input, f"{name}.npy"))

        with open(os.path.join(asked.input, "shape.json")) as file:
            shape = json.load(file)
        # Indices of 32 bits with a sign, which scipy would otherwise make of ours.
        rows, columns = (load(name).astype(np.int32) for name in ("rows", "columns"))
        triples = coo_array((load("values"), (rows, columns)), shape=(shape["height"], shape["width"]))
        write("ready", protocol=1, prepare_ns=time.perf_counter_ns() - start, threads=1)
        if asked.gate:
            sys.stdin.readline()
        for _ in range(asked.warmup):
            for _ in range(asked.loops):
                triples.tocsc()
        for iteration in range(asked.iterations):
            process, thread = time.process_time_ns(), time.thread_time_ns()
            start = time.perf_counter_ns()
            for _ in range(asked.loops):
                matrix = triples.tocsc()
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
        total, anonymous = peak_memory()
        np.save(os.path.join(asked.output, "starts.npy"), matrix.indptr.astype(np.uint32))
        np.save(os.path.join(asked.output, "rows.npy"), matrix.indices.astype(np.uint32))
        np.save(os.path.join(asked.output, "values.npy"), matrix.data)
        write("peak_memory", bytes=total, anonymous_bytes=anonymous)
        write("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
