//! Patches are masks from end to end.

use grid_batch::{COLOURS, GridView, MAX_SIDE};
use grid_objects::{Colours, Mode, TieRule};

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
        let mut of_colour = [[0; MAX_SIDE]; COLOURS];
        if mode.colours == Colours::Any {
            for (at, &cell) in cells.iter().enumerate() {
                of_colour[usize::from(cell)][at / grid.width] |= 1 << (at % grid.width);
            }
        }
        let objects = grid_objects::Objects::of(grid, mode, ties);
        let planes = objects.iter().map(|object| {
            let plane = |colour: u8| {
                let rows = object.rows.iter().map(|&row| u64::from(row));
                let of_colour = &of_colour[usize::from(colour)][object.top..];
                let rows: Words = match mode.colours {
                    Colours::One => rows.collect(),
                    Colours::Any => rows.zip(of_colour).map(|(row, of_colour)| row & of_colour).collect(),
                };
                (i32::from(colour), Mask::from_rows(object.top as i32, 0, rows))
            };
            Planes::new(object.colours.iter().map(plane))
        });
        Ok(planes.collect())
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

/// The cells of a board that is a grid of a puzzle.
fn colours(board: &Board) -> Option<Vec<u8>> {
    let colour = |&cell: &i8| u8::try_from(cell).ok().filter(|&colour| usize::from(colour) < COLOURS);
    let fits = (1..=MAX_SIDE).contains(&board.height()) && (1..=MAX_SIDE).contains(&board.width());
    fits.then(|| board.cells().iter().map(colour).collect())?
}
