//! Turning and mirroring at eight or 32 cells a time, however long the rows are: a block that is written beyond its row is
//! overwritten by the next one. That asks for an order in which rows are written, and for room around a grid; at both ends of a buffer,
//! where there is none, a grid takes the way through a buffer with room.

use lanes::{Arithmetic, LaneWork};

use super::tile::{self, Lines, TILE};
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

/// Cells that are moved at once, which is more than the longest row has.
const BLOCK: usize = 32;
const _: () = assert!(MAX_SIDE <= BLOCK);
/// Cells before and behind a grid that may be read, and behind it written: a tile with one row inside has seven outside.
const ROOM: usize = MAX_SIDE * TILE;

impl LaneWork for Turn<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let Self { symmetry, part } = self;
        match (symmetry.axes(), symmetry.rows(), symmetry.columns()) {
            (Axes::Exchanged, rows, Order::Forward) => each_grid(part, |height, width, from, into| {
                transpose(height, width, from, into, rows, Order::Forward);
            }),
            (Axes::Exchanged, rows, Order::Backward) => each_grid(part, |height, width, from, into| {
                transpose(height, width, from, into, rows, Order::Backward);
            }),
            (Axes::Kept, Order::Backward, Order::Backward) => each_grid(part, reverse),
            (Axes::Kept, Order::Backward, Order::Forward) => each_grid(part, mirror_rows),
            (Axes::Kept, Order::Forward, _) => each_grid(part, mirror_columns),
        }
    }
}

/// `turn` sees the grid between two rooms, and may write to the second.
#[inline(always)]
fn each_grid(part: Part<'_>, turn: impl Fn(usize, usize, &[u8], &mut [u8])) {
    let Part { dims, from, into } = part;
    let mut start = 0;
    for &[height, width] in dims {
        let [height, width] = [height, width].map(usize::from);
        let end = start + height * width;
        if start >= ROOM && end + ROOM <= from.len() {
            turn(height, width, &from[start - ROOM..end + ROOM], &mut into[start..end + ROOM]);
        } else {
            let mut with_room = [0; ROOM + MAX_SIDE * MAX_SIDE + ROOM];
            let mut turned = [0; MAX_SIDE * MAX_SIDE + ROOM];
            with_room[ROOM..ROOM + end - start].copy_from_slice(&from[start..end]);
            turn(height, width, &with_room, &mut turned);
            into[start..end].copy_from_slice(&turned[..end - start]);
        }
        start = end;
    }
}

#[inline(always)]
fn mirror_rows(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    for row in 0..height {
        let source: [u8; BLOCK] = at(from, ROOM + (height - 1 - row) * width);
        into[row * width..][..BLOCK].copy_from_slice(&source);
    }
}

#[inline(always)]
fn mirror_columns(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    for row in 0..height {
        // The row is the end of the block, so reversed it is its beginning.
        let source = at(from, ROOM + (row + 1) * width - BLOCK);
        into[row * width..][..BLOCK].copy_from_slice(&reversed(source));
    }
}

#[inline(always)]
fn reverse(height: usize, width: usize, from: &[u8], into: &mut [u8]) {
    let cells = height * width;
    for start in (0..cells).step_by(BLOCK) {
        into[start..][..BLOCK].copy_from_slice(&reversed(at(from, ROOM + cells - start - BLOCK)));
    }
}

/// Tiles from right to left of what is written, and within them from top to bottom: what goes beyond the end of a row, or below the last
/// one, is the beginning of another that is written later. Whole tiles are read, too: what is around the grid goes where it is overwritten.
#[inline(always)]
fn transpose(height: usize, width: usize, from: &[u8], into: &mut [u8], rows: Order, columns: Order) {
    for left in (0..height).step_by(TILE).rev() {
        let row = match rows {
            Order::Forward => ROOM + left * width,
            Order::Backward => ROOM + height * width - (left + TILE) * width,
        };
        for top in (0..width).step_by(TILE) {
            let first = match columns {
                Order::Forward => row + top,
                Order::Backward => row + width - top - TILE,
            };
            let read = Lines { first, apart: width, order: rows };
            let write = Lines { first: top * height + left, apart: height, order: columns };
            tile::transpose(from, read, into, write);
        }
    }
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
