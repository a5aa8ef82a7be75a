//! The grids of programs. They are wider than those of puzzles: sides may pass 30 on the way, and -1 serves as a colour.

use grid_batch::{GridError, GridView};

use crate::{Bounds, Fault, Pair};

/// A rectangle of small numbers, row by row. It may have rows without columns, as a tuple of empty tuples has, but no
/// columns without rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    height: usize,
    width: usize,
    cells: Vec<i8>,
}

impl Board {
    /// # Panics
    /// Where there are not `height` x `width` cells.
    #[must_use]
    pub fn new(height: usize, width: usize, cells: Vec<i8>) -> Self {
        assert_eq!(cells.len(), height * width, "the cells of a board of {height} x {width}");
        Self { height, width: if height == 0 { 0 } else { width }, cells }
    }

    /// One colour everywhere.
    #[must_use]
    pub fn filled(height: usize, width: usize, colour: i8) -> Self {
        Self::new(height, width, vec![colour; height * width])
    }

    /// Each cell from its row and column.
    #[must_use]
    pub fn from_fn(height: usize, width: usize, mut cell: impl FnMut(usize, usize) -> i8) -> Self {
        let mut cells = Vec::with_capacity(height * width);
        for row in 0..height {
            cells.extend((0..width).map(|column| cell(row, column)));
        }
        Self::new(height, width, cells)
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The box around all cells; none around none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        let (bottom, right) = (self.height as i32 - 1, self.width as i32 - 1);
        (!self.cells.is_empty()).then_some(Bounds { top: 0, left: 0, bottom, right })
    }

    /// All cells, row by row.
    #[must_use]
    pub fn cells(&self) -> &[i8] {
        &self.cells
    }

    /// All cells, to be written.
    pub fn cells_mut(&mut self) -> &mut [i8] {
        &mut self.cells
    }

    /// All colours, row by row.
    pub fn colours(&self) -> impl Iterator<Item = i32> + Clone + '_ {
        self.cells.iter().map(|&cell| i32::from(cell))
    }

    /// One row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[i8] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }

    /// One row, to be written.
    pub fn row_mut(&mut self, row: usize) -> &mut [i8] {
        &mut self.cells[row * self.width..(row + 1) * self.width]
    }

    /// Where a place lies in [`Self::cells`]; none outside.
    #[must_use]
    pub fn offset(&self, place: Pair) -> Option<usize> {
        let row = usize::try_from(place.row).ok().filter(|&row| row < self.height)?;
        let column = usize::try_from(place.column).ok().filter(|&column| column < self.width)?;
        Some(row * self.width + column)
    }

    /// The cell at a place; none outside.
    #[must_use]
    pub fn get(&self, place: Pair) -> Option<i8> {
        Some(self.cells[self.offset(place)?])
    }

    /// All places with their cells, row by row.
    pub fn places(&self) -> impl Iterator<Item = (Pair, i8)> + '_ {
        let width = self.width.max(1);
        let place = move |at: usize| Pair::new((at / width) as i32, (at % width) as i32);
        self.cells.iter().enumerate().map(move |(at, &cell)| (place(at), cell))
    }

    /// As a grid of a puzzle.
    ///
    /// # Errors
    /// Where a side is longer than 30 or a cell is no colour from 0 to 9.
    pub fn to_grid(&self) -> Result<grid_batch::Grid, GridError> {
        let colour = |(at, &cell): (usize, &i8)| {
            u8::try_from(cell).map_err(|_| GridError::Colour {
                row: at / self.width,
                column: at % self.width,
                value: i64::from(cell),
            })
        };
        let cells = self.cells.iter().enumerate().map(colour).collect::<Result<_, _>>()?;
        grid_batch::Grid::new(self.height, self.width, cells)
    }
}

/// A number as the cell of a board.
///
/// # Errors
/// Where it is none of -128 to 127.
pub fn colour(number: i32) -> Result<i8, Fault> {
    i8::try_from(number).map_err(|_| Fault::Colour(number))
}

impl From<GridView<'_>> for Board {
    fn from(grid: GridView<'_>) -> Self {
        let cells = grid.cells.iter().map(|&colour| colour as i8).collect();
        Self { height: grid.height, width: grid.width, cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_grid_of_a_puzzle_is_refused_with_the_place() {
        let temporary = Board::new(1, 2, vec![3, -1]);
        assert_eq!(temporary.to_grid(), Err(GridError::Colour { row: 0, column: 1, value: -1 }));
        let high = Board::new(1, 2, vec![3, 10]);
        assert_eq!(high.to_grid(), Err(GridError::Colour { row: 0, column: 1, value: 10 }));
        assert_eq!(Board::filled(31, 1, 0).to_grid(), Err(GridError::Sides { height: 31, width: 1 }));
        let grid = grid_batch::Grid::from_rows(&[[1, 2, 3]]).unwrap();
        assert_eq!(Board::from(grid.view()).to_grid(), Ok(grid));
    }
}
