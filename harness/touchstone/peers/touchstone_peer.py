"""What all peers in Python do alike: arguments, events, clocks. A peer says what it needs and what its work is.

    from touchstone_peer import peer

    def prepare(asked):
        import numpy as np                              # here, not above: the limits of threads stand by now
        points = np.load(asked.input / "points.npy")    # what is done here is not measured

        def work():                                     # what is done here is, and so is nothing else
            return np.sort(points)

        def finish(found):                              # once, after the last measurement
            np.save(asked.output / "sorted.npy", found)
            return {"points": len(found)}               # metrics, if there are any: a number, or (number, unit)

        return work, finish

    if __name__ == "__main__":
        peer({"numpy": ["numpy"]}, prepare)             # each kind of this peer, and the packages that it needs

`asked` has `kind`, `workload`, `variant`, `input`, `output`, `seed` and `threads`. A kind works on one thread unless
`threaded` names it. Raise `CannotRun` for what is not possible here, and `Failed` where no right answer was found.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import sys
import time
import traceback
from pathlib import Path

# The events that a peer writes are the same since the first version.
PROTOCOL = 1
# The exit codes of the protocol. Python's own for a program that fails is 1.
CRASHED, CANNOT_RUN, USAGE = 1, 3, 64
# A library sizes its pool of threads when it is loaded, by one of these.
LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class CannotRun(Exception):
    """It cannot run here: why, and the way out."""


class Failed(Exception):
    """It ran and has no right answer: what happened."""


def peer(packages, prepare, threaded=()):
    """The whole `main` of a peer. It does not return."""
    asked = _arguments(packages)
    if asked.kind not in threaded:
        asked.threads = 1
    for limit in LIMITS:
        os.environ[limit] = str(asked.threads)
    events = _Events(os.environ.get("TOUCHSTONE_OUT"))
    try:
        _measure(asked, packages[asked.kind], prepare, events)
    except (CannotRun, ImportError) as error:
        events.write("cannot_run", reason=_reason(error), variant=None)
        sys.exit(CANNOT_RUN)
    except Exception as error:
        traceback.print_exc()
        message = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
        events.write("error", message=message, variant=None)
        sys.exit(CRASHED)
    sys.exit(0)


def _measure(asked, packages, prepare, events):
    start = time.perf_counter_ns()
    loaded = [importlib.import_module(package) for package in packages]
    work, finish = prepare(asked)
    prepared = time.perf_counter_ns() - start
    # Into the log: the numbers are those of these versions.
    versions = ", ".join(f"{module.__name__} {_version(module)}" for module in loaded)
    print(f"{asked.kind}: {versions}; Python {sys.version.split()[0]} of {sys.prefix}", file=sys.stderr)
    events.write("ready", protocol=PROTOCOL, prepare_ns=prepared, threads=asked.threads)
    if asked.gate:
        sys.stdin.readline()
    for _ in range(asked.warmup * asked.loops):
        work()
    for iteration in range(asked.iterations):
        # Two answers at a time would be a peak of memory that is the clock's, not the work's.
        answer = None
        process, thread, wall = time.process_time_ns(), time.thread_time_ns(), time.perf_counter_ns()
        for _ in range(asked.loops):
            answer = None
            answer = work()
        wall = time.perf_counter_ns() - wall
        thread, process = time.thread_time_ns() - thread, time.process_time_ns() - process
        events.write(
            "sample",
            iteration=iteration,
            loops=asked.loops,
            wall_ns=wall,
            thread_cpu_ns=thread,
            process_cpu_ns=process,
            device_ns=None,
        )
    # Before the answer is turned into files, which is no part of the work.
    total, anonymous = _peak_memory()
    for name, value in (finish(answer) or {}).items():
        value, unit = value if isinstance(value, tuple) else (value, "")
        events.write("metric", name=name, value=float(value), unit=unit, projected=False)
    events.write("peak_memory", bytes=total, anonymous_bytes=anonymous)
    events.write("done")


class _Events:
    """One JSON object a line, whole as soon as it is written; on the terminal where the harness named no file."""

    def __init__(self, path):
        self.out = open(path, "a", encoding="utf-8") if path else sys.stdout

    def write(self, event, **fields):
        self.out.write(json.dumps({"event": event, **fields}, allow_nan=False) + "\n")
        self.out.flush()


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # Its own exit code 2 is a wrong answer in the protocol.
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def _arguments(kinds):
    parser = _Parser(description="A peer of Touchstone; started by its harness.")
    parser.add_argument("kind", choices=list(kinds))
    parser.add_argument("command", choices=["measure"])
    for flag in ("workload", "variant"):
        parser.add_argument(f"--{flag}", required=True)
    for flag in ("input", "output"):
        parser.add_argument(f"--{flag}", required=True, type=Path)
    for flag, default in (("iterations", 1), ("warmup", 0), ("loops", 1), ("seed", 1), ("threads", 1)):
        parser.add_argument(f"--{flag}", type=int, default=default)
    parser.add_argument("--gate", action="store_true")
    return parser.parse_args()


def _reason(error):
    if isinstance(error, CannotRun):
        return str(error)
    package = (error.name or "a package").split(".")[0]
    lacks = "is missing" if isinstance(error, ModuleNotFoundError) else f"cannot be loaded ({error})"
    if Path(sys.prefix).parts[-2:] == (".touchstone", "peers"):
        return f"the package {package} {lacks} in {sys.prefix}: `make peers` installs it"
    return (
        f"the package {package} {lacks}: `make peers` was not run, so this is {sys.executable or 'another Python'} and not "
        "the environment that it sets up"
    )


def _version(module):
    if hasattr(module, "__version__"):
        return module.__version__
    # A package may be called something else than what is imported of it: connected-components-3d gives cc3d.
    names = importlib.metadata.packages_distributions().get(module.__name__, [module.__name__])
    try:
        return importlib.metadata.version(names[0])
    except importlib.metadata.PackageNotFoundError:
        return "of unknown version"


def _peak_memory():
    """Bytes in all, and of them the anonymous ones where the system tells."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            fields = dict(line.split(":", 1) for line in status)
        total, anonymous = (int(fields[name].split()[0]) * 1024 for name in ("VmHWM", "RssAnon"))
        return total, anonymous
    except OSError:
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit, None
