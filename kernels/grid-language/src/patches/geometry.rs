//! How places lie to each other, and the sides of a box. Pair by pair for sets; masks answer a row at a time.

use std::collections::BTreeSet;

use super::board_masks::moved;
use crate::{
    Bounds, Pair,
    form::PairSet,
    mask::{self, Mask, Rows, Words},
};

/// Distances, shared rows and columns, outlines.
pub trait Geometry: PairSet {
    /// The smallest sum of rows and columns between one of ours and one of theirs; none where there are none.
    fn distance(&self, other: &Self) -> Option<u64> {
        pair_by_pair(self, other)
    }

    /// Whether the distance would be 1 if ours were moved. That no number overflows is the caller's business.
    fn touches(&self, other: &Self, by: Pair) -> bool {
        pair_by_pair(&self.shifted(by), other) == Some(1)
    }

    /// Whether one of ours has the row of one of theirs.
    fn shares_row(&self, other: &Self) -> bool {
        shares(self, other, |place| place.row)
    }

    /// Whether one of ours has the column of one of theirs.
    fn shares_column(&self, other: &Self) -> bool {
        shares(self, other, |place| place.column)
    }

    /// The sides of a box.
    fn outline(bounds: Bounds) -> Self {
        place_by_place(bounds)
    }

    /// Those of the nine places from a corner whose bits are set, three for each row.
    fn of_nine(corner: Pair, rows: [u64; 3]) -> Self {
        let nine = (0..3).flat_map(|row| (0..3).map(move |column| (row, column)));
        nine.filter(|&(row, column)| rows[row as usize] >> column & 1 == 1)
            .map(|(row, column)| Pair::new(corner.row + row, corner.column + column))
            .collect()
    }
}

impl Geometry for BTreeSet<Pair> {}

impl Geometry for Mask {
    fn distance(&self, other: &Self) -> Option<u64> {
        let (Some(ours), Some(theirs)) = (self.rows(), other.rows()) else {
            return pair_by_pair(self, other);
        };
        let mut least: Option<u64> = None;
        for (row, mask) in filled(ours) {
            for (other_row, other_mask) in filled(theirs) {
                let down = row.abs_diff(other_row);
                if least.is_none_or(|least| down < least) {
                    let between = down + gap((ours.left(), mask), (theirs.left(), other_mask));
                    least = Some(least.map_or(between, |least| least.min(between)));
                }
            }
        }
        least
    }

    fn touches(&self, other: &Self, by: Pair) -> bool {
        let (Some(ours), Some(theirs)) = (self.rows(), other.rows()) else {
            return pair_by_pair(&self.shifted(by), other) == Some(1);
        };
        let right = i64::from(ours.left()) + i64::from(by.column) - i64::from(theirs.left());
        let mut touches = false;
        for (row, mask) in filled(theirs) {
            let row = row - i64::from(by.row);
            let here = mask_of(ours, row);
            if mask & moved(here, right) != 0 {
                return false;
            }
            let above_or_below = moved(mask_of(ours, row - 1) | mask_of(ours, row + 1), right);
            touches |= mask & (above_or_below | moved(here, right - 1) | moved(here, right + 1)) != 0;
        }
        touches
    }

    fn shares_row(&self, other: &Self) -> bool {
        match (self.rows(), other.rows()) {
            (Some(ours), Some(theirs)) => filled(ours).any(|(row, _)| mask_of(theirs, row) != 0),
            _ => shares(self, other, |place| place.row),
        }
    }

    fn shares_column(&self, other: &Self) -> bool {
        let (Some(ours), Some(theirs)) = (self.rows(), other.rows()) else {
            return shares(self, other, |place| place.column);
        };
        let columns = |rows: &Rows| rows.masks().iter().fold(0, |columns, mask| columns | mask);
        let right = i64::from(ours.left()) - i64::from(theirs.left());
        moved(columns(ours), right) & columns(theirs) != 0
    }

    fn outline(bounds: Bounds) -> Self {
        if !mask::fits(bounds) {
            return place_by_place(bounds);
        }
        let last = bounds.width() - 1;
        let mut rows = vec![1 | 1 << last; bounds.height() as usize];
        for side in [0, rows.len() - 1] {
            rows[side] = u64::MAX >> (63 - last);
        }
        Self::from_rows(bounds.top, bounds.left, rows)
    }

    fn of_nine(corner: Pair, rows: [u64; 3]) -> Self {
        Self::from_rows(corner.row, corner.column, rows.into_iter().collect::<Words>())
    }
}

fn pair_by_pair<P: PairSet>(ours: &P, theirs: &P) -> Option<u64> {
    let between = |one: Pair, other: Pair| {
        u64::from(one.row.abs_diff(other.row)) + u64::from(one.column.abs_diff(other.column))
    };
    ours.iter().flat_map(|one| theirs.iter().map(move |other| between(one, other))).min()
}

fn shares<P: PairSet>(ours: &P, theirs: &P, side: fn(Pair) -> i32) -> bool {
    let sides: BTreeSet<i32> = ours.iter().map(side).collect();
    theirs.iter().any(|place| sides.contains(&side(place)))
}

fn place_by_place<P: PairSet>(bounds: Bounds) -> P {
    let Bounds { top, left, bottom, right } = bounds;
    let columns = (left..=right).flat_map(|column| [Pair::new(top, column), Pair::new(bottom, column)]);
    let rows = (top..=bottom).flat_map(|row| [Pair::new(row, left), Pair::new(row, right)]);
    columns.chain(rows).collect()
}

/// Rows that have a place, with their masks.
fn filled(rows: &Rows) -> impl Iterator<Item = (i64, u64)> {
    (i64::from(rows.top())..).zip(rows.masks().iter().copied()).filter(|(_, mask)| *mask != 0)
}

fn mask_of(rows: &Rows, row: i64) -> u64 {
    let at = usize::try_from(row - i64::from(rows.top())).ok();
    at.and_then(|at| rows.masks().get(at)).copied().unwrap_or(0)
}

/// The fewest columns between places of two rows.
fn gap((left, mask): (i32, u64), (other_left, other_mask): (i32, u64)) -> u64 {
    let ends = |left: i32, mask: u64| {
        let end = |bit: u32| i64::from(left) + i64::from(bit);
        [end(mask.trailing_zeros()), end(mask.ilog2())]
    };
    let ([first, last], [other_first, other_last]) = (ends(left, mask), ends(other_left, other_mask));
    if last < other_first || other_last < first {
        return (other_first - last).max(first - other_last) as u64;
    }
    // Each reaches into the other's columns, so one word of 128 bits holds both, and a place of the other is less than 64 away.
    let start = left.min(other_left);
    let [ours, theirs] =
        [(left, mask), (other_left, other_mask)].map(|(left, mask)| u128::from(mask) << left.abs_diff(start));
    (0..64).find(|&gap| ((ours << gap) | (ours >> gap)) & theirs != 0).unwrap_or(0)
}
