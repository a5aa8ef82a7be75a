//! The input: sites around the world, plants that take the hydrogen, and how far each site is from the nearest.

use great_circle::{Grid, Lanes, Method, Plants, Threads, nearest, plant_degrees};
use levelized_cost::{Sites, generated_countries, generated_sites};
use touchstone::Rng;
use touchstone::prelude::RngExt;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) n_lat: usize,
    pub(crate) n_lon: usize,
    pub(crate) countries: u16,
    pub(crate) plants: usize,
}

impl Size {
    pub(crate) const SMOKE: Self = Self { n_lat: 19, n_lon: 37, countries: 200, plants: 20 };
    pub(crate) const SMALL: Self = Self { n_lat: 181, n_lon: 361, countries: 200, plants: 1_000 };
    /// The plan's "2.6 million points": 0.1° by 0.25°.
    pub(crate) const FULL: Self = Self { n_lat: 1_801, n_lon: 1_441, countries: 200, plants: 1_000 };

    pub(crate) const fn points(self) -> usize {
        self.n_lat * self.n_lon
    }

    /// What a variant on the CPU may take at its peak: input, answer, and all distances in between.
    pub(crate) fn memory(self) -> f64 {
        64e6 + 40.0 * self.points() as f64
    }
}

/// Everything that some variant needs. The kilometres are for those that compute costs alone.
pub(crate) struct World {
    pub(crate) sites: Sites,
    pub(crate) plants: Plants,
    pub(crate) km: Vec<f32>,
}

impl World {
    pub(crate) fn new(size: Size, rng: &mut Rng) -> Self {
        let grid = Grid::new(size.n_lat, size.n_lon).expect("the sizes above are grids");
        let countries = generated_countries(rng.random(), size.countries);
        let sites = generated_sites(rng.random(), grid, countries);
        let plants = Plants::from_degrees(&plant_degrees(rng.random(), 0, size.plants))
            .expect("the generator stays on the globe");
        let km = nearest(&grid, &plants, Method::Tiles(Lanes::detect()), &Threads::one()).km;
        Self { sites, plants, km }
    }
}
