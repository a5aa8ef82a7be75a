//! The baseline with one thing replaced: objects are found by flooding masks, and become sets at once.

use grid_objects::{Mode, TieRule};

use super::{Form, Sets, labels};
use crate::{Board, Cell, Fault};

/// Sorted sets everywhere, but objects are found by masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaskObjects;

impl Form for MaskObjects {
    const NAME: &'static str = "mask-objects";
    type Indices = <Sets as Form>::Indices;
    type Object = <Sets as Form>::Object;

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault> {
        let Ok(grid) = board.to_grid() else { return labels::objects(board, mode, ties) };
        let cell = |(row, column): (usize, usize)| {
            let colour = i32::from(grid.cells()[row * grid.width() + column]);
            Cell::new(colour, row as i32, column as i32)
        };
        let objects = grid_objects::Objects::of(grid.view(), mode, ties);
        Ok(objects.iter().map(|object| object.places().map(cell).collect()).collect())
    }
}
