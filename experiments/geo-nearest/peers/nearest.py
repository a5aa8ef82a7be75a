"""What Python users have: scipy's cKDTree, scikit-learn's BallTree, pykdtree.

Fair in their favour: the points' coordinates are prepared before the clock starts, as their users have them in arrays;
building the tree, the query and the conversion to kilometres are between the clocks, as in our own variants.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402

RADIUS = 6371.0088
PACKAGES = {
    "scipy": ["numpy", "scipy"],
    "scipy-threads": ["numpy", "scipy"],
    "balltree": ["numpy", "sklearn"],
    "pykdtree": ["numpy", "pykdtree"],
}


def unit(np, lat, lon):
    lat, lon = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def arcs(np, chords):
    return (2.0 * RADIUS * np.arcsin(np.minimum(1.0, chords / 2.0))).astype(np.float32)


def searcher(np, kind, threads, plants, lat, lon):
    """A function without arguments that does the whole work: tree, query, kilometres."""
    if kind == "balltree":
        from sklearn.neighbors import BallTree

        points, places = np.radians(np.column_stack([lat, lon])), np.radians(plants)

        def search():
            km, found = BallTree(places, metric="haversine").query(points)
            return found[:, 0], (km[:, 0] * RADIUS).astype(np.float32)

        return search
    points, places = unit(np, lat, lon), unit(np, plants[:, 0], plants[:, 1])
    if kind == "pykdtree":
        from pykdtree.kdtree import KDTree

        points, places = points.astype(np.float32), places.astype(np.float32)

        def search():
            chords, found = KDTree(places).query(points)
            return found, arcs(np, chords)

        return search
    from scipy.spatial import cKDTree

    def search():
        chords, found = cKDTree(places).query(points, workers=threads)
        return found, arcs(np, chords)

    return search


def prepare(asked):
    import numpy as np

    plants = np.load(asked.input / "plants.npy")
    grid = json.loads((asked.input / "grid.json").read_text())
    n_lat, n_lon = grid["n_lat"], grid["n_lon"]
    lat = np.repeat(-90.0 + 180.0 * np.arange(n_lat) / (n_lat - 1), n_lon)
    lon = np.tile(-180.0 + 360.0 * np.arange(n_lon) / (n_lon - 1), n_lat)
    # Coincident plants are one, with the lowest number.
    distinct, numbers = np.unique(plants, axis=0, return_index=True)

    def save(answer):
        found, km = answer
        np.save(asked.output / "nearest.npy", numbers[found].astype(np.uint32))
        np.save(asked.output / "km.npy", km)

    return searcher(np, asked.kind, asked.threads, distinct, lat, lon), save


if __name__ == "__main__":
    peer(PACKAGES, prepare, threaded=["scipy-threads"])
