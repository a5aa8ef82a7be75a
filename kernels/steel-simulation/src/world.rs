//! The grid of sites, and the plants of the trade that they are scored against.

use great_circle::{Grid, GridError, Plants, PlantsError};
use steel_lp::{Kind, SteelTrade};
use thiserror::Error;

/// A grid around the world, and the plants on it.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Every point of it is a site that somebody might build on.
    pub grid: Grid,
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

impl World {
    /// The plants of a trade and a grid of so many rows and columns.
    pub fn of_trade(trade: &SteelTrade, n_lat: usize, n_lon: usize) -> Result<Self, WorldError> {
        let places = PLANTS.into_iter().flat_map(|kind| trade.places_of(kind));
        let degrees: Vec<(f64, f64)> = places.map(|place| (place.latitude(), place.longitude())).collect();
        Ok(Self { grid: Grid::new(n_lat, n_lon)?, plants: Plants::from_degrees(&degrees)? })
    }
}
