//! From sorted cells to compressed columns. Every bucket has parts of the arrays of its own, so buckets are written at once.

use super::Record;
use crate::key::Key;

/// Why the arrays are long enough to be cut.
const ENOUGH: &str = "columns and cells were counted before";

/// Cuts the arrays into parts, bucket after bucket.
pub(super) struct Cutter<'a> {
    key: Key,
    /// Of the columns whose start nobody has yet.
    starts: &'a mut [u32],
    /// The first of them.
    column: usize,
    rows: &'a mut [u32],
    values: &'a mut [f64],
    /// Cells in the buckets so far.
    cells: usize,
}

/// What one bucket writes.
pub(super) struct Part<'a> {
    /// From behind the last column of the bucket before to its own last one.
    starts: &'a mut [u32],
    column: usize,
    rows: &'a mut [u32],
    values: &'a mut [f64],
    /// Cells before it.
    cells: usize,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(key: Key, starts: &'a mut [u32], rows: &'a mut [u32], values: &'a mut [f64]) -> Self {
        Self { key, starts, column: 0, rows, values, cells: 0 }
    }

    /// The part for the cells of the next bucket.
    pub(super) fn cut(&mut self, cells: &[Record]) -> Part<'a> {
        let next = cells.last().map_or(self.column, |last| self.key.column(last.0) as usize + 1);
        let (column, before) = (self.column, self.cells);
        self.column = next;
        self.cells += cells.len();
        Part {
            starts: self.starts.split_off_mut(..next - column).expect(ENOUGH),
            column,
            rows: self.rows.split_off_mut(..cells.len()).expect(ENOUGH),
            values: self.values.split_off_mut(..cells.len()).expect(ENOUGH),
            cells: before,
        }
    }

    /// Columns behind the last cell start at the end. Says how many cells there are.
    pub(super) fn finish(self) -> usize {
        self.starts.fill(self.cells as u32);
        self.cells
    }
}

impl Part<'_> {
    pub(super) fn write(self, key: Key, cells: &[Record]) {
        let mut started = 0;
        for (place, (((packed, value), row), to)) in cells.iter().zip(self.rows).zip(self.values).enumerate()
        {
            *row = key.row(*packed);
            *to = *value;
            let column = key.column(*packed) as usize;
            // A column that began in the bucket before has its start.
            while self.column + started <= column {
                self.starts[started] = (self.cells + place) as u32;
                started += 1;
            }
        }
    }
}
