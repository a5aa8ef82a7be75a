//! What names stand for. Each value has one shape only, so that what is equal is equal whatever it was made from: two numbers are
//! always a [`Value::Pair`], a number and a pair a [`Value::Cell`], a set of pairs [`Value::Indices`], a set of cells
//! [`Value::Object`]. Two exceptions are left to the comparison: the empty set has any of the three shapes of sets, and a grid can
//! also be a tuple of tuples.

mod ask;
mod compare;
mod elements;
mod show;

use std::rc::Rc;

pub use self::{compare::compare, elements::Elements};
use crate::{
    Board, Cell, Closure, Fault, Pair, Primitive,
    form::{CellSet, Form, PairSet},
};

/// Values inside of values, at most; comparing and freeing go as deep.
pub const MAX_NESTING: u16 = 64;
/// Numbers, pairs and cells in one value, at most, however they are nested.
pub const MAX_ELEMENTS: u32 = 1 << 22;

/// A value. A truth is a number: 1 is true.
#[derive(Debug, Clone)]
pub enum Value<F: Form> {
    /// Nothing.
    None,
    /// A number.
    Int(i32),
    /// A tuple of two numbers.
    Pair(Pair),
    /// A tuple of a number and a pair.
    Cell(Cell),
    /// Any other tuple.
    Tuple(Rc<Items<F>>),
    /// A tuple of equally long tuples of small numbers.
    Grid(Rc<Board>),
    /// A set that has elements other than pairs and other than cells.
    Set(Rc<Items<F>>),
    /// A set of pairs.
    Indices(Rc<F::Indices>),
    /// A set of cells.
    Object(Rc<F::Object>),
    /// A primitive as a value.
    Primitive(Primitive),
    /// A function that was made of others.
    Closure(Rc<Closure<F>>),
}

/// Which of the two containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// In any order, with repetitions.
    Tuple,
    /// Ascending, each element once.
    Set,
}

/// What kind a value is, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    None,
    /// A number.
    Int,
    /// Two numbers.
    Pair,
    /// A number and a pair.
    Cell,
    /// A tuple.
    Tuple,
    /// A grid.
    Grid,
    /// A set.
    Set,
    /// A function.
    Function,
}

/// Values in a value, with what is asked before they go into another one.
#[derive(Debug, Clone)]
pub struct Items<F: Form> {
    nesting: u16,
    elements: u32,
    values: Vec<Value<F>>,
}

impl<F: Form> Items<F> {
    /// # Errors
    /// Where values are nested too deep, or are too many.
    pub fn new(values: Vec<Value<F>>) -> Result<Self, Fault> {
        let mut nesting = 0;
        let mut elements = 1_u64;
        for value in &values {
            nesting = nesting.max(value.nesting());
            elements += u64::from(value.weight());
        }
        if nesting >= MAX_NESTING {
            return Err(Fault::Nesting(MAX_NESTING));
        }
        match u32::try_from(elements) {
            Ok(elements) if elements <= MAX_ELEMENTS => Ok(Self { nesting: nesting + 1, elements, values }),
            _ => Err(Fault::Size { wanted: elements, limit: u64::from(MAX_ELEMENTS) }),
        }
    }

    /// All of them.
    #[must_use]
    pub fn values(&self) -> &[Value<F>] {
        &self.values
    }
}

impl<F: Form> Value<F> {
    /// A tuple.
    ///
    /// # Errors
    /// Where values are nested too deep, or are too many.
    pub fn tuple(values: Vec<Self>) -> Result<Self, Fault> {
        Ok(match values.as_slice() {
            [Self::Int(row), Self::Int(column)] => Self::Pair(Pair::new(*row, *column)),
            [Self::Int(colour), Self::Pair(place)] => Self::Cell(Cell { colour: *colour, place: *place }),
            _ => Self::Tuple(Rc::new(Items::new(values)?)),
        })
    }

