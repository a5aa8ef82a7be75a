//! A state moves little from step to step, so the last cell is tried before any search.

use super::kept::Tally;
use crate::{Axis, OutOfRange, Surface};

/// A table that remembers its last cell.
#[derive(Clone, Debug)]
pub struct Hinted<R, C, const N: usize> {
    surface: Surface<R, C, N>,
    row: usize,
    column: usize,
    tally: Tally,
}

impl<R: Axis, C: Axis, const N: usize> Hinted<R, C, N> {
    /// Over any surface; it is of use where the axes are searched.
    pub fn new(surface: Surface<R, C, N>) -> Self {
        Self { surface, row: 0, column: 0, tally: Tally::default() }
    }

    /// The bits of [`Surface::get`].
    #[inline]
    pub fn get(&mut self, p: f64, t: f64) -> Result<[f64; N], OutOfRange> {
        let (rows, columns) = (self.surface.rows(), self.surface.columns());
        let hit = rows.holds(self.row, p) && columns.holds(self.column, t);
        if !hit {
            let cell = self.surface.locate(p, t)?;
            (self.row, self.column) = (cell.row, cell.column);
        }
        self.tally.count(hit);
        Ok(self.surface.values(self.surface.cell(p, self.row, t, self.column)))
    }

    /// How often the last cell was the right one again.
    pub fn tally(&self) -> Tally {
        self.tally
    }
}
