"""What Python users have: CoolProp, by its vectorised function and state by state, and a table of ours read by Numba.

Fair in their favour: the state object, its bicubic tables and Numba's machine code are there before the clock starts, and so is the
memory that answers are written to. All four properties of every query are asked for, as `octave-4` gives them.
"""

import json
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402

NAMES = ("rho", "h", "s", "cp")


def vectorised(np, p, t):
    """One call for all queries."""
    from CoolProp.CoolProp import PropsSI

    asked = ["Dmass", "Hmass", "Smass", "Cpmass"]
    PropsSI(asked, "P", p[:2], "T", t[:2], "Hydrogen")
    return lambda: np.asarray(PropsSI(asked, "P", p, "T", t, "Hydrogen")).T


def state_by_state(backend):
    """A loop over one state object, which is how CoolProp's documents have it where speed matters."""

    def prepared(np, p, t):
        from CoolProp import AbstractState, PT_INPUTS

        hydrogen = AbstractState(backend, "Hydrogen")
        hydrogen.update(PT_INPUTS, p[0], t[0])
        hydrogen.rhomass()
        queries = list(zip(p.tolist(), t.tolist()))
        answers = np.empty((4, len(p)))

        def work():
            update, rho, h = hydrogen.update, hydrogen.rhomass, hydrogen.hmass
            s, cp = hydrogen.smass, hydrogen.cpmass
            for k, (p, t) in enumerate(queries):
                update(PT_INPUTS, p, t)
                answers[0, k] = rho()
                answers[1, k] = h()
                answers[2, k] = s()
                answers[3, k] = cp()
            return answers

        return work

    return prepared


def octave(np, p, t, folder):
    """Our own table, read by a loop that Numba compiles: the cell by the bits of the pressure, and straight lines."""
    import numba

    axes = json.loads((folder / "axes.json").read_text())
    kept = np.load(folder / "kept.npy")
    nodes = kept.reshape(kept.shape[0], -1, 4)
    lowest = np.array([axes["lowest"]]).view(np.int64)[0] >> 48
    cold, gas = axes["coldest"], axes["gas_constant"]
    per_step = (nodes.shape[1] - 1) / (axes["hottest"] - cold)
    last_row, last_column = nodes.shape[0] - 2, nodes.shape[1] - 2
    fraction, shrink = (1 << 48) - 1, 2.0**-48

    @numba.njit(inline="always")
    def between(low, high, column, along, across, i):
        lower = low[column, i] * (1 - along) + low[column + 1, i] * along
        upper = high[column, i] * (1 - along) + high[column + 1, i] * along
        return lower * (1 - across) + upper * across

    @numba.njit
    def look_up(nodes, bits, p, t, answers):
        for k in range(p.size):
            row = (bits[k] >> 48) - lowest
            along = (t[k] - cold) * per_step
            if not (0 <= row <= last_row and 0.0 <= along <= last_column + 1):
                raise ValueError("a query outside of the table")
            across = (bits[k] & fraction) * shrink
            column = min(int(along), last_column)
            along -= column
            low, high = nodes[row], nodes[row + 1]
            z = between(low, high, column, along, across, 0)
            answers[0, k] = p[k] / (z * gas * t[k])
            answers[1, k] = between(low, high, column, along, across, 1)
            s = between(low, high, column, along, across, 2)
            answers[2, k] = s - gas * math.log(p[k] * 1e-5)
            answers[3, k] = between(low, high, column, along, across, 3)

    bits, answers = p.view(np.int64), np.empty((4, p.size))
    look_up(nodes, bits[:1], p[:1], t[:1], answers)

    def work():
        look_up(nodes, bits, p, t, answers)
        return answers

    return work


def prepare(asked):
    import numpy as np

    p, t = (np.load(asked.input / f"{name}.npy") for name in ("p", "t"))
    work = octave(np, p, t, asked.input) if asked.kind == "numba-octave" else COOLPROP[asked.kind](np, p, t)

    def save(answers):
        for name, column in zip(NAMES, answers):
            np.save(asked.output / f"{name}.npy", np.ascontiguousarray(column))

    return work, save


COOLPROP = {
    "coolprop-propssi": vectorised,
    "coolprop-heos": state_by_state("HEOS"),
    "coolprop-bicubic": state_by_state("BICUBIC&HEOS"),
}

if __name__ == "__main__":
    peer({kind: ["numpy", "CoolProp"] for kind in COOLPROP} | {"numba-octave": ["numpy", "numba"]}, prepare)
