//! The baseline with one thing replaced: objects are found by flooding masks, and become sets at once.

use grid_objects::{Mode, TieRule};

use super::{Form, Sets, labels};
use crate::{Board, Fault};

/// Sorted sets everywhere, but objects are found by masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaskObjects;

impl Form for MaskObjects {
    const NAME: &'static str = "mask-objects";
    type Indices = <Sets as Form>::Indices;
    type Object = <Sets as Form>::Object;

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault> {
        labels::objects(board, mode, ties)
    }
}
