//! A state moves little from step to step, so the last cell is tried before any search.

use std::ops::Deref;

use super::kept::Tally;
use crate::{Axis, OutOfRange, Surface};

/// Remembers the last cell of a surface, which is given by reference or shared.
#[derive(Clone, Debug)]
pub struct Hinted<S> {
    surface: S,
    row: usize,
    column: usize,
    tally: Tally,
}

impl<S, R: Axis, C: Axis, const N: usize> Hinted<S>
where
    S: Deref<Target = Surface<R, C, N>>,
{
    /// Over any surface; it is of use where the axes are searched.
    pub fn new(surface: S) -> Self {
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
