"""What Python users have: scipy's coo_array.tocsc().

Fair in its favour: the coo_array is built, and its indices are checked, before the clock starts, as our triples are.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402


def prepare(asked):
    import numpy as np
    from scipy.sparse import coo_array

    def load(name):
        return np.load(asked.input / f"{name}.npy")

    def save(matrix):
        np.save(asked.output / "starts.npy", matrix.indptr.astype(np.uint32))
        np.save(asked.output / "rows.npy", matrix.indices.astype(np.uint32))
        np.save(asked.output / "values.npy", matrix.data)

    shape = json.loads((asked.input / "shape.json").read_text())
    # Indices of 32 bits with a sign, which scipy would otherwise make of ours.
    rows, columns = (load(name).astype(np.int32) for name in ("rows", "columns"))
    triples = coo_array((load("values"), (rows, columns)), shape=(shape["height"], shape["width"]))
    return triples.tocsc, save


if __name__ == "__main__":
    peer({"scipy": ["numpy", "scipy"]}, prepare)
