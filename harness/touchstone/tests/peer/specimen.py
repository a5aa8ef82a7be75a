"""A peer with a kind for every way to end, as `specimen.rs` is a worker with a variant for each. It needs no packages."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "peers"))
from touchstone_peer import CannotRun, Failed, peer  # noqa: E402

PACKAGES = {
    "counting": ["json"],
    "parallel": ["json"],
    "lacking": ["json", "no_such_package.inside"],
    "refusing": [],
    "failing": [],
    "crashing": [],
    "without-a-number": [],
}


def prepare(asked):
    if asked.kind == "refusing":
        raise CannotRun("it is too cold")
    calls = []

    def work():
        calls.append((asked.output / "opened").exists())
        if asked.kind == "failing":
            raise Failed("the solver ended with kInfeasible")
        if asked.kind == "crashing":
            raise ValueError("too short")
        return len(calls)

    def finish(answer):
        (asked.output / "answer").write_text(str(answer))
        if asked.kind == "without-a-number":
            return {"share": float("nan")}
        return {
            "calls": len(calls),
            "calls-before-the-gate": calls.count(False),
            "limit": (int(os.environ["OMP_NUM_THREADS"]), "threads"),
        }

    return work, finish


if __name__ == "__main__":
    peer(PACKAGES, prepare, threaded=["parallel"])
