//! Patches are masks from end to end.

use grid_objects::{Mode, TieRule};

use super::{Form, labels};
use crate::{
    Board, Fault,
    mask::{Mask, Planes},
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
}
