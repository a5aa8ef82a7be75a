//! The grid of sites, and the plants of the trade that they are scored against.

use great_circle::{Grid, GridError, Plants, PlantsError};
use levelized_cost::{Sites, generated_countries, generated_sites};
use steel_lp::{Kind, SteelTrade};
use thiserror::Error;

/// A grid around the world, and the plants on it.
#[derive(Clone, Debug)]
pub struct World {
    /// Every point of a grid, in its country, with what sun and wind would give there.
    pub sites: Sites,
    /// Where iron and steel are made.
    pub plants: Plants,
}

/// Why there is no such world.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum WorldError {
    /// The grid is none.
    #[error("{0}")]
    Grid(#[from] GridError),
    /// Nothing is made anywhere.
    #[error("{0}")]
    Plants(#[from] PlantsError),
}

/// What makes iron or steel. Converters stand at their furnaces.
const PLANTS: [Kind; 3] = [Kind::BlastFurnace, Kind::ReductionPlant, Kind::ArcFurnace];

/// About as many as there are in the world.
const COUNTRIES: u16 = 200;

impl World {
    /// The plants of a trade, and a grid of so many rows and columns whose countries, sun and wind are made from a seed.
    pub fn of_trade(trade: &SteelTrade, n_lat: usize, n_lon: usize, seed: u64) -> Result<Self, WorldError> {
        let places = PLANTS.into_iter().flat_map(|kind| trade.places_of(kind));
        let degrees: Vec<(f64, f64)> = places.map(|place| (place.latitude(), place.longitude())).collect();
        let plants = Plants::from_degrees(&degrees)?;
        let sites = generated_sites(seed, Grid::new(n_lat, n_lon)?, generated_countries(seed, COUNTRIES));
        Ok(Self { sites, plants })
    }

    /// The grid.
    pub fn grid(&self) -> &Grid {
        self.sites.grid()
    }
}
