//! Turning and mirroring at eight or 32 cells a time, however long the rows are: a block that is written beyond its row is
//! overwritten by the next one. That asks for an order in which rows are written, and for room around a grid; at both ends of a buffer,
//! where there is none, a grid takes the way through a buffer with room.

use lanes::{Arithmetic, LaneWork};

use crate::{
    MAX_SIDE, Symmetry,
    symmetry::{Axes, Order},
};

/// Some grids of a batch, and where what becomes of them is written.
pub(super) struct Part<'a> {
    pub(super) dims: &'a [[u8; 2]],
    pub(super) from: &'a [u8],
    pub(super) into: &'a mut [u8],
}

pub(super) struct Turn<'a> {
    pub(super) symmetry: Symmetry,
    pub(super) part: Part<'a>,
}

/// Cells that are moved at once, which is more than the longest row has; and the room before and behind a grid that this asks for.
const BLOCK: usize = 32;
const _: () = assert!(MAX_SIDE <= BLOCK);
/// Rows and columns of a tile that is transposed in eight registers.
const TILE: usize = 8;

impl LaneWork for Turn<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let Self { symmetry, part } = self;
        let (rows, columns) = (symmetry.rows(), symmetry.columns());
        match (symmetry.axes(), rows, columns) {
            (Axes::Exchanged, ..) => each_grid(part, |height, width, from, into| {
                transpose(height, width, from, into, rows, columns);
            }),
            (Axes::Kept, Order::Backward, Order::Backward) => each_grid(part, reverse),
            (Axes::Kept, Order::Backward, Order::Forward) => each_grid(part, mirror_rows),
            (Axes::Kept, Order::Forward, _) => each_grid(part, mirror_columns),
        }
    }
}

/// `turn` sees the grid behind a block of room and before another, and may write a block beyond its end.
#[inline(always)]
fn each_grid(part: Part<'_>, turn: impl Fn(usize, usize, &[u8], &mut [u8])) {
    let Part { dims, from, into } = part;
    let mut start = 0;
    for &[height, width] in dims {
        let [height, width] = [height, width].map(usize::from);
        let end = start + height * width;
        if start >= BLOCK && end + BLOCK <= from.len() {
            turn(height, width, &from[start - BLOCK..end + BLOCK], &mut into[start..end + BLOCK]);
        } else {
            let mut with_room = [0; BLOCK + MAX_SIDE * MAX_SIDE + BLOCK];
            let mut turned = [0; MAX_SIDE * MAX_SIDE + BLOCK];
            with_room[BLOCK..BLOCK + end - start].copy_from_slice(&from[start..end]);
            turn(height, width, &with_room, &mut turned);
            into[start..end].copy_from_slice(&turned[..end - start]);
        }
        start = end;
    }
}

#[inline(always)]
fn mirror_rows(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    for row in 0..height {
        let source: [u8; BLOCK] = at(from, BLOCK + (height - 1 - row) * width);
        into[row * width..][..BLOCK].copy_from_slice(&source);
    }
}

#[inline(always)]
fn mirror_columns(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    for row in 0..height {
        // The row is the end of the block, so reversed it is its beginning.
        let source = at(from, (row + 1) * width);
        into[row * width..][..BLOCK].copy_from_slice(&reversed(source));
    }
}

#[inline(always)]
fn reverse(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    let cells = height * width;
    for start in (0..cells).step_by(BLOCK) {
        into[start..][..BLOCK].copy_from_slice(&reversed(at(from, cells - start)));
    }
}

/// Tiles from right to left of what is written, and within them from top to bottom: what goes beyond the end of a row is the beginning
/// of the next one, which is written later.
#[inline(always)]
fn transpose(height: usize, width: usize, from: &[u8], into: &mut [u8], rows: Order, columns: Order) {
    for left in (0..height).step_by(TILE).rev() {
        for top in (0..width).step_by(TILE) {
            let read = |line: usize| {
                // Past the last row anything will do: it is written where it is overwritten.
                let row = (left + line).min(height - 1);
                let row = if rows == Order::Forward { row } else { height - 1 - row };
                let start = BLOCK + row * width;
                match columns {
                    Order::Forward => u64::from_le_bytes(at(from, start + top)),
                    Order::Backward => u64::from_be_bytes(at(from, start + width - top - TILE)),
                }
            };
            let lines = transposed(std::array::from_fn(read));
            for (line, cells) in lines.into_iter().enumerate().take(width - top) {
                into[(top + line) * height + left..][..TILE].copy_from_slice(&cells.to_le_bytes());
            }
        }
    }
}

/// Eight lines of eight cells, rows for columns: halves are exchanged, then quarters, then cells.
#[inline(always)]
fn transposed(mut lines: [u64; TILE]) -> [u64; TILE] {
    for (apart, mask) in
        [(4, 0x0000_0000_FFFF_FFFF), (2, 0x0000_FFFF_0000_FFFF), (1, 0x00FF_00FF_00FF_00FF_u64)]
    {
        for line in (0..TILE).filter(|line| line & apart == 0) {
            let bits = apart * 8;
            let exchanged = (lines[line] >> bits ^ lines[line + apart]) & mask;
            lines[line + apart] ^= exchanged;
            lines[line] ^= exchanged << bits;
        }
    }
    lines
}

#[inline(always)]
fn at<const N: usize>(cells: &[u8], start: usize) -> [u8; N] {
    *cells[start..].first_chunk().expect("there is room on both sides of a grid")
}

#[inline(always)]
fn reversed(block: [u8; BLOCK]) -> [u8; BLOCK] {
    let mut reversed = [0; BLOCK];
    let (words, _) = block.as_chunks::<8>();
    let (into, _) = reversed.as_chunks_mut::<8>();
    for (word, into) in words.iter().rev().zip(into) {
        *into = u64::from_le_bytes(*word).to_be_bytes();
    }
    reversed
}
