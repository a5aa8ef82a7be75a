//! Rows and columns of one colour.

use crate::{Board, Bounds};

/// Full rows of one colour, then full columns, each with its colour.
pub(crate) fn frontiers(board: &Board) -> Vec<(i8, Bounds)> {
    let (bottom, right) = (board.height() as i32 - 1, board.width() as i32 - 1);
    let rows = (0..board.height()).filter_map(|row| {
        let at = row as i32;
        Some((row_colour(board, row)?, Bounds { top: at, left: 0, bottom: at, right }))
    });
    let columns = (0..board.width()).filter_map(|column| {
        let at = column as i32;
        Some((column_colour(board, column)?, Bounds { top: 0, left: at, bottom, right: at }))
    });
    rows.chain(columns).collect()
}

/// Without those rows and columns.
pub(crate) fn compress(board: &Board) -> Board {
    let kept = |length: usize, colour: &dyn Fn(usize) -> Option<i8>| -> Vec<usize> {
        (0..length).filter(|&at| colour(at).is_none()).collect()
    };
    let rows = kept(board.height(), &|row| row_colour(board, row));
    let columns = kept(board.width(), &|column| column_colour(board, column));
    Board::from_fn(rows.len(), columns.len(), |row, column| board.row(rows[row])[columns[column]])
}

fn row_colour(board: &Board, row: usize) -> Option<i8> {
    one_colour(board.row(row).iter().copied())
}

fn column_colour(board: &Board, column: usize) -> Option<i8> {
    one_colour((0..board.height()).map(|row| board.row(row)[column]))
}

fn one_colour(mut line: impl Iterator<Item = i8>) -> Option<i8> {
    let first = line.next()?;
    line.all(|cell| cell == first).then_some(first)
}
