//! What patches are made of. Primitives are written once over these traits; a form replaces what it does faster.

mod labels;
mod mask_objects;
mod masks;
mod sets;

use std::{cmp::Ordering, fmt::Debug};

use grid_objects::{Mode, TieRule};

pub use self::{mask_objects::MaskObjects, masks::Masks, sets::Sets};
use crate::{
    Board, Bounds, Cell, Fault, Mask, Pair,
    patches::{Geometry, Painting, Stencil},
};

/// A form of values: how sets of places and objects are kept.
pub trait Form: Copy + Debug + Eq + 'static {
    /// As a variant is called.
    const NAME: &'static str;
    /// A set of places.
    type Indices: Geometry + Stencil;
    /// A set of cells.
    type Object: Painting<Places = Self::Indices>;

    /// The connected components of a grid, in ascending order.
    fn objects(board: &Board, mode: Mode, ties: TieRule) -> Result<Vec<Self::Object>, Fault>;

    /// All cells.
    fn as_object(board: &Board) -> Self::Object {
        board.places().map(|(place, cell)| Cell { colour: i32::from(cell), place }).collect()
    }

    /// The places of one colour.
    fn of_colour(board: &Board, colour: i32) -> Self::Indices {
        board.places().filter(|&(_, cell)| i32::from(cell) == colour).map(|(place, _)| place).collect()
    }

    /// The cells of each colour, as objects in ascending order.
    fn partition(board: &Board) -> Vec<Self::Object> {
        let mut seen = [false; 256];
        for &cell in board.cells() {
            seen[(i32::from(cell) + 128) as usize] = true;
        }
        (-128..128)
            .filter(|colour| seen[(colour + 128) as usize])
            .map(|colour| Self::Object::of_colour(colour, &Self::of_colour(board, colour)))
            .collect()
    }
}

/// A set of pairs in ascending order.
pub trait PairSet: Clone + Debug + Default + Eq + FromIterator<Pair> + 'static {
    /// All pairs, ascending.
    type Iter<'a>: Iterator<Item = Pair>
    where
        Self: 'a;

    /// All pairs, ascending.
    fn iter(&self) -> Self::Iter<'_>;
    /// How many.
    fn len(&self) -> usize;
    /// Whether one is among them.
    fn contains(&self, place: Pair) -> bool;
    /// Those of both.
    #[must_use]
    fn union(&self, other: &Self) -> Self;
    /// Those in both.
    #[must_use]
    fn intersection(&self, other: &Self) -> Self;
    /// Those that are not in the other.
    #[must_use]
    fn difference(&self, other: &Self) -> Self;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The smallest.
    fn first(&self) -> Option<Pair> {
        self.iter().next()
    }

    /// The greatest.
    fn last(&self) -> Option<Pair> {
        self.iter().last()
    }

    /// The box around them; none around none.
    fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.iter())
    }

    /// All moved by the same. That no number overflows is the caller's business: [`crate::Patch::shifted`] asks.
    #[must_use]
    fn shifted(&self, by: Pair) -> Self {
        self.iter().map(|place| Pair::new(place.row + by.row, place.column + by.column)).collect()
    }

    /// Those of all of many.
    #[must_use]
    fn merged<'a>(many: impl Iterator<Item = &'a Self>) -> Self {
        many.flat_map(Self::iter).collect()
    }

    /// As ascending lists compare, also with a set of another form.
    fn order(&self, other: &impl PairSet) -> Ordering {
        self.iter().cmp(other.iter())
    }

    /// Itself, if it is a mask.
    fn mask(&self) -> Option<&Mask> {
        None
    }

    /// All places in a box.
    #[must_use]
    fn rectangle(bounds: Bounds) -> Self {
        bounds.places().collect()
    }
}

/// A set of cells in ascending order. Two cells at one place are two cells if their colours differ.
pub trait CellSet: Clone + Debug + Default + Eq + FromIterator<Cell> + 'static {
    /// All cells, ascending.
    type Iter<'a>: Iterator<Item = Cell>
    where
        Self: 'a;
    /// Their places.
    type Places: PairSet;

    /// All cells, ascending: by colour, then row by row.
    fn iter(&self) -> Self::Iter<'_>;
    /// How many.
    fn len(&self) -> usize;
    /// Whether one is among them.
    fn contains(&self, cell: Cell) -> bool;
    /// Those of both.
    #[must_use]
    fn union(&self, other: &Self) -> Self;
    /// Those in both.
    #[must_use]
    fn intersection(&self, other: &Self) -> Self;
    /// Those that are not in the other.
    #[must_use]
    fn difference(&self, other: &Self) -> Self;

    /// One colour at each of these places.
    #[must_use]
    fn of_colour(colour: i32, places: &Self::Places) -> Self {
        places.iter().map(|place| Cell { colour, place }).collect()
    }

    /// Where the cells are.
    fn places(&self) -> Self::Places {
        self.iter().map(|cell| cell.place).collect()
    }

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The smallest.
    fn first(&self) -> Option<Cell> {
        self.iter().next()
    }

    /// The greatest.
    fn last(&self) -> Option<Cell> {
        self.iter().last()
    }

    /// The box around them; none around none.
    fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.iter().map(|cell| cell.place))
    }

    /// All moved by the same. That no number overflows is the caller's business: [`crate::Patch::shifted`] asks.
    #[must_use]
    fn shifted(&self, by: Pair) -> Self {
        let moved =
            |cell: Cell| Cell::new(cell.colour, cell.place.row + by.row, cell.place.column + by.column);
        self.iter().map(moved).collect()
    }

    /// Those of all of many.
    #[must_use]
    fn merged<'a>(many: impl Iterator<Item = &'a Self>) -> Self {
        many.flat_map(Self::iter).collect()
    }
}
