//! A set of places as bits: one word for each row of the box around it. What is wider or higher than words are worth is a sorted list.

mod cells;
mod planes;
mod rows;
mod words;

use std::cmp::Ordering;

use crate::{Bounds, Pair, form::PairSet};

pub use self::{
    cells::MaskIter,
    planes::{Planes, PlanesIter},
};
pub(crate) use self::{rows::Rows, words::Words};

/// Columns of a word.
pub(crate) const MAX_WIDTH: i64 = 64;
/// Rows that are worth a word each. A ray from a corner of a grid passes 43, and a frontier 30.
pub(crate) const MAX_HEIGHT: i64 = 128;

/// A set of places. Which of the two it is depends on the box around it alone, so equal sets are equal bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask(pub(crate) Kept);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The usual case.
    Rows(Rows),
    /// Ascending places in a box of more than [`MAX_WIDTH`] columns or [`MAX_HEIGHT`] rows.
    Spill(Vec<Pair>),
}

pub(crate) fn fits(bounds: Bounds) -> bool {
    bounds.width() <= MAX_WIDTH && bounds.height() <= MAX_HEIGHT
}

impl Default for Mask {
    fn default() -> Self {
        Self(Kept::Rows(Rows::default()))
    }
}

impl Mask {
    /// Ascending places, each once.
    fn from_ascending(places: Vec<Pair>) -> Self {
        match Bounds::of(places.iter().copied()) {
            None => Self::default(),
            Some(bounds) if fits(bounds) => Self(Kept::Rows(Rows::of(bounds, places))),
            Some(_) => Self(Kept::Spill(places)),
        }
    }

    /// From masks whose bit `j` is column `left + j`.
    pub(crate) fn from_rows(top: i32, left: i32, rows: impl Into<Words>) -> Self {
        Self(Kept::Rows(Rows::trimmed(top, left, rows.into())))
    }

    /// Its rows, unless it has spilt.
    pub(crate) fn rows(&self) -> Option<&Rows> {
        match &self.0 {
            Kept::Rows(rows) => Some(rows),
            Kept::Spill(_) => None,
        }
    }

    /// The places of all of them; the box must be that around them.
    fn within(bounds: Bounds, many: &[&Self]) -> Self {
        if fits(bounds) {
            Self(Kept::Rows(Rows::merged(bounds, many)))
        } else {
            many.iter().flat_map(|mask| mask.iter()).collect()
        }
    }

    fn kept_where(&self, keep: impl Fn(Pair) -> bool) -> Self {
        Self::from_ascending(self.iter().filter(|&place| keep(place)).collect())
    }
}

impl FromIterator<Pair> for Mask {
    fn from_iter<I: IntoIterator<Item = Pair>>(places: I) -> Self {
        let mut places: Vec<Pair> = places.into_iter().collect();
        match Bounds::of(places.iter().copied()) {
            None => Self::default(),
            Some(bounds) if fits(bounds) => Self(Kept::Rows(Rows::of(bounds, places))),
            Some(_) => {
                places.sort_unstable();
                places.dedup();
                Self(Kept::Spill(places))
            }
        }
    }
}

impl PairSet for Mask {
    type Iter<'a> = MaskIter<'a>;

    fn iter(&self) -> MaskIter<'_> {
        MaskIter::new(self)
    }

    fn len(&self) -> usize {
        match &self.0 {
            Kept::Rows(rows) => rows.len(),
            Kept::Spill(places) => places.len(),
        }
    }

    fn is_empty(&self) -> bool {
        match &self.0 {
            Kept::Rows(rows) => rows.is_empty(),
            Kept::Spill(_) => false,
        }
    }

    fn contains(&self, place: Pair) -> bool {
        match &self.0 {
            Kept::Rows(rows) => rows.contains(place),
            Kept::Spill(places) => places.binary_search(&place).is_ok(),
        }
    }

    fn union(&self, other: &Self) -> Self {
        match (self.bounds(), other.bounds()) {
            (_, None) => self.clone(),
            (None, _) => other.clone(),
            (Some(bounds), Some(others)) => Self::within(bounds.and(others), &[self, other]),
        }
    }

    fn intersection(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Kept::Rows(rows), Kept::Rows(others)) => Self(Kept::Rows(rows.intersection(others))),
            _ => self.kept_where(|place| other.contains(place)),
        }
    }

    fn difference(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Kept::Rows(rows), Kept::Rows(others)) => Self(Kept::Rows(rows.difference(others))),
            _ => self.kept_where(|place| !other.contains(place)),
        }
    }

    fn last(&self) -> Option<Pair> {
        match &self.0 {
            Kept::Rows(rows) => rows.last(),
            Kept::Spill(places) => places.last().copied(),
        }
    }

    fn bounds(&self) -> Option<Bounds> {
        match &self.0 {
            Kept::Rows(rows) => rows.bounds(),
            Kept::Spill(places) => Bounds::of(places.iter().copied()),
        }
    }

    fn shifted(&self, by: Pair) -> Self {
        match &self.0 {
            Kept::Rows(rows) => Self(Kept::Rows(rows.shifted(by))),
            Kept::Spill(places) => {
                let moved = |place: &Pair| Pair::new(place.row + by.row, place.column + by.column);
                Self(Kept::Spill(places.iter().map(moved).collect()))
            }
        }
    }

    fn merged<'a>(many: impl Iterator<Item = &'a Self>) -> Self {
        let many: Vec<&Self> = many.collect();
        match many.iter().filter_map(|mask| mask.bounds()).reduce(Bounds::and) {
            None => Self::default(),
            Some(bounds) => Self::within(bounds, &many),
        }
    }

    fn order(&self, other: &impl PairSet) -> Ordering {
        let rows = self.rows().zip(other.mask().and_then(Self::rows));
        let order = rows.and_then(|(rows, others)| rows.order(others));
        order.unwrap_or_else(|| self.iter().cmp(other.iter()))
    }

    fn mask(&self) -> Option<&Mask> {
        Some(self)
    }

    fn rectangle(bounds: Bounds) -> Self {
        if fits(bounds) {
            Self(Kept::Rows(Rows::rectangle(bounds)))
        } else {
            Self(Kept::Spill(bounds.places().collect()))
        }
    }
}
