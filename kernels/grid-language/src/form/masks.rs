//! Patches are masks from end to end.

use grid_batch::COLOURS;
use grid_objects::{Mode, Objects, TieRule};

use super::{CellSet, Form, PairSet, labels};
use crate::{
    Board, Fault,
    mask::{Mask, Planes, Words},
    patches::{Painting, board_masks},
};

/// Row masks everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Masks;

impl Form for Masks {
    const NAME: &'static str = "masks";
    type Indices = Mask;
    type Object = Planes;

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Planes>, Fault> {
        let Ok(grid) = board.to_grid() else { return labels::objects(board, mode, ties) };
        Ok(Self::found(board, &Objects::of(grid.view(), mode, ties)))
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
    /// The objects of a board as values have them, whoever found them.
    #[must_use]
    pub fn found(board: &Board, objects: &Objects) -> Vec<Planes> {
        let plain = objects.iter().all(|object| object.colours.only().is_some());
        let of_colour: Vec<Vec<u64>> = if plain {
            Vec::new()
        } else {
            (0..COLOURS as i8)
                .map(|colour| {
                    let is_there = board.cells().contains(&colour);
                    if is_there { board_masks::plane(board, colour) } else { Vec::new() }
                })
                .collect()
        };
        let planes = objects.iter().map(|object| {
            let plane = |colour: u8| {
                let rows = object.rows.iter().map(|&row| u64::from(row));
                let rows: Words = match of_colour.get(usize::from(colour)) {
                    Some(plane) => rows.zip(&plane[object.top..]).map(|(row, plane)| row & plane).collect(),
                    None => rows.collect(),
                };
                (i32::from(colour), Mask::from_rows(object.top as i32, 0, rows))
            };
            Planes::new(object.colours.iter().map(plane))
        });
        planes.collect()
    }
}
