//! The baseline: sorted sets of places and cells, as one writes them who follows the reference language line by line.

use std::collections::{BTreeSet, btree_set};

use grid_objects::{Mode, TieRule};

use super::{CellSet, Form, PairSet, labels};
use crate::{Board, Cell, Fault, Pair};

/// Sorted sets everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sets;

impl Form for Sets {
    const NAME: &'static str = "sets";
    type Indices = BTreeSet<Pair>;
    type Object = BTreeSet<Cell>;

    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault> {
        labels::objects(board, mode, ties)
    }
}

impl PairSet for BTreeSet<Pair> {
    type Iter<'a> = std::iter::Copied<btree_set::Iter<'a, Pair>>;

    fn iter(&self) -> Self::Iter<'_> {
        self.iter().copied()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn contains(&self, place: Pair) -> bool {
        self.contains(&place)
    }

    fn union(&self, other: &Self) -> Self {
        self | other
    }

    fn intersection(&self, other: &Self) -> Self {
        self & other
    }

    fn difference(&self, other: &Self) -> Self {
        self - other
    }

    fn last(&self) -> Option<Pair> {
        self.last().copied()
    }
}

impl CellSet for BTreeSet<Cell> {
    type Iter<'a> = std::iter::Copied<btree_set::Iter<'a, Cell>>;
    type Places = BTreeSet<Pair>;

    fn iter(&self) -> Self::Iter<'_> {
        self.iter().copied()
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn contains(&self, cell: Cell) -> bool {
        self.contains(&cell)
    }

    fn union(&self, other: &Self) -> Self {
        self | other
    }

    fn intersection(&self, other: &Self) -> Self {
        self & other
    }

    fn difference(&self, other: &Self) -> Self {
        self - other
    }

    fn last(&self) -> Option<Cell> {
        self.last().copied()
    }
}
