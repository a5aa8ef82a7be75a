//! What a method knows about the grid before it looks at a plant: one entry per row and per column, none per point.

use std::ops::Range;

use crate::{Grid, Plants, angle::sin_cos, lanes::LANES};

/// One row of the grid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) sin: f64,
    pub(crate) cos: f64,
    pub(crate) half_sin: f64,
    pub(crate) half_cos: f64,
}

impl Row {
    pub(crate) fn new(grid: &Grid, i: usize) -> Self {
        let lat = grid.latitude(i);
        let (sin, cos) = sin_cos(lat);
        let (half_sin, half_cos) = sin_cos(lat / 2.0);
        Self { sin, cos, half_sin, half_cos }
    }
}

/// All columns, each table padded to whole arrays of lanes so that no vector loop has a remainder.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    pub(crate) sin: Vec<f64>,
    pub(crate) cos: Vec<f64>,
    pub(crate) half_sin: Vec<f64>,
    pub(crate) half_cos: Vec<f64>,
}

impl Columns {
    pub(crate) fn new(grid: &Grid) -> Self {
        let padded = grid.n_lon().next_multiple_of(LANES);
        let lon = |j: usize| grid.longitude(j.min(grid.n_lon() - 1));
        let (sin, cos) = (0..padded).map(|j| sin_cos(lon(j))).unzip();
        let (half_sin, half_cos) = (0..padded).map(|j| sin_cos(lon(j) / 2.0)).unzip();
        Self { sin, cos, half_sin, half_cos }
    }
}

/// The sines and cosines of half the plants' coordinates, from which haversines are made without cancellation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HalfAngles {
    pub(crate) lat_sin: f64,
    pub(crate) lat_cos: f64,
    pub(crate) lon_sin: f64,
    pub(crate) lon_cos: f64,
    pub(crate) cos: f64,
}

impl HalfAngles {
    pub(crate) fn of(plants: &Plants) -> Vec<Self> {
        let half = |(lat, lon): (f64, f64)| {
            let ((lat_sin, lat_cos), (lon_sin, lon_cos)) = (sin_cos(lat / 2.0), sin_cos(lon / 2.0));
            Self { lat_sin, lat_cos, lon_sin, lon_cos, cos: sin_cos(lat).1 }
        };
        plants.kept().iter().map(|plant| half((plant.lat, plant.lon))).collect()
    }

    /// `sin²(Δφ/2)` to a row: never negative, so nothing cancels later.
    #[inline(always)]
    pub(crate) fn latitude_term(&self, row: &Row) -> f64 {
        let sin = row.half_sin * self.lat_cos - row.half_cos * self.lat_sin;
        sin * sin
    }

    /// `sin²(Δλ/2)` to a column.
    #[inline(always)]
    pub(crate) fn longitude_term(&self, half_sin: f64, half_cos: f64) -> f64 {
        let sin = half_sin * self.lon_cos - half_cos * self.lon_sin;
        sin * sin
    }
}

/// The columns of strip number `strip`, and how many of them are real.
pub(crate) fn strip(n_lon: usize, strip: usize) -> Range<usize> {
    strip * LANES..((strip + 1) * LANES).min(n_lon)
}
