//! Other colours for all cells of a part at once: grids have no say in it. Ten comparisons and no look-up, since a vector unit compares
//! 32 cells at once and looks up one by one.

use lanes::{Arithmetic, LaneWork};

use super::turn::Part;
use crate::Recolouring;

pub(super) struct Recolour<'a> {
    pub(super) recolouring: Recolouring,
    pub(super) part: Part<'a>,
}

/// Cells at a time: two registers of the widest.
const LINE: usize = 64;

impl LaneWork for Recolour<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let (from, rest) = self.part.from.as_chunks::<LINE>();
        let (into, rest_into) = self.part.into.as_chunks_mut::<LINE>();
        for (from, into) in from.iter().zip(into) {
            let mut line = [0; LINE];
            for (colour, &becomes) in (0..).zip(self.recolouring.table()) {
                for (line, &cell) in line.iter_mut().zip(from) {
                    *line |= if cell == colour { becomes } else { 0 };
                }
            }
            *into = line;
        }
        for (&cell, into) in rest.iter().zip(rest_into) {
            *into = self.recolouring.table()[usize::from(cell)];
        }
    }
}
