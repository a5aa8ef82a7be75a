"""The reference language, in a copy that a user has: the folder that `TOUCHSTONE_ARC_REFERENCE` names, with its `solvers.py`.

Fair in its favour: grids are tuples of tuples, as it wants them, and its modules are loaded before the clock starts. Every program is
called once for each pair of its task, as our variants do it.
"""

import importlib
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import CannotRun, peer  # noqa: E402

VARIABLE = "TOUCHSTONE_ARC_REFERENCE"
SIDE = 30
NONE = 0xFFFF


def prepare(asked):
    folder = os.environ.get(VARIABLE)
    if not folder:
        raise CannotRun(f"{VARIABLE} is not set: it names the folder of your copy of the reference language")
    if not (Path(folder) / "solvers.py").is_file():
        raise CannotRun(f"{VARIABLE}: {folder} has no solvers.py")
    sys.path.insert(0, folder)
    solvers = importlib.import_module("solvers")
    tasks = json.loads((asked.input / "tasks.json").read_text())["train"]
    calls = []
    for name in (asked.input / "order.txt").read_text().split():
        program = getattr(solvers, f"solve_{name}", None)
        for pair in tasks[name]["train"] + tasks[name]["test"]:
            calls.append((program, tuple(map(tuple, pair["input"]))))

    def work():
        answers = []
        for program, grid in calls:
            try:
                answers.append(program(grid))
            except Exception:  # what fails has no answer, and the others go on
                answers.append(None)
        return answers

    def finish(answers):
        import numpy as np

        rows = np.zeros((len(answers), 2 + SIDE * SIDE), dtype=np.uint16)
        failed = 0
        for row, answer in zip(rows, answers):
            try:
                cells = np.array(answer, dtype=np.uint16)
                height, width = cells.shape
                row[2 : 2 + height * width] = cells.ravel()
                row[:2] = height, width
            except (TypeError, ValueError):
                row[0] = NONE
                failed += 1
        np.save(asked.output / "answers.npy", rows)
        return {"programs.without-answer": failed}

    return work, finish


if __name__ == "__main__":
    peer({"reference-language": ["numpy"]}, prepare)
