"""Executes every cell of a notebook, one after the other, and writes down what each gave and how long it took.

Nothing is judged here: a cell that ends in an error is written down like any other, and the next one is executed.
Usage: execute GIVEN TAKEN FOLDER SECONDS
"""

import json
import sys
import time

import nbformat
from nbclient import NotebookClient

given, taken, folder, seconds = sys.argv[1:]
notebook = nbformat.read(given, as_version=4)
client = NotebookClient(
    notebook,
    timeout=int(seconds),
    startup_timeout=120,
    kernel_name="rust",
    allow_errors=True,
    record_timing=False,
    resources={"metadata": {"path": folder}},
)
written = {"opened_s": 0.0, "broke": None, "cells": []}
began = time.monotonic()
try:
    with client.setup_kernel():
        written["opened_s"] = time.monotonic() - began
        for place, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            at = time.monotonic()
            row = {"ran": False, "seconds": 0.0, "outputs": []}
            written["cells"].append(row)
            try:
                client.execute_cell(cell, place)
                row["ran"] = True
            finally:
                row["seconds"] = time.monotonic() - at
                row["outputs"] = cell.outputs
# Whatever went wrong is told, with what had been executed until then.
except Exception as error:
    words = [line for line in str(error).splitlines() if line.strip()]
    written["broke"] = f"{type(error).__name__}: {words[0] if words else 'no words'}"
with open(taken, "w") as file:
    json.dump(written, file)
