//! What a kernel on a device needs to know of the grid and the plants: sines and cosines from the CPU, whose own are exact at
//! right angles, where those of shading languages are far too loose.

use crate::{
    Grid, Plants,
    plants::Plant,
    tables::{Columns, Row},
};

/// Tables for the search by chords, one entry per row, column and distinct plant.
#[derive(Clone, Debug, PartialEq)]
pub struct Directions<T> {
    /// `(sin φ, cos φ)` of every row.
    pub parallels: Vec<[T; 2]>,
    /// `(sin λ, cos λ)` of every column.
    pub meridians: Vec<[T; 2]>,
    /// Unit vectors of the distinct plants; the fourth number is unused.
    pub units: Vec<[T; 4]>,
}

impl Directions<f64> {
    /// As good as f64 is.
    pub fn of(grid: &Grid, plants: &Plants) -> Self {
        Self::with(grid, &Columns::new(grid), plants)
    }

    pub(crate) fn with(grid: &Grid, columns: &Columns, plants: &Plants) -> Self {
        let rows = (0..grid.n_lat()).map(|i| Row::new(grid, i));
        let meridians = columns.sin.iter().zip(&columns.cos).take(grid.n_lon());
        Self {
            parallels: rows.map(|row| [row.sin, row.cos]).collect(),
            meridians: meridians.map(|(&sin, &cos)| [sin, cos]).collect(),
            units: plants.kept().iter().map(|Plant { unit: [x, y, z], .. }| [*x, *y, *z, 0.0]).collect(),
        }
    }

    /// Rounded once, for devices without f64.
    pub fn rounded(&self) -> Directions<f32> {
        Directions {
            parallels: self.parallels.iter().map(|pair| pair.map(|x| x as f32)).collect(),
            meridians: self.meridians.iter().map(|pair| pair.map(|x| x as f32)).collect(),
            units: self.units.iter().map(|unit| unit.map(|x| x as f32)).collect(),
        }
    }
}
