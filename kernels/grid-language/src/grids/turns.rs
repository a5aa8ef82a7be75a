//! The eight symmetries. What has no rows has no columns either, so turning rows without columns leaves nothing.

use crate::Board;

pub(crate) fn rot90(board: &Board) -> Board {
    turned(board, |row, column, height, _| (height - 1 - column, row))
}

pub(crate) fn rot180(board: &Board) -> Board {
    let mut cells = board.cells().to_vec();
    cells.reverse();
    Board::new(board.height(), board.width(), cells)
}

pub(crate) fn rot270(board: &Board) -> Board {
    turned(board, |row, column, _, width| (column, width - 1 - row))
}

/// Top and bottom change places.
pub(crate) fn hmirror(board: &Board) -> Board {
    let rows = (0..board.height()).rev();
    Board::new(board.height(), board.width(), rows.flat_map(|row| board.row(row)).copied().collect())
}

/// Left and right change places.
pub(crate) fn vmirror(board: &Board) -> Board {
    let rows = 0..board.height();
    let cells = rows.flat_map(|row| board.row(row).iter().rev()).copied().collect();
    Board::new(board.height(), board.width(), cells)
}

/// The upper right and the lower left corner change places.
pub(crate) fn dmirror(board: &Board) -> Board {
    turned(board, |row, column, _, _| (column, row))
}

/// The upper left and the lower right corner change places.
pub(crate) fn cmirror(board: &Board) -> Board {
    turned(board, |row, column, height, width| (height - 1 - column, width - 1 - row))
}

/// As high as it was wide; `from` says which row and column of a board of that height and width come to a row and column.
fn turned(board: &Board, from: impl Fn(usize, usize, usize, usize) -> (usize, usize)) -> Board {
    let (height, width) = (board.height(), board.width());
    Board::from_fn(width, height, |row, column| {
        let (row, column) = from(row, column, height, width);
        board.cells()[row * width + column]
    })
}
