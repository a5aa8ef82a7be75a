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

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault> {
        labels::objects(board, mode, ties)
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
