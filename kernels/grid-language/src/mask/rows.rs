//! Row masks with an offset. The first and the last row and the columns 0 and `width` - 1 have a place, so equal sets are equal fields.

use std::cmp::Ordering;

use super::{Mask, Words};
use crate::{Bounds, Pair};

/// Places in a box of at most 64 columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rows {
    top: i32,
    left: i32,
    width: u32,
    /// Bit `j` of mask `i` is the place (`top` + i, `left` + j).
    masks: Words,
}

impl Rows {
    /// The box must be that of the places.
    pub(super) fn of(bounds: Bounds, places: Vec<Pair>) -> Self {
        let mut rows = Words::repeated(0, bounds.height() as usize);
        for place in places {
            rows[(place.row - bounds.top) as usize] |= 1 << (place.column - bounds.left);
        }
        Self { top: bounds.top, left: bounds.left, width: bounds.width() as u32, masks: rows }
    }

    /// Cuts off what is empty on every side.
    pub(super) fn trimmed(top: i32, left: i32, rows: Words) -> Self {
        let Some(first) = rows.iter().position(|&mask| mask != 0) else { return Self::default() };
        let end = rows.iter().rposition(|&mask| mask != 0).map_or(0, |last| last + 1);
        let columns = rows[first..end].iter().fold(0, |columns, mask| columns | mask);
        let empty = columns.trailing_zeros();
        let width = u64::BITS - columns.leading_zeros() - empty;
        let is_trim = first == 0 && end == rows.len() && empty == 0;
        let rows = if is_trim { rows } else { rows[first..end].iter().map(|mask| mask >> empty).collect() };
        Self { top: top + first as i32, left: left + empty as i32, width, masks: rows }
    }

    pub(super) fn rectangle(bounds: Bounds) -> Self {
        let width = bounds.width() as u32;
        let rows = Words::repeated(u64::MAX >> (u64::BITS - width), bounds.height() as usize);
        Self { top: bounds.top, left: bounds.left, width, masks: rows }
    }

    /// The box must be that around all of them, so none has spilt.
    pub(super) fn merged(bounds: Bounds, many: &[&Mask]) -> Self {
        let mut rows = Words::repeated(0, bounds.height() as usize);
        for one in many.iter().filter_map(|mask| mask.rows()).filter(|rows| !rows.is_empty()) {
            let from = (one.top - bounds.top) as usize;
            let right = one.left - bounds.left;
            for (row, mask) in rows[from..].iter_mut().zip(&*one.masks) {
                *row |= mask << right;
            }
        }
        Self { top: bounds.top, left: bounds.left, width: bounds.width() as u32, masks: rows }
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        let both = |(row, &mask): (i64, &u64)| mask & other.over(self, row);
        let rows = (i64::from(self.top)..).zip(&*self.masks).map(both).collect();
        Self::trimmed(self.top, self.left, rows)
    }

    pub(super) fn difference(&self, other: &Self) -> Self {
        let rest = |(row, &mask): (i64, &u64)| mask & !other.over(self, row);
        let rows = (i64::from(self.top)..).zip(&*self.masks).map(rest).collect();
        Self::trimmed(self.top, self.left, rows)
    }

    /// One of our rows in the columns of another mask.
    fn over(&self, other: &Self, row: i64) -> u64 {
        let mask = usize::try_from(row - i64::from(self.top)).ok().and_then(|at| self.masks.get(at));
        let right = i64::from(self.left) - i64::from(other.left);
        match mask {
            Some(mask) if (0..64).contains(&right) => mask << right,
            Some(mask) if (-63..0).contains(&right) => mask >> -right,
            _ => 0,
        }
    }

    /// As ascending lists of places compare: the first place that only one of them has decides. The list that has it is the smaller
    /// one, unless it is all that it has more. None where a pair of words cannot hold a row of both.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        if self.is_empty() || other.is_empty() {
            return Some(self.masks.len().cmp(&other.masks.len()));
        }
        let left = self.left.min(other.left);
        if self.left.abs_diff(left) >= 64 || other.left.abs_diff(left) >= 64 {
            return None;
        }
        let end = |rows: &Self| i64::from(rows.top) + rows.masks.len() as i64;
        let row_of = |rows: &Self, row: i64| u128::from(rows.over(rows, row)) << rows.left.abs_diff(left);
        // Where one begins above the other, the first row decides.
        for row in i64::from(self.top.min(other.top))..end(self).max(end(other)) {
            let (ours, theirs) = (row_of(self, row), row_of(other, row));
            if ours != theirs {
                let differing = ours ^ theirs;
                let first = differing & differing.wrapping_neg();
                let has_more = |mask: u128, rows: &Self| mask > first || end(rows) > row + 1;
                let is_ours = ours & first != 0;
                let is_smaller = if is_ours { has_more(theirs, other) } else { !has_more(ours, self) };
                return Some(if is_smaller { Ordering::Less } else { Ordering::Greater });
            }
        }
        Some(Ordering::Equal)
    }

    pub(super) fn shifted(&self, by: Pair) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        Self { top: self.top + by.row, left: self.left + by.column, ..self.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.masks.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.masks.iter().map(|mask| mask.count_ones() as usize).sum()
    }

    pub(super) fn contains(&self, place: Pair) -> bool {
        let at = usize::try_from(i64::from(place.row) - i64::from(self.top)).ok();
        let mask = at.and_then(|at| self.masks.get(at));
        let column = i64::from(place.column) - i64::from(self.left);
        mask.is_some_and(|mask| (0..64).contains(&column) && mask >> column & 1 == 1)
    }

    pub(super) fn last(&self) -> Option<Pair> {
        let mask = self.masks.last()?;
        let row = self.top + (self.masks.len() - 1) as i32;
        Some(Pair::new(row, self.left + mask.ilog2() as i32))
    }

    pub(super) fn bounds(&self) -> Option<Bounds> {
        let (height, width) = (self.masks.len() as i32, self.width as i32);
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
        &self.masks
    }
}
