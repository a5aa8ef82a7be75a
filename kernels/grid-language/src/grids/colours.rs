//! The colours of cells, wherever the cells are.

use crate::{Board, Fault};

/// One colour instead of another; what no cell can be is replaced nowhere.
pub(crate) fn replace(board: &Board, old: i32, new: i8) -> Board {
    mapped(board, |cell| if i32::from(cell) == old { new } else { cell })
}

/// Two colours change places.
pub(crate) fn switch(board: &Board, one: i8, other: i8) -> Board {
    mapped(board, |cell| match cell {
        cell if cell == one => other,
        cell if cell == other => one,
        cell => cell,
    })
}

/// What both have where they agree, elsewhere the third.
pub(crate) fn cellwise(one: &Board, other: &Board, otherwise: i8) -> Result<Board, Fault> {
    if other.height() < one.height() {
        let what = "the height of the second grid";
        return Err(Fault::Range {
            what,
            value: other.height() as i32,
            wanted: "that of the first, or more",
        });
    }
    if one.height() > 0 && other.width() < one.width() {
        let what = "the width of the second grid";
        return Err(Fault::Range { what, value: other.width() as i32, wanted: "that of the first, or more" });
    }
    Ok(Board::from_fn(one.height(), one.width(), |row, column| {
        let cell = one.row(row)[column];
        if other.row(row)[column] == cell { cell } else { otherwise }
    }))
}

fn mapped(board: &Board, cell: impl Fn(i8) -> i8) -> Board {
    let cells = board.cells().iter().map(|&before| cell(before)).collect();
    Board::new(board.height(), board.width(), cells)
}