    /// A set of values in any order.
    ///
    /// # Errors
    /// Where values are nested too deep, or are too many.
    pub fn set(mut values: Vec<Self>) -> Result<Self, Fault> {
        if let Some(patch) = Self::patch_of(&values) {
            return Ok(patch);
        }
        if !values.is_sorted_by(|value, next| value < next) {
            values.sort();
            values.dedup();
        }
        Ok(Self::Set(Rc::new(Items::new(values)?)))
    }

    /// A container of one of the two kinds.
    ///
    /// # Errors
    /// Where values are nested too deep, or are too many.
    pub fn container(kind: Container, values: Vec<Self>) -> Result<Self, Fault> {
        match kind {
            Container::Tuple => Self::tuple(values),
            Container::Set => Self::set(values),
        }
    }

    /// All pairs, or all cells, or neither.
    fn patch_of(values: &[Self]) -> Option<Self> {
        match values.first()? {
            Self::Pair(_) if values.iter().all(|value| matches!(value, Self::Pair(_))) => {
                let pair = |value: &Self| if let Self::Pair(pair) = value { Some(*pair) } else { None };
                Some(Self::indices(values.iter().filter_map(pair).collect()))
            }
            Self::Cell(_) if values.iter().all(|value| matches!(value, Self::Cell(_))) => {
                let cell = |value: &Self| if let Self::Cell(cell) = value { Some(*cell) } else { None };
                Some(Self::object(values.iter().filter_map(cell).collect()))
            }
            _ => None,
        }
    }

    /// A truth.
    #[must_use]
    pub fn truth(is_true: bool) -> Self {
        Self::Int(i32::from(is_true))
    }

    /// A grid.
    #[must_use]
    pub fn grid(board: Board) -> Self {
        Self::Grid(Rc::new(board))
    }

    /// A set of pairs.
    #[must_use]
    pub fn indices(indices: F::Indices) -> Self {
        Self::Indices(Rc::new(indices))
    }

    /// A set of cells.
    #[must_use]
    pub fn object(object: F::Object) -> Self {
        Self::Object(Rc::new(object))
    }

    /// The set of no elements.
    #[must_use]
    pub fn empty_set() -> Self {
        Self::indices(F::Indices::default())
    }

    /// The row of a grid.
    pub(crate) fn row(cells: &[i8]) -> Self {
        if let [first, second] = *cells {
            return Self::Pair(Pair::new(i32::from(first), i32::from(second)));
        }
        let values: Vec<Self> = cells.iter().map(|&cell| Self::Int(i32::from(cell))).collect();
        let elements = values.len() as u32 + 1;
        Self::Tuple(Rc::new(Items { nesting: 1, elements, values }))
    }

    /// What kind it is, for people.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::None => Kind::None,
            Self::Int(_) => Kind::Int,
            Self::Pair(_) => Kind::Pair,
            Self::Cell(_) => Kind::Cell,
            Self::Tuple(_) => Kind::Tuple,
            Self::Grid(_) => Kind::Grid,
            Self::Set(_) | Self::Indices(_) | Self::Object(_) => Kind::Set,
            Self::Primitive(_) | Self::Closure(_) => Kind::Function,
        }
    }

    fn nesting(&self) -> u16 {
        match self {
            Self::None | Self::Int(_) | Self::Primitive(_) => 0,
            Self::Pair(_) => 1,
            Self::Cell(_) | Self::Grid(_) | Self::Indices(_) => 2,
            Self::Object(_) => 3,
            Self::Tuple(items) | Self::Set(items) => items.nesting,
            Self::Closure(closure) => closure.parts.nesting,
        }
    }

    /// Numbers, pairs and cells in it.
    fn weight(&self) -> u32 {
        match self {
            Self::None | Self::Int(_) | Self::Pair(_) | Self::Cell(_) | Self::Primitive(_) => 1,
            Self::Grid(board) => board.cells().len() as u32 + 1,
            Self::Indices(indices) => indices.len() as u32 + 1,
            Self::Object(object) => object.len() as u32 + 1,
            Self::Tuple(items) | Self::Set(items) => items.elements,
            Self::Closure(closure) => closure.parts.elements,
        }
    }
}
