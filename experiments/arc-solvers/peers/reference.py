"""The reference language, in a copy that a user has: `dsl.py` beside the programs that `TOUCHSTONE_ARC_PROGRAMS` names.

It runs the very files that our variants read. Fair in its favour: grids are tuples of tuples, as it wants them, and its modules are
loaded before the clock starts. Every program is called once for each pair of its task, as our variants do it.
"""

import importlib.util
import json
import os
import re
import sys
import types
from importlib.machinery import SourceFileLoader
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import CannotRun, peer  # noqa: E402

VARIABLE = "TOUCHSTONE_ARC_PROGRAMS"
LANGUAGE = "dsl.py"
# Beside the programs may lie what is none of them.
ENDINGS = (".programs", ".py", ".txt")
SIDE = 30
NONE = 0xFFFF


def programs_of_user():
    """By task, the first of several, as our reader has it."""
    path = Path(os.environ.get(VARIABLE, ""))
    folder = path if path.is_dir() else path.parent
    if not (folder / LANGUAGE).is_file():
        raise CannotRun(f"{VARIABLE}: {folder} has no {LANGUAGE}: put your copy of the reference language beside the programs")
    sys.dont_write_bytecode = True
    # Its files find each other as modules, and as modules of one package.
    sys.path.insert(0, str(folder))
    package = types.ModuleType("reference")
    package.__path__ = [str(folder)]
    sys.modules["reference"] = package
    files = sorted(file for file in folder.iterdir() if file.suffix in ENDINGS) if path.is_dir() else [path]
    programs = {}
    for file in files:
        if not re.search(r"^def \w+\(I\b", file.read_text(), re.MULTILINE):
            continue
        loader = SourceFileLoader(f"reference.{file.stem}", str(file))
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
        loader.exec_module(module)
        for name, program in vars(module).items():
            if isinstance(program, types.FunctionType) and program.__module__ == loader.name:
                programs.setdefault(name.rsplit("_", 1)[-1], program)
    return programs


def prepare(asked):
    programs = programs_of_user()
    tasks = json.loads((asked.input / "tasks.json").read_text())["train"]
    calls, known = [], []
    for name in (asked.input / "order.txt").read_text().split():
        program = programs.get(name)
        for pair in tasks[name]["train"] + tasks[name]["test"]:
            calls.append((program, tuple(map(tuple, pair["input"]))))
            known.append((name, tuple(map(tuple, pair["output"]))))

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
            except (OverflowError, TypeError, ValueError):
                row[0] = NONE
                failed += 1
        np.save(asked.output / "answers.npy", rows)
        wrong = [name for (name, right), answer in zip(known, answers) if answer != right]
        return {
            "programs.tasks_correct": len({name for name, _ in known}) - len(set(wrong)),
            "programs.pairs_correct": len(known) - len(wrong),
            "programs.without-answer": failed,
        }

    return work, finish


if __name__ == "__main__":
    peer({"reference-language": ["numpy"]}, prepare)
