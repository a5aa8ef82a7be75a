//! The input: a grid around the world, and plants that crowd where the world's plants do.

use great_circle::{Grid, Plants, plant_degrees};
use touchstone::Rng;
use touchstone::prelude::RngExt;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) n_lat: usize,
    pub(crate) n_lon: usize,
    pub(crate) plants: usize,
}

impl Size {
    pub(crate) const SMOKE: Self = Self { n_lat: 19, n_lon: 37, plants: 20 };
    pub(crate) const SMALL: Self = Self { n_lat: 181, n_lon: 361, plants: 1_000 };

    /// The plan's "2.6 million points": 0.1° by 0.25°.
    pub(crate) const fn full(plants: usize) -> Self {
        Self { n_lat: 1_801, n_lon: 1_441, plants }
    }

    pub(crate) fn points(self) -> usize {
        self.n_lat * self.n_lon
    }

    pub(crate) fn pairs(self) -> usize {
        self.points() * self.plants
    }

    /// What a variant on the CPU may take at its peak, threads apart: the answer three times over, and room for tables.
    pub(crate) fn memory(self) -> f64 {
        64e6 + 24.0 * self.points() as f64
    }
}

/// A grid and its plants, and the plants as they were given.
pub(crate) struct World {
    pub(crate) grid: Grid,
    pub(crate) plants: Plants,
    pub(crate) degrees: Vec<(f64, f64)>,
}

impl World {
    pub(crate) fn new(size: Size, rng: &mut Rng) -> Self {
        let degrees = plant_degrees(rng.random(), 0, size.plants);
        Self {
            grid: Grid::new(size.n_lat, size.n_lon).expect("the sizes above are grids"),
            plants: Plants::from_degrees(&degrees).expect("the generator stays on the globe"),
            degrees,
        }
    }
}
