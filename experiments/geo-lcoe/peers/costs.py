"""What Python users have: the formula vectorised in NumPy, with a table by country. Speaks the worker's protocol.

Fair in its favour: distances, capacity factors and latitudes are arrays before the clock starts, it works in f32 as our fastest
variant does, and its table is indexed by number; the table, the formula and the answer are between the clocks.
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


def yearly(np, plants):
    """$/kW for every year, of rows of (capital, upkeep, rate, years)."""
    capital, upkeep, rate, years = plants.T
    growth = (1.0 + rate) ** years
    free = rate == 0.0
    annuity = np.where(free, 1.0 / years, rate * growth / np.where(free, 1.0, growth - 1.0))
    return capital * (annuity + upkeep)


def formula(np, prices, countries, solar, wind, km, latitude):
    """A function without arguments that does the whole work."""
    least, per_km, missing = np.float32(0.01), np.float32(0.0003), np.float32(np.inf)

    def costs():
        solar_plant, wind_plant, electrolyser = (prices[:, 4 * k : 4 * k + 4] for k in range(3))
        electrolyser = yearly(np, electrolyser) * 52.0 / 8760.0
        with np.errstate(divide="ignore", invalid="ignore"):
            lcoe = lcoh = missing
            for plant, factor in ((solar_plant, solar), (wind_plant, wind)):
                electricity = yearly(np, plant) / 8.760
                hydrogen = 52.0 * electricity / 1000.0 + electrolyser
                # The sea is country 0 and has no price.
                electricity, hydrogen = (
                    np.concatenate([[np.inf], table]).astype(np.float32) for table in (electricity, hydrogen)
                )
                hours = np.where(factor >= least, 1 / factor, missing)
                lcoe = np.minimum(lcoe, electricity[countries] * hours)
                lcoh = np.minimum(lcoh, hydrogen[countries] * hours)
            lcoh = lcoh + per_km * km
            nowhere = ~(lcoe < missing) | (np.abs(latitude) > 80)
        lcoe[nowhere] = np.nan
        lcoh[nowhere] = np.nan
        return lcoe, lcoh

    return costs


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
    # Before NumPy is loaded: afterwards its pools of threads have their sizes.
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with open(os.environ["TOUCHSTONE_OUT"], "a") as out:

        def write(event, **fields):
            out.write(json.dumps({"event": event, **fields}, allow_nan=False) + "\n")
            out.flush()

        start = time.perf_counter_ns()
        try:
            import numpy as np
        except ImportError as error:
            write("cannot_run", reason=f"the package {error.name} is missing: make peers", variant=None)
            return 3
        prices, countries, solar, wind, km = (
            np.load(os.path.join(asked.input, f"{name}.npy"))
            for name in ("prices", "countries", "solar", "wind", "km")
        )
        with open(os.path.join(asked.input, "grid.json")) as file:
            grid = json.load(file)
        n_lat, n_lon = grid["n_lat"], grid["n_lon"]
        rows = (-90.0 + 180.0 * np.arange(n_lat) / (n_lat - 1)).astype(np.float32)
        costs = formula(np, prices, countries, solar, wind, km, np.repeat(rows, n_lon))
        write("ready", protocol=1, prepare_ns=time.perf_counter_ns() - start, threads=1)
        if asked.gate:
            sys.stdin.readline()
        for _ in range(asked.warmup):
            for _ in range(asked.loops):
                costs()
        for iteration in range(asked.iterations):
            process, thread = time.process_time_ns(), time.thread_time_ns()
            start = time.perf_counter_ns()
            for _ in range(asked.loops):
                lcoe, lcoh = costs()
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
        np.save(os.path.join(asked.output, "lcoe.npy"), lcoe)
        np.save(os.path.join(asked.output, "lcoh.npy"), lcoh)
        total, anonymous = peak_memory()
        write("peak_memory", bytes=total, anonymous_bytes=anonymous)
        write("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
