//! What a method knows about the grid before it looks at a plant: one entry per row and per column, none per point.

use std::ops::Range;

use lanes::LANES;

use crate::{Grid, Plants, angle::sin_cos};

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

    /// How many arrays of lanes cover all columns.
    pub(crate) fn strips(&self) -> usize {
        self.half_sin.len() / LANES
    }

    /// `sin(λ/2)` and `cos(λ/2)` of one strip.
    #[inline(always)]
    pub(crate) fn half_strip(&self, strip: usize) -> (&[f64], &[f64]) {
        let lanes = strip * LANES..(strip + 1) * LANES;
        (&self.half_sin[lanes.clone()], &self.half_cos[lanes])
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

    /// What the row adds to `h = a + b·S`: `a = sin²(Δφ/2)` and `b = cos φ1·cos φ2`.
    #[inline(always)]
    pub(crate) fn row_terms(&self, row: &Row) -> [f32; 2] {
        let sin = row.half_sin * self.lat_cos - row.half_cos * self.lat_sin;
        [(sin * sin) as f32, (row.cos * self.cos) as f32]
    }

    /// What a strip of columns adds: `S = sin²(Δλ/2)`. Computed in f64 and rounded once: never negative, so nothing cancels.
    #[inline(always)]
    pub(crate) fn strip_terms(&self, half_sin: &[f64], half_cos: &[f64]) -> [f32; LANES] {
        let mut terms = [0.0; LANES];
        for lane in 0..LANES {
            let sin = half_sin[lane] * self.lon_cos - half_cos[lane] * self.lon_sin;
            terms[lane] = (sin * sin) as f32;
        }
        terms
    }
}

/// The columns of strip number `strip`, and how many of them are real.
pub(crate) fn strip(n_lon: usize, strip: usize) -> Range<usize> {
    strip * LANES..((strip + 1) * LANES).min(n_lon)
}
