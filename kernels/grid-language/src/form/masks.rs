//! Patches are masks from end to end.

use grid_objects::{Mode, TieRule};

use super::{CellSet, Form, labels};
use crate::{
    Board, Fault,
    mask::{Mask, Planes},
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
        let Ok(grid) = board.to_grid() else { return labels::objects(board, mode, ties) };
        let objects = grid_objects::Objects::of(grid.view(), mode, ties);
        let planes = objects.iter().map(|object| {
            let of_colour = |colour: u8| {
                let rows = match object.colours.only() {
                    Some(_) => object.rows.iter().map(|&row| u64::from(row)).collect(),
                    None => object.of_colour(grid.view(), colour).map(u64::from).collect(),
                };
                (i32::from(colour), Mask::from_rows(object.top as i32, 0, rows))
            };
            Planes::new(object.colours.iter().map(of_colour))
        });
        Ok(planes.collect())
    }

    fn as_object(board: &Board) -> Planes {
        let planes = Self::planes(board);
        Planes::new(planes.into_iter())
    }

    fn of_colour(board: &Board, colour: i32) -> Mask {
        match i8::try_from(colour) {
            Ok(colour) if board.width() <= 64 && board.height() <= 128 => {
                let bits = |cells: &[i8]| {
                    cells.iter().rev().fold(0, |mask, &cell| mask << 1 | u64::from(cell == colour))
                };
                Mask::from_rows(0, 0, (0..board.height()).map(|row| bits(board.row(row))).collect())
            }
            _ => board
                .places()
                .filter(|&(_, cell)| i32::from(cell) == colour)
                .map(|(place, _)| place)
                .collect(),
        }
    }

    fn partition(board: &Board) -> Vec<Planes> {
        Self::planes(board).into_iter().map(|plane| Planes::new(std::iter::once(plane))).collect()
    }
}

impl Masks {
    /// The places of each colour, ascending.
    fn planes(board: &Board) -> Vec<(i32, Mask)> {
        let mut seen = [false; 256];
        for &cell in board.cells() {
            seen[(i32::from(cell) + 128) as usize] = true;
        }
        let colours = (-128..128).filter(|colour| seen[(colour + 128) as usize]);
        colours.map(|colour| (colour, Self::of_colour(board, colour))).collect()
    }

    fn as_object(board: &Board) -> Planes {
        Planes::read(board, &Mask::whole(board))
    }

    fn of_colour(board: &Board, colour: i32) -> Mask {
        Mask::of_colour(board, colour)
    }

    fn partition(board: &Board) -> Vec<Planes> {
        let planes = Self::as_object(board);
        planes.planes().iter().map(|(colour, mask)| Planes::of_colour(*colour, mask)).collect()
    }
}
