//! Walking through a mask, place by place.

use super::{Kept, Mask};
use crate::Pair;

/// The places of a mask, ascending.
#[derive(Debug, Clone)]
pub struct MaskIter<'a>(Walk<'a>);

#[derive(Debug, Clone)]
enum Walk<'a> {
    Rows { row: i32, left: i32, mask: u64, below: std::slice::Iter<'a, u64> },
    Spill(std::slice::Iter<'a, Pair>),
}

impl<'a> MaskIter<'a> {
    pub(super) fn new(mask: &'a Mask) -> Self {
        match &mask.0 {
            Kept::Rows(rows) => {
                let mut below = rows.masks().iter();
                let mask = below.next().copied().unwrap_or_default();
                Self(Walk::Rows { row: rows.top(), left: rows.left(), mask, below })
            }
            Kept::Spill(places) => Self(Walk::Spill(places.iter())),
        }
    }
}

impl Iterator for MaskIter<'_> {
    type Item = Pair;

    fn next(&mut self) -> Option<Pair> {
        match &mut self.0 {
            Walk::Rows { row, left, mask, below } => {
                while *mask == 0 {
                    *mask = *below.next()?;
                    *row += 1;
                }
                let column = *left + mask.trailing_zeros() as i32;
                *mask &= *mask - 1;
                Some(Pair::new(*row, column))
            }
            Walk::Spill(places) => places.next().copied(),
        }
    }
}
