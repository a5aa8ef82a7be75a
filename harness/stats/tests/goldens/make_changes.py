"""Writes changes.json beside itself: what scipy says about Student's t, and where Apache Otava finds changes in histories.

    pip install apache-otava scipy
    python harness/stats/tests/goldens/make_changes.py

Nothing here is translated from the Rust code. Otava looks through windows; with one window over the whole history it is
E-divisive with a t-test, as it was published.
"""

import json
import pathlib
import platform
from importlib import metadata

import numpy
from otava.analysis import compute_change_points
from scipy import stats

CHANCE = 0.001


def two_sided(rng):
    rows = []
    for n, m, shift, spread in [(2, 2, 0.0, 1.0), (2, 10, 1.0, 0.1), (5, 7, 0.5, 1.0), (30, 20, 0.2, 0.3), (80, 80, 1.0, 1.0), (3, 200, -0.4, 0.2)]:
        a, b = rng.normal(0, spread, n), rng.normal(shift, spread, m)
        rows.append({"a": a.tolist(), "b": b.tolist(), "p": float(stats.ttest_ind(a, b).pvalue)})
    return rows


def histories(rng):
    """Levels, with the noise of builds around them."""
    steps = {
        "nothing": [(60, 1.0)],
        "one step": [(30, 1.0), (30, 1.1)],
        "a step and back": [(25, 1.0), (20, 1.2), (25, 1.0)],
        "a small step": [(40, 1.0), (40, 1.03)],
        "three steps": [(20, 1.0), (20, 1.1), (20, 1.05), (20, 1.3)],
        "near the end": [(50, 1.0), (5, 1.2)],
        "near the beginning": [(4, 1.3), (50, 1.0)],
        "an outlier": [(30, 1.0), (1, 1.5), (30, 1.0)],
        "slowly worse": [(5, 1.0 + 0.01 * i) for i in range(12)],
    }
    for name, levels in steps.items():
        for spread in [0.005, 0.02]:
            clean = numpy.concatenate([numpy.full(count, level) for count, level in levels])
            yield name, spread, clean * numpy.exp(rng.normal(0, spread, len(clean)))


def changes(rng):
    rows = []
    for name, spread, values in histories(rng):
        found = compute_change_points(values, window_len=2 * len(values), max_pvalue=CHANCE, min_magnitude=0.0)
        # Newer versions return the weak points beside the real ones.
        points = found[0] if isinstance(found, tuple) else found
        rows.append({"name": name, "spread": spread, "values": values.tolist(), "at": [int(point.index) for point in points]})
    return rows


def main():
    rng = numpy.random.default_rng(20261121)
    goldens = {
        "made_with": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "otava": metadata.version("apache-otava"),
            "scipy": metadata.version("scipy"),
        },
        "chance": CHANCE,
        "two_sided": two_sided(rng),
        "changes": changes(rng),
    }
    lines = ",\n".join(
        f"  {json.dumps(name)}: "
        + ("[\n" + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]" if isinstance(rows, list) else json.dumps(rows))
        for name, rows in goldens.items()
    )
    pathlib.Path(__file__).with_name("changes.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
