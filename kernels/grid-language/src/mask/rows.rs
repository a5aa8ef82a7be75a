//! Row masks with an offset. The first and the last row and the columns 0 and `width` - 1 have a place, so equal sets are equal fields.

use super::Mask;
use crate::{Bounds, Pair};

/// Places in a box of at most 64 columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rows {
    top: i32,
    left: i32,
    width: u32,
    /// Bit `j` of mask `i` is the place (`top` + i, `left` + j).
    rows: Vec<u64>,
}

impl Rows {
    /// The box must be that of the places.
    pub(super) fn of(bounds: Bounds, places: Vec<Pair>) -> Self {
        let mut rows = vec![0; bounds.height() as usize];
        for place in places {
            rows[(place.row - bounds.top) as usize] |= 1 << (place.column - bounds.left);
        }
        Self { top: bounds.top, left: bounds.left, width: bounds.width() as u32, rows }
    }

    /// Cuts off what is empty on every side.
    pub(super) fn trimmed(top: i32, left: i32, mut rows: Vec<u64>) -> Self {
        let Some(first) = rows.iter().position(|&mask| mask != 0) else { return Self::default() };
        while rows.last() == Some(&0) {
            rows.pop();
        }
        if first > 0 {
            rows.drain(..first);
        }
        let columns = rows.iter().fold(0, |columns, mask| columns | mask);
        let empty = columns.trailing_zeros();
        if empty > 0 {
            rows.iter_mut().for_each(|mask| *mask >>= empty);
        }
        let width = u64::BITS - columns.leading_zeros() - empty;
        Self { top: top + first as i32, left: left + empty as i32, width, rows }
    }

    pub(super) fn rectangle(bounds: Bounds) -> Self {
        let width = bounds.width() as u32;
        let rows = vec![u64::MAX >> (u64::BITS - width); bounds.height() as usize];
        Self { top: bounds.top, left: bounds.left, width, rows }
    }

    /// The box must be that around all of them, so none has spilt.
    pub(super) fn merged(bounds: Bounds, many: &[&Mask]) -> Self {
        let mut rows = vec![0; bounds.height() as usize];
        for one in many.iter().filter_map(|mask| mask.rows()) {
            let from = (one.top - bounds.top) as usize;
            let right = one.left - bounds.left;
            for (row, mask) in rows[from..].iter_mut().zip(&one.rows) {
                *row |= mask << right;
            }
        }
        Self { top: bounds.top, left: bounds.left, width: bounds.width() as u32, rows }
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        let both = |(row, &mask): (i64, &u64)| mask & other.over(self, row);
        let rows = (i64::from(self.top)..).zip(&self.rows).map(both).collect();
        Self::trimmed(self.top, self.left, rows)
    }

    pub(super) fn difference(&self, other: &Self) -> Self {
        let rest = |(row, &mask): (i64, &u64)| mask & !other.over(self, row);
        let rows = (i64::from(self.top)..).zip(&self.rows).map(rest).collect();
        Self::trimmed(self.top, self.left, rows)
    }

    /// One of our rows in the columns of another mask.
    fn over(&self, other: &Self, row: i64) -> u64 {
        let mask = usize::try_from(row - i64::from(self.top)).ok().and_then(|at| self.rows.get(at));
        let right = i64::from(self.left) - i64::from(other.left);
        match mask {
            Some(mask) if (0..64).contains(&right) => mask << right,
            Some(mask) if (-63..0).contains(&right) => mask >> -right,
            _ => 0,
        }
    }

    pub(super) fn shifted(&self, by: Pair) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        Self { top: self.top + by.row, left: self.left + by.column, ..self.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.iter().map(|mask| mask.count_ones() as usize).sum()
    }

    pub(super) fn contains(&self, place: Pair) -> bool {
        let at = usize::try_from(i64::from(place.row) - i64::from(self.top)).ok();
        let mask = at.and_then(|at| self.rows.get(at));
        let column = i64::from(place.column) - i64::from(self.left);
        mask.is_some_and(|mask| (0..64).contains(&column) && mask >> column & 1 == 1)
    }

    pub(super) fn last(&self) -> Option<Pair> {
        let mask = self.rows.last()?;
        let row = self.top + (self.rows.len() - 1) as i32;
        Some(Pair::new(row, self.left + mask.ilog2() as i32))
    }

    pub(super) fn bounds(&self) -> Option<Bounds> {
        let (height, width) = (self.rows.len() as i32, self.width as i32);
        let right = self.left + (width - 1).max(0);
        let bottom = self.top + (height - 1).max(0);
        (height > 0).then_some(Bounds { top: self.top, left: self.left, bottom, right })
    }

    /// The row of the first mask.
    pub(crate) fn top(&self) -> i32 {
        self.top
    }

    /// The column of the lowest bit.
    pub(crate) fn left(&self) -> i32 {
        self.left
    }

    /// From the first row with a place to the last.
    pub(crate) fn masks(&self) -> &[u64] {
        &self.rows
    }
}
