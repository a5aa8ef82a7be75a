//! Patches on grids: written to them, read from them, found on them. What lies outside of a grid is left out.

use std::collections::BTreeSet;

use super::{
    board_masks,
    periods::{self, Along},
};
use crate::{
    Board, Bounds, Cell, Fault, Pair,
    board::colour,
    form::{CellSet, PairSet},
    mask::{Mask, Planes},
};

/// So many places are sooner asked than a plane of the grid is made.
const FEW: u32 = 24;

/// Which cells are written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// All.
    Anything,
    /// Those that have this colour at that moment.
    Only(i8),
}

/// Places on grids.
pub trait Stencil: PairSet {
    /// Gives these places one colour.
    ///
    /// # Errors
    /// Where something is written, and the number is no colour.
    fn write(&self, board: &mut Board, number: i32, over: Over) -> Result<(), Fault> {
        one_by_one(self, board, number, over)
    }
}

/// Cells on grids.
pub trait Painting: CellSet {
    /// Gives each place its colour, ascending: of two cells at one place the higher colour is last.
    ///
    /// # Errors
    /// Where something is written, and a number is no colour.
    fn write(&self, board: &mut Board, over: Over) -> Result<(), Fault> {
        self.iter().try_for_each(|cell| board.write(cell, over))
    }

    /// The cells of a grid at those of the places that are on it.
    fn read(board: &Board, places: &Self::Places) -> Self {
        read_one_by_one(board, places)
    }

    /// Each place replaced by another, no two by the same.
    #[must_use]
    fn mapped(&self, to: impl Fn(Pair) -> Pair) -> Self {
        self.iter().map(|cell| Cell { colour: cell.colour, place: to(cell.place) }).collect()
    }

    /// Its colours, ascending, each with how often it is there.
    fn colours(&self) -> Vec<(i32, usize)> {
        let mut colours: Vec<(i32, usize)> = Vec::new();
        for cell in self.iter() {
            match colours.last_mut() {
                Some((colour, count)) if *colour == cell.colour => *count += 1,
                _ => colours.push((cell.colour, 1)),
            }
        }
        colours
    }

    /// Whether it lies on itself once it was moved to the left or up, as far as it stays in its box.
    fn lies_on_itself(&self, along: Along, steps: i32, bounds: Bounds) -> bool {
        periods::lies_on_itself(self, along, steps, bounds)
    }

    /// Where the upper left corner of this patch must lie for all its cells to be those of the grid.
    fn occurrences(&self, board: &Board) -> Self::Places {
        one_place_after_another(self, board)
    }
}

impl Stencil for BTreeSet<Pair> {}

impl Painting for BTreeSet<Cell> {}

impl Stencil for Mask {
    fn write(&self, board: &mut Board, number: i32, over: Over) -> Result<(), Fault> {
        let Some(rows) = self.rows_on(board) else { return one_by_one(self, board, number, over) };
        for (row, mut mask) in rows {
            if mask == 0 {
                continue;
            }
            let value = colour(number)?;
            let cells = board.row_mut(row);
            while mask != 0 {
                over.write(&mut cells[mask.trailing_zeros() as usize], value);
                mask &= mask - 1;
            }
        }
        Ok(())
    }
}

impl Painting for Planes {
    fn write(&self, board: &mut Board, over: Over) -> Result<(), Fault> {
        self.planes().iter().try_for_each(|(number, mask)| mask.write(board, *number, over))
    }

    fn read(board: &Board, places: &Mask) -> Self {
        match places.rows_on(board) {
            Some(rows) => Self::new(board_masks::split(board, rows).into_iter()),
            None => read_one_by_one(board, places),
        }
    }

    fn mapped(&self, to: impl Fn(Pair) -> Pair) -> Self {
        Self::new(self.planes().iter().map(|(colour, mask)| (*colour, mask.iter().map(&to).collect())))
    }

    fn colours(&self) -> Vec<(i32, usize)> {
        self.planes().iter().map(|(colour, mask)| (*colour, mask.len())).collect()
    }

    fn lies_on_itself(&self, along: Along, steps: i32, bounds: Bounds) -> bool {
        let rows: Option<Vec<_>> = self.planes().iter().map(|(_, mask)| mask.rows()).collect();
        rows.map_or_else(
            || periods::lies_on_itself(self, along, steps, bounds),
            |rows| rows.iter().all(|rows| periods::rows_lie_on_themselves(rows, along, steps, bounds)),
        )
    }

