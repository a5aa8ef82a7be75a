//! One grid: a rectangle of colours, row by row. What a grid may be is asked once, where it is made.

use crate::GridView;

/// The longest side.
pub const MAX_SIDE: usize = 30;
/// Colours are 0 to 9.
pub const COLOURS: usize = 10;

/// A rectangle of colours, row by row; 0 x 0 is the empty grid, and the only one without cells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Grid {
    height: u8,
    width: u8,
    cells: Vec<u8>,
}

/// Why something is no grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// A side is 0 while the other is not, or longer than [`MAX_SIDE`].
    #[error("a grid of {height} x {width}: each side has 1 to {MAX_SIDE} cells (or both have none)")]
    Sides {
        /// Rows.
        height: usize,
        /// Columns.
        width: usize,
    },
    /// Rows of unequal length.
    #[error("row {row} has {got} cells where row 0 has {width}: the rows of a grid are equally long")]
    Ragged {
        /// The first row that differs.
        row: usize,
        /// Its cells.
        got: usize,
        /// The cells of the first row.
        width: usize,
    },
    /// A number that is no colour.
    #[error("row {row}, column {column} is {value}: colours are 0 to 9")]
    Colour {
        /// Where.
        row: usize,
        /// Where.
        column: usize,
        /// What stands there.
        value: i64,
    },
    /// Not as many cells as the sides ask for.
    #[error("{got} cells for a grid of {height} x {width}")]
    Cells {
        /// Rows.
        height: usize,
        /// Columns.
        width: usize,
        /// Cells.
        got: usize,
    },
}

impl Grid {
    /// # Errors
    /// Where sides, cells or colours are not those of a grid.
    pub fn new(height: usize, width: usize, cells: Vec<u8>) -> Result<Self, GridError> {
        let (Some(rows), Some(columns)) = (side(height), side(width)) else {
            return Err(GridError::Sides { height, width });
        };
        if (height == 0) != (width == 0) {
            return Err(GridError::Sides { height, width });
        }
        if cells.len() != height * width {
            return Err(GridError::Cells { height, width, got: cells.len() });
        }
        if let Some(at) = cells.iter().position(|&colour| usize::from(colour) >= COLOURS) {
            let (row, column) = (at / width, at % width);
            return Err(GridError::Colour { row, column, value: i64::from(cells[at]) });
        }
        Ok(Self { height: rows, width: columns, cells })
    }

    /// From rows as people write them.
    ///
    /// # Errors
    /// Where a row has another length than the first, or a number is no colour.
    pub fn from_rows<R: AsRef<[u8]>>(rows: &[R]) -> Result<Self, GridError> {
        let width = rows.first().map_or(0, |row| row.as_ref().len());
        for (at, row) in rows.iter().enumerate() {
            if row.as_ref().len() != width {
                return Err(GridError::Ragged { row: at, got: row.as_ref().len(), width });
            }
        }
        Self::new(rows.len(), width, rows.iter().flat_map(R::as_ref).copied().collect())
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> usize {
        usize::from(self.height)
    }

    /// Columns.
    #[must_use]
    pub fn width(&self) -> usize {
        usize::from(self.width)
    }

    /// All colours, row by row.
    #[must_use]
    pub fn cells(&self) -> &[u8] {
        &self.cells
    }

    /// As the grids of a batch are seen.
    #[must_use]
    pub fn view(&self) -> GridView<'_> {
        GridView { height: self.height(), width: self.width(), cells: &self.cells }
    }
}

fn side(length: usize) -> Option<u8> {
    u8::try_from(length).ok().filter(|&length| usize::from(length) <= MAX_SIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_grid_is_refused_with_the_place() {
        assert_eq!(
            Grid::from_rows(&[vec![1, 2], vec![3]]),
            Err(GridError::Ragged { row: 1, got: 1, width: 2 })
        );
        assert_eq!(Grid::from_rows(&[[0, 10]]), Err(GridError::Colour { row: 0, column: 1, value: 10 }));
        assert_eq!(Grid::new(31, 31, vec![0; 961]), Err(GridError::Sides { height: 31, width: 31 }));
        assert_eq!(Grid::new(0, 3, vec![]), Err(GridError::Sides { height: 0, width: 3 }));
        assert_eq!(Grid::new(2, 2, vec![1]), Err(GridError::Cells { height: 2, width: 2, got: 1 }));
        assert_eq!(Grid::from_rows::<[u8; 0]>(&[]), Ok(Grid::default()));
    }
}
