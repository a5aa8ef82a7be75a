"""What Python users have: the formula vectorised in NumPy, with a table by country.

Fair in its favour: distances, capacity factors and latitudes are arrays before the clock starts, it works in f32 as our fastest
variant does, and its table is indexed by number; the table, the formula and the answer are between the clocks.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "harness" / "touchstone" / "peers"))
from touchstone_peer import peer  # noqa: E402


def yearly(np, plants):
    """$/kW for every year, of rows of (capital, upkeep, rate, years)."""
    capital, upkeep, rate, years = plants.T
    growth = (1.0 + rate) ** years
    free = rate == 0.0
    annuity = np.where(free, 1.0 / years, rate * growth / np.where(free, 1.0, growth - 1.0))
    return capital * (annuity + upkeep)


def formula(np, prices, countries, solar, wind, km, latitude):
    """A function without arguments that does the whole work."""
    least, per_km, missing = np.float32(0.01), np.float32(0.0003), np.float32(np.inf)

    def costs():
        solar_plant, wind_plant, electrolyser = (prices[:, 4 * k : 4 * k + 4] for k in range(3))
        electrolyser = yearly(np, electrolyser) * 52.0 / 8760.0
        with np.errstate(divide="ignore", invalid="ignore"):
            lcoe = lcoh = missing
            for plant, factor in ((solar_plant, solar), (wind_plant, wind)):
                electricity = yearly(np, plant) / 8.760
                hydrogen = 52.0 * electricity / 1000.0 + electrolyser
                # The sea is country 0 and has no price.
                electricity, hydrogen = (
                    np.concatenate([[np.inf], table]).astype(np.float32) for table in (electricity, hydrogen)
                )
                hours = np.where(factor >= least, 1 / factor, missing)
                lcoe = np.minimum(lcoe, electricity[countries] * hours)
                lcoh = np.minimum(lcoh, hydrogen[countries] * hours)
            lcoh = lcoh + per_km * km
            nowhere = ~(lcoe < missing) | (np.abs(latitude) > 80)
        lcoe[nowhere] = np.nan
        lcoh[nowhere] = np.nan
        return lcoe, lcoh

    return costs


def prepare(asked):
    import numpy as np

    names = ("prices", "countries", "solar", "wind", "km")
    arrays = (np.load(asked.input / f"{name}.npy") for name in names)
    grid = json.loads((asked.input / "grid.json").read_text())
    n_lat, n_lon = grid["n_lat"], grid["n_lon"]
    rows = (-90.0 + 180.0 * np.arange(n_lat) / (n_lat - 1)).astype(np.float32)

    def save(answer):
        for name, costs in zip(("lcoe", "lcoh"), answer):
            np.save(asked.output / f"{name}.npy", costs)

    return formula(np, *arrays, np.repeat(rows, n_lon)), save


if __name__ == "__main__":
    peer({"numpy": ["numpy"]}, prepare)
