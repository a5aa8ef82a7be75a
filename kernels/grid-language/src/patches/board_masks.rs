//! Grids as row masks, one for each colour.

use crate::{
    Board,
    mask::{self, Mask},
};

/// Whether the places of a board fit in a mask, however many there are.
pub(crate) fn fits(board: &Board) -> bool {
    board.width() as i64 <= mask::MAX_WIDTH && board.height() as i64 <= mask::MAX_HEIGHT
}

/// The columns of a word that a board has.
pub(crate) fn columns(board: &Board) -> u64 {
    if board.width() == 0 { 0 } else { u64::MAX >> (64 - board.width()) }
}

/// Columns to the right, or to the left where negative; what leaves the word is gone.
pub(crate) fn moved(mask: u64, right: i64) -> u64 {
    match right {
        0..64 => mask << right,
        -63..0 => mask >> -right,
        _ => 0,
    }
}

/// The places of one colour, a word for each row of a board that [`fits`].
pub(crate) fn plane(board: &Board, colour: i8) -> Vec<u64> {
    (0..board.height()).map(|row| equal(board.row(row), colour)).collect()
}

/// Bit `j` is whether cell `j` has that colour.
fn equal(cells: &[i8], colour: i8) -> u64 {
    let Some((last, start)) = cells.last_chunk::<8>().map(|last| (*last, cells.len() - 8)) else {
        let bits = cells.iter().enumerate().map(|(at, &cell)| u64::from(cell == colour) << at);
        return bits.fold(0, |row, bit| row | bit);
    };
    let (eights, _) = cells.as_chunks::<8>();
    let bits = eights.iter().enumerate().map(|(at, eight)| equal_of_eight(*eight, colour) << (8 * at));
    bits.fold(equal_of_eight(last, colour) << start, |row, bits| row | bits)
}

/// The top bit of each byte becomes whether it differs; the product gathers the eight of them in the highest byte.
fn equal_of_eight(cells: [i8; 8], colour: i8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let wanted = u64::from(colour as u8) * 0x0101_0101_0101_0101;
    let differing = u64::from_le_bytes(cells.map(|cell| cell as u8)) ^ wanted;
    let equal = !(((differing & LOW) + LOW) | differing | LOW) >> 7;
    equal.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The cells at some places, as masks by ascending colour: `places` has a word for each row of a board that [`fits`].
pub(crate) fn split(board: &Board, places: impl Iterator<Item = (usize, u64)>) -> Vec<(i32, Mask)> {
    let mut slots = [u8::MAX; 256];
    let mut found: Vec<(i8, Vec<u64>)> = Vec::new();
    for (row, mut mask) in places {
        let cells = board.row(row);
        while mask != 0 {
            let cell = cells[mask.trailing_zeros() as usize];
            let slot = &mut slots[usize::from(cell as u8)];
            if *slot == u8::MAX {
                *slot = found.len() as u8;
                found.push((cell, vec![0; board.height()]));
            }
            found[usize::from(*slot)].1[row] |= mask & mask.wrapping_neg();
            mask &= mask - 1;
        }
    }
    found.sort_unstable_by_key(|(cell, _)| *cell);
    found.into_iter().map(|(cell, rows)| (i32::from(cell), Mask::from_rows(0, 0, rows))).collect()
}

impl Mask {
    /// The places of a board that have one colour.
    pub(crate) fn of_colour(board: &Board, colour: i32) -> Self {
        match i8::try_from(colour) {
            Ok(colour) if fits(board) => Self::from_rows(0, 0, plane(board, colour)),
            _ => board
                .places()
                .filter(|&(_, cell)| i32::from(cell) == colour)
                .map(|(place, _)| place)
                .collect(),
        }
    }
}
