//! Patches are masks from end to end.

use grid_batch::{COLOURS, GridView, MAX_SIDE};
use grid_objects::{Mode, Objects, TieRule};

use super::{CellSet, Form, PairSet, labels};
use crate::{
    Board, Fault,
    mask::{Mask, Planes, Words},
    patches::Painting,
};

/// Row masks everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Masks;

impl Form for Masks {
    const NAME: &'static str = "masks";
    type Indices = Mask;
    type Object = Planes;

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Planes>, Fault> {
        let Some(cells) = colours(board) else { return labels::objects(board, mode, ties) };
        let grid = GridView { height: board.height(), width: board.width(), cells: &cells };
        Ok(Self::found(board, &Objects::of(grid, mode, ties)))
    }

    fn as_object(board: &Board) -> Planes {
        Planes::read(board, &board.bounds().map(Mask::rectangle).unwrap_or_default())
    }

    fn of_colour(board: &Board, colour: i32) -> Mask {
        Mask::of_colour(board, colour)
    }

    fn partition(board: &Board) -> Vec<Planes> {
        let planes = Self::as_object(board);
        planes.planes().iter().map(|(colour, mask)| Planes::of_colour(*colour, mask)).collect()
    }
}

impl Masks {
    /// The objects of a board that is a grid of a puzzle as values have them, whoever found them.
    #[must_use]
    pub fn found(board: &Board, objects: &Objects) -> Vec<Planes> {
        let plain = objects.iter().all(|object| object.colours.only().is_some());
        let mut of_colour = [[0_u64; MAX_SIDE]; COLOURS];
        if !plain {
            for (at, &cell) in board.cells().iter().enumerate() {
                of_colour[usize::from(cell.unsigned_abs())][at / board.width()] |= 1 << (at % board.width());
            }
        }
        let planes = objects.iter().map(|object| {
            let plane = |colour: u8| {
                let rows = object.rows.iter().map(|&row| u64::from(row));
                let of_colour = &of_colour[usize::from(colour)][object.top..];
                let rows: Words = if plain {
                    rows.collect()
                } else {
                    rows.zip(of_colour).map(|(row, of_colour)| row & of_colour).collect()
                };
                (i32::from(colour), Mask::from_rows(object.top as i32, 0, rows))
            };
            Planes::new(object.colours.iter().map(plane))
        });
        planes.collect()
    }
}

/// The cells of a board that is a grid of a puzzle.
fn colours(board: &Board) -> Option<Vec<u8>> {
    let colour = |&cell: &i8| u8::try_from(cell).ok().filter(|&colour| usize::from(colour) < COLOURS);
    let fits = (1..=MAX_SIDE).contains(&board.height()) && (1..=MAX_SIDE).contains(&board.width());
    fits.then(|| board.cells().iter().map(colour).collect())?
}
