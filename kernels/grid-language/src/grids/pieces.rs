//! Grids out of grids: cut out, split, put together.

use std::ops::Range;

use super::turns;
use crate::{Board, Fault, Pair};

/// The rows and columns from `start`, `dims` of them, by the rules of Python's slices: a negative end counts from behind, and what
/// lies outside is left out.
pub(crate) fn crop(board: &Board, start: Pair, dims: Pair) -> Board {
    let rows = slice(start.row, dims.row, board.height());
    let columns = slice(start.column, dims.column, board.width());
    cut(board, rows, columns)
}

fn slice(start: i32, count: i32, length: usize) -> Range<usize> {
    let length = length as i64;
    let from_behind = |end: i64| if end < 0 { (end + length).max(0) } else { end.min(length) };
    let start = i64::from(start);
    let (start, end) = (from_behind(start), from_behind(start + i64::from(count)));
    start as usize..end.max(start) as usize
}

fn cut(board: &Board, rows: Range<usize>, columns: Range<usize>) -> Board {
    let (height, width) = (rows.len(), columns.len());
    let cells = rows.flat_map(|row| &board.row(row)[columns.clone()]).copied().collect();
    Board::new(height, width, cells)
}

/// So many pieces side by side. Where the width does not divide, a column is left out after each piece, and the last is cut off.
pub(crate) fn hsplit(board: &Board, count: usize) -> impl Iterator<Item = Board> {
    split(board.width(), count).map(|columns| cut(board, 0..board.height(), columns))
}

/// So many pieces one below the other, as [`hsplit`].
pub(crate) fn vsplit(board: &Board, count: usize) -> impl Iterator<Item = Board> {
    split(board.height(), count).map(|rows| cut(board, rows, 0..board.width()))
}

fn split(length: usize, count: usize) -> impl Iterator<Item = Range<usize>> {
    let piece = length / count;
    let gap = usize::from(!length.is_multiple_of(count));
    (0..count).map(move |number| {
        let start = (number * (piece + gap)).min(length);
        start..(start + piece).min(length)
    })
}

/// Without its outermost rows and columns.
pub(crate) fn trim(board: &Board) -> Board {
    let inner = |length: usize| {
        let last = length.saturating_sub(1);
        last.min(1)..last
    };
    cut(board, inner(board.height()), inner(board.width()))
}

/// The rows above the middle; a row in the middle belongs to neither half.
pub(crate) fn tophalf(board: &Board) -> Board {
    cut(board, 0..board.height() / 2, 0..board.width())
}

/// The rows below the middle.
pub(crate) fn bottomhalf(board: &Board) -> Board {
    cut(board, board.height().div_ceil(2)..board.height(), 0..board.width())
}

/// The columns left of the middle, as the top half of the grid that is turned: where there are none, nothing is left.
pub(crate) fn lefthalf(board: &Board) -> Board {
    turns::rot270(&tophalf(&turns::rot90(board)))
}

/// The columns right of the middle.
pub(crate) fn righthalf(board: &Board) -> Board {
    turns::rot270(&bottomhalf(&turns::rot90(board)))
}

/// Side by side, to the shorter of the two.
pub(crate) fn hconcat(left: &Board, right: &Board) -> Board {
    let height = left.height().min(right.height());
    let cells = (0..height).flat_map(|row| left.row(row).iter().chain(right.row(row))).copied().collect();
    Board::new(height, left.width() + right.width(), cells)
}

/// One below the other.
pub(crate) fn vconcat(above: &Board, below: &Board) -> Result<Board, Fault> {
    let width = match (above.height(), below.height()) {
        (0, _) => below.width(),
        (_, 0) => above.width(),
        _ if above.width() == below.width() => above.width(),
        _ => return Err(Fault::Ragged),
    };
    let cells = [above.cells(), below.cells()].concat();
    Ok(Board::new(above.height() + below.height(), width, cells))
}
