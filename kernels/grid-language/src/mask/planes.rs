//! A set of cells as one mask for each of its colours. Two cells at one place with two colours are just two bits.

use std::collections::BTreeMap;

use super::{Mask, MaskIter};
use crate::{
    Bounds, Cell, Pair,
    form::{CellSet, PairSet},
};

/// A set of cells: ascending colours, each with the places that have it. None is without a place, so equal sets are equal planes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Planes(Kept);

/// Most objects have one colour, which needs no list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    One([(i32, Mask); 1]),
    /// None, or more than one.
    Others(Vec<(i32, Mask)>),
}

/// The cells of planes, ascending.
#[derive(Debug, Clone)]
pub struct PlanesIter<'a> {
    of_colour: Option<(i32, MaskIter<'a>)>,
    others: std::slice::Iter<'a, (i32, Mask)>,
}

impl Planes {
    /// Colours with their places, ascending; those without a place are left out.
    pub(crate) fn new(planes: impl Iterator<Item = (i32, Mask)>) -> Self {
        let mut planes = planes.filter(|(_, mask)| !mask.is_empty());
        let Some(first) = planes.next() else { return Self::default() };
        Self(match planes.next() {
            None => Kept::One([first]),
            Some(second) => Kept::Others([first, second].into_iter().chain(planes).collect()),
        })
    }

    /// Colours with their places, ascending.
    pub(crate) fn planes(&self) -> &[(i32, Mask)] {
        match &self.0 {
            Kept::One(plane) => plane,
            Kept::Others(planes) => planes,
        }
    }

    fn of(&self, colour: i32) -> Option<&Mask> {
        let at = self.planes().binary_search_by_key(&colour, |(colour, _)| *colour).ok()?;
        Some(&self.planes()[at].1)
    }

    /// For each of our planes what becomes of it beside the other's plane of that colour.
    fn beside(&self, other: &Self, plane: impl Fn(&Mask, Option<&Mask>) -> Mask) -> Self {
        Self::new(self.planes().iter().map(|(colour, mask)| (*colour, plane(mask, other.of(*colour)))))
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self::Others(Vec::new())
    }
}

impl FromIterator<Cell> for Planes {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        let mut cells = cells.into_iter();
        let Some(first) = cells.next() else { return Self::default() };
        let mut last = (first.colour, vec![first.place]);
        let mut others: BTreeMap<i32, Vec<Pair>> = BTreeMap::new();
        for Cell { colour, place } in cells {
            if colour != last.0 {
                let next = others.remove(&colour).unwrap_or_default();
                let (colour, places) = std::mem::replace(&mut last, (colour, next));
                others.insert(colour, places);
            }
            last.1.push(place);
        }
        if others.is_empty() {
            return Self(Kept::One([(last.0, last.1.into_iter().collect())]));
        }
        others.insert(last.0, last.1);
        Self::new(others.into_iter().map(|(colour, places)| (colour, places.into_iter().collect())))
    }
}

impl CellSet for Planes {
    type Iter<'a> = PlanesIter<'a>;
    type Places = Mask;

    fn iter(&self) -> PlanesIter<'_> {
        PlanesIter { of_colour: None, others: self.planes().iter() }
    }

    fn len(&self) -> usize {
        self.planes().iter().map(|(_, mask)| mask.len()).sum()
    }

    fn is_empty(&self) -> bool {
        self.planes().is_empty()
    }

    fn contains(&self, cell: Cell) -> bool {
        self.of(cell.colour).is_some_and(|mask| mask.contains(cell.place))
    }

    fn union(&self, other: &Self) -> Self {
        Self::merged([self, other].into_iter())
    }

    fn intersection(&self, other: &Self) -> Self {
        self.beside(other, |mask, others| {
            others.map_or_else(Mask::default, |others| mask.intersection(others))
        })
    }

    fn difference(&self, other: &Self) -> Self {
        self.beside(other, |mask, others| {
            others.map_or_else(|| mask.clone(), |others| mask.difference(others))
        })
    }

    fn of_colour(colour: i32, places: &Mask) -> Self {
        Self::new(std::iter::once((colour, places.clone())))
    }

    fn places(&self) -> Mask {
        match self.planes() {
            [(_, only)] => only.clone(),
            planes => Mask::merged(planes.iter().map(|(_, mask)| mask)),
        }
    }

    fn last(&self) -> Option<Cell> {
        let (colour, mask) = self.planes().last()?;
        Some(Cell { colour: *colour, place: mask.last()? })
    }

    fn bounds(&self) -> Option<Bounds> {
        self.planes().iter().filter_map(|(_, mask)| mask.bounds()).reduce(Bounds::and)
    }

    fn shifted(&self, by: Pair) -> Self {
        Self::new(self.planes().iter().map(|(colour, mask)| (*colour, mask.shifted(by))))
    }

    fn merged<'a>(many: impl Iterator<Item = &'a Self>) -> Self {
        let mut planes: Vec<(i32, &Mask)> =
            many.flat_map(Self::planes).map(|(colour, mask)| (*colour, mask)).collect();
        planes.sort_by_key(|(colour, _)| *colour);
        let same = planes.chunk_by(|(colour, _), (next, _)| colour == next);
        Self::new(same.map(|same| (same[0].0, Mask::merged(same.iter().map(|(_, mask)| *mask)))))
    }
}

impl Iterator for PlanesIter<'_> {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        loop {
            if let Some((colour, places)) = &mut self.of_colour
                && let Some(place) = places.next()
            {
                return Some(Cell { colour: *colour, place });
            }
            let (colour, mask) = self.others.next()?;
            self.of_colour = Some((*colour, mask.iter()));
        }
    }
}
