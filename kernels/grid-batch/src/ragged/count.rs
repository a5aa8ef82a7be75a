//! What is asked of every grid: how often each colour is there, and whether it equals another.

use std::ops::Range;

use lanes::{Arithmetic, LaneWork};

use crate::{COLOURS, GridBatch, Histogram, MAX_SIDE};

pub(super) struct Count<'a> {
    pub(super) dims: &'a [[u8; 2]],
    pub(super) cells: &'a [u8],
    pub(super) into: &'a mut [Histogram],
}

pub(super) struct Compare<'a> {
    pub(super) left: &'a GridBatch,
    pub(super) right: &'a GridBatch,
    pub(super) grids: Range<usize>,
    pub(super) into: &'a mut [bool],
}

/// Cells at a time.
const LINE: usize = 32;
/// A count for each place of a line fits into a byte.
const _: () = assert!((MAX_SIDE * MAX_SIDE).div_ceil(LINE) <= u8::MAX as usize);
/// No colour: what stands behind the last cell is not counted.
const NOTHING: u8 = 0xFF;

impl LaneWork for Count<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let mut rest = self.cells;
        for (&[height, width], into) in self.dims.iter().zip(self.into) {
            let (grid, behind) = rest.split_at(usize::from(height) * usize::from(width));
            *into = histogram(grid);
            rest = behind;
        }
    }
}

/// One pass, with a count for each colour and each place of a line; the places are added up at the end.
#[inline(always)]
fn histogram(cells: &[u8]) -> Histogram {
    let mut counts = [[0; LINE]; COLOURS];
    let mut add = |line: &[u8; LINE]| {
        for (colour, counts) in (0..).zip(&mut counts) {
            for (count, &cell) in counts.iter_mut().zip(line) {
                *count += u8::from(cell == colour);
            }
        }
    };
    let (lines, rest) = cells.as_chunks();
    lines.iter().for_each(&mut add);
    if !rest.is_empty() {
        let mut last = [NOTHING; LINE];
        last[..rest.len()].copy_from_slice(rest);
        add(&last);
    }
    counts.map(|places| places.into_iter().map(u32::from).sum::<u32>() as u16)
}

impl LaneWork for Compare<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        for (grid, equal) in self.grids.zip(self.into) {
            *equal = self.left.get(grid) == self.right.get(grid);
        }
    }
}
