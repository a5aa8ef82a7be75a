"""What the plan has: Euler's step of a thermal mass, compiled by Numba. Called from Python for each component, called for all
components of a step, and with the loop over the steps compiled too.

Fair in its favour: columns are arrays before the clock starts, machine code is there, and nothing is copied; a call goes on from
where the last one ended, as our own variants do.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402


def compiled(dt, ambient, least, most):
    """The step of one mass, of all masses, and many steps of all."""
    import numba

    @numba.njit
    def one(capacity, conductance, heat, t):
        free = t + (heat - conductance * (t - ambient)) * (dt / capacity)
        kept = least if free < least else most if free > most else free
        return kept, (free - kept) * (capacity / dt) * dt

    @numba.njit
    def batch(capacity, conductance, heat, t, removed):
        for k in range(t.size):
            kept, more = one(capacity[k], conductance[k], heat[k], t[k])
            t[k] = kept
            removed[k] += more

    @numba.njit
    def loop(capacity, conductance, heat, t, removed, steps):
        for step in range(steps):
            batch(capacity, conductance, heat[step % heat.shape[0]], t, removed)

    return one, batch, loop


def prepare(asked):
    import numpy as np

    names = ("capacity", "conductance", "heat", "t")
    capacity, conductance, heat, t = (np.load(asked.input / f"{name}.npy") for name in names)
    plant = json.loads((asked.input / "plant.json").read_text())
    steps = plant["steps"]
    one, batch, loop = compiled(plant["dt"], plant["ambient"], plant["least"], plant["most"])
    removed = np.zeros_like(t)

    def by_step():
        for step in range(steps):
            batch(capacity, conductance, heat[step % len(heat)], t, removed)

    def by_loop():
        loop(capacity, conductance, heat, t, removed, steps)

    # Python's own numbers: taking one out of an array costs more than making use of it.
    lists = [column.tolist() for column in (capacity, conductance, t, removed)]
    heats = heat.tolist()

    def by_component():
        capacity, conductance, t, removed = lists
        for step in range(steps):
            heat = heats[step % len(heats)]
            for k in range(len(t)):
                t[k], more = one(capacity[k], conductance[k], heat[k], t[k])
                removed[k] += more

    one(capacity[0].item(), conductance[0].item(), heat[0, 0].item(), t[0].item())
    batch(capacity, conductance, heat[0], t.copy(), removed.copy())
    loop(capacity, conductance, heat, t.copy(), removed.copy(), 1)
    by_itself = asked.kind == "numba-call"

    def save(_):
        np.save(asked.output / "after.npy", np.array(lists[2]) if by_itself else t)

    return {"numba-call": by_component, "numba-batch": by_step, "numba-loop": by_loop}[asked.kind], save


if __name__ == "__main__":
    peer({kind: ["numpy", "numba"] for kind in ("numba-call", "numba-batch", "numba-loop")}, prepare)
