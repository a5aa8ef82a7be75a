//! Larger and smaller.

use super::{at_least_one, count, room};
use crate::{Board, Fault, Machine, form::Form};

/// Each cell so many times as high and so many times as wide; not at all where a number is negative.
pub(crate) fn upscale<F: Form>(
    machine: &mut Machine<'_, F>,
    board: &Board,
    down: i32,
    right: i32,
) -> Result<Board, Fault> {
    let (down, right) = (count(down), count(right));
    let (height, width) = (board.height().saturating_mul(down), board.width().saturating_mul(right));
    room(machine, height, width)?;
    Ok(Board::from_fn(height, width, |row, column| board.row(row / down)[column / right]))
}

/// Every n-th row and column.
pub(crate) fn downscale(board: &Board, factor: i32) -> Result<Board, Fault> {
    let factor = at_least_one("the factor", factor)?;
    let (height, width) = (board.height().div_ceil(factor), board.width().div_ceil(factor));
    Ok(Board::from_fn(height, width, |row, column| board.row(row * factor)[column * factor]))
}
