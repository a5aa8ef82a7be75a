//! Octaves and temperatures in f32.

use crate::{Axis, Octave, OutOfRange, Quantity, Surface, Uniform};

/// The axes of a table, and what finding a cell in f32 takes.
#[derive(Clone, Debug)]
pub(crate) struct RoundedAxes<const BITS: u32> {
    rows: Octave<BITS>,
    columns: Uniform,
    row_is: Quantity,
    /// Nodes of a row, the last of which is there twice.
    pub(crate) stride: usize,
    /// The least f32 of each column, and one above all.
    pub(crate) least: Vec<f32>,
    pub(crate) per_step: f32,
    /// The ends of both axes.
    pub(crate) row_ends: [f32; 2],
    pub(crate) column_ends: [f32; 2],
}

/// A cell in f32.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoundedCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) across: f32,
    pub(super) along: f32,
}

impl<const BITS: u32> RoundedAxes<BITS> {
    pub(super) fn of<const N: usize>(surface: &Surface<Octave<BITS>, Uniform, N>, row_is: Quantity) -> Self {
        let (rows, columns) = (*surface.rows(), *surface.columns());
        let least: Vec<f32> =
            (0..columns.nodes()).map(|column| least_of(&columns, column)).chain([f32::MAX]).collect();
        let [_, hottest] = columns.ends();
        let mut last = hottest as f32;
        if f64::from(last) > hottest {
            last = last.next_down();
        }
        Self {
            rows,
            columns,
            row_is,
            stride: surface.raw().1,
            per_step: columns.steps()[1] as f32,
            // Powers of two, which f32 has all of.
            row_ends: rows.ends().map(|end| end as f32),
            column_ends: [least[0], last],
            least,
        }
    }

    /// Row and column of a place.
    #[inline]
    pub(super) fn cell(&self, row: f32, t: f32) -> Result<[usize; 2], OutOfRange> {
        let within = |value: f32, [from, to]: [f32; 2]| from <= value && value <= to;
        if !(within(row, self.row_ends) && within(t, self.column_ends)) {
            let [row, t] = [row, t].map(f64::from);
            return Err(OutOfRange::of(self.row_is, &self.rows, &self.columns, row, t));
        }
        Ok([self.rows.index_f32(row), self.column(t)])
    }

    /// The same with how far the place is from the nodes.
    #[inline]
    pub(super) fn place(&self, value: f32, t: f32) -> Result<RoundedCell, OutOfRange> {
        let [row, column] = self.cell(value, t)?;
        let along = (t - self.least[column]) * self.per_step;
        Ok(RoundedCell { row, column, across: Octave::<BITS>::weight_f32(value), along })
    }

    /// The node of a row; a float with few bits, so that it is exact.
    pub(super) fn node(&self, row: usize) -> f32 {
        self.rows.node(row) as f32
    }

    fn column(&self, t: f32) -> usize {
        let guess = ((t - self.column_ends[0]) * self.per_step) as usize;
        // Rounding misses by one at most.
        if t < self.least[guess] { guess - 1 } else { guess + usize::from(t >= self.least[guess + 1]) }
    }
}

/// The least f32 that the axis puts into this column.
fn least_of(axis: &Uniform, column: usize) -> f32 {
    // Below the first node there is no column to compare with.
    let is_there = |t: f32| f64::from(t) >= axis.ends()[0] && axis.index(f64::from(t)) >= column;
    let mut least = axis.node(column) as f32;
    while is_there(least.next_down()) {
        least = least.next_down();
    }
    while !is_there(least) {
        least = least.next_up();
    }
    least
}