    /// Starts with all places, and lets every cell strike out those where the grid has another colour. High colours are rarer than
    /// 0, so they come first, and the few places that they leave are asked one by one.
    fn occurrences(&self, board: &Board) -> Mask {
        let (Some(bounds), true) = (self.bounds(), board_masks::fits(board)) else {
            return one_place_after_another(self, board);
        };
        let Some([down, right]) = room_beside(bounds, board) else { return Mask::default() };
        let mut left = vec![u64::MAX >> (63 - right); down as usize + 1];
        for (number, mask) in self.planes().iter().rev() {
            if left.iter().map(|left| left.count_ones()).sum::<u32>() <= FEW {
                let here = |corner: &Pair| self.is_at(*corner, bounds.corner(), board);
                return Mask::from_rows(0, 0, left).iter().filter(here).collect();
            }
            let (Ok(cell), Some(rows)) = (colour(*number), mask.rows()) else { return Mask::default() };
            let plane = board_masks::plane(board, cell);
            let (down, right) = ((rows.top() - bounds.top) as usize, (rows.left() - bounds.left) as u32);
            for (row, &mask) in rows.masks().iter().enumerate() {
                let mut cells = mask;
                while cells != 0 {
                    let column = right + cells.trailing_zeros();
                    for (left, plane) in left.iter_mut().zip(&plane[down + row..]) {
                        *left &= plane >> column;
                    }
                    cells &= cells - 1;
                }
            }
        }
        Mask::from_rows(0, 0, left)
    }
}

impl Planes {
    /// Whether a board has all these cells once the one corner is moved to the other, in a box that fits there.
    fn is_at(&self, to: Pair, from: Pair, board: &Board) -> bool {
        let at =
            |place: Pair| Pair::new(place.row - from.row + to.row, place.column - from.column + to.column);
        let has = |number: i32, place| board.get(at(place)).map(i32::from) == Some(number);
        self.planes().iter().rev().all(|(number, mask)| mask.iter().all(|place| has(*number, place)))
    }
}

impl Mask {
    /// The rows of a board with the places that are on it; none where the board has too many for a mask, or the places have spilt.
    fn rows_on<'a>(&'a self, board: &Board) -> Option<impl Iterator<Item = (usize, u64)> + use<'a>> {
        let rows = self.rows().filter(|_| board_masks::fits(board))?;
        let (height, columns) = (board.height(), board_masks::columns(board));
        let on_the_board = move |(row, &mask): (i64, &u64)| {
            let row = usize::try_from(row).ok().filter(|&row| row < height)?;
            Some((row, board_masks::moved(mask, i64::from(rows.left())) & columns))
        };
        Some((i64::from(rows.top())..).zip(rows.masks()).filter_map(on_the_board))
    }
}

impl Board {
    /// Gives one place a colour, if it is on the board and has the colour that is written over.
    pub(crate) fn write(&mut self, cell: Cell, over: Over) -> Result<(), Fault> {
        if let Some(at) = self.offset(cell.place) {
            over.write(&mut self.cells_mut()[at], colour(cell.colour)?);
        }
        Ok(())
    }
}

impl Over {
    fn write(self, cell: &mut i8, value: i8) {
        if self == Self::Anything || self == Self::Only(*cell) {
            *cell = value;
        }
    }
}

fn one_by_one<P: PairSet>(places: &P, board: &mut Board, number: i32, over: Over) -> Result<(), Fault> {
    places.iter().try_for_each(|place| board.write(Cell { colour: number, place }, over))
}

fn read_one_by_one<C: CellSet>(board: &Board, places: &C::Places) -> C {
    let cell = |place| board.get(place).map(|cell| Cell { colour: i32::from(cell), place });
    places.iter().filter_map(cell).collect()
}

/// How far down and how far to the right a box can be moved on a board; none where it does not fit.
fn room_beside(bounds: Bounds, board: &Board) -> Option<[i32; 2]> {
    let down = board.height() as i64 - bounds.height();
    let right = board.width() as i64 - bounds.width();
    (down >= 0 && right >= 0).then_some([down as i32, right as i32])
}

/// As one writes it who follows the reference language: the patch is moved to every place and compared there, cell by cell.
fn one_place_after_another<C: CellSet>(pattern: &C, board: &Board) -> C::Places {
    let Some(bounds) = pattern.bounds() else {
        return board.bounds().map(C::Places::rectangle).unwrap_or_default();
    };
    let Some([down, right]) = room_beside(bounds, board) else { return C::Places::default() };
    let at_the_origin = pattern
        .iter()
        .map(|cell| Cell::new(cell.colour, cell.place.row - bounds.top, cell.place.column - bounds.left));
    let pattern: C = at_the_origin.collect();
    let corners = (0..=down).flat_map(|row| (0..=right).map(move |column| Pair::new(row, column)));
    let occurs = |corner: &Pair| {
        let here = pattern.shifted(*corner);
        here.iter().all(|cell| board.get(cell.place).map(i32::from) == Some(cell.colour))
    };
    corners.filter(occurs).collect()
}
