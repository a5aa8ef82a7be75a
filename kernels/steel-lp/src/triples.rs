//! The matrix as loose entries: what has to be sorted when nobody emits columns.

use linear_program::Columns;

/// Entries in any order: the same place in all three lists is one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Triples {
    /// How many rows there are.
    pub height: usize,
    /// How many columns there are.
    pub width: usize,
    /// Of every entry.
    pub rows: Vec<u32>,
    /// Of every entry.
    pub columns: Vec<u32>,
    /// Of every entry.
    pub values: Vec<f64>,
}

impl Triples {
    /// The entries of a matrix, row after row, in rising columns.
    pub fn row_by_row(matrix: &Columns) -> Self {
        let mut next = vec![0_u32; matrix.height() + 1];
        for row in matrix.rows() {
            next[*row as usize + 1] += 1;
        }
        for row in 0..matrix.height() {
            next[row + 1] += next[row];
        }
        let entries = matrix.entries();
        let (mut rows, mut columns, mut values) = (vec![0; entries], vec![0; entries], vec![0.0; entries]);
        for column in 0..matrix.width() {
            for (row, value) in matrix.column(column) {
                let place = next[row as usize] as usize;
                next[row as usize] += 1;
                (rows[place], columns[place], values[place]) = (row, column as u32, value);
            }
        }
        Self { height: matrix.height(), width: matrix.width(), rows, columns, values }
    }
}
