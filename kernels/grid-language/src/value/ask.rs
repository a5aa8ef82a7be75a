//! What a primitive asks of its arguments; each question has the value as answer, or a fault that says what was given instead.

use std::rc::Rc;

use super::{Container, Elements, Kind, Value};
use crate::{
    Board, Element, Fault, Pair, Patch, board,
    form::{CellSet, Form, PairSet},
};

impl<F: Form> Value<F> {
    fn is_not(&self, wanted: &'static str) -> Fault {
        Fault::Kind { wanted, got: self.kind() }
    }

    /// # Errors
    /// Where it is no number.
    pub fn int(&self) -> Result<i32, Fault> {
        if let Self::Int(number) = self { Ok(*number) } else { Err(self.is_not("a number")) }
    }

    /// A number as the cell of a grid.
    ///
    /// # Errors
    /// Where it is no number, or one that is too large.
    pub fn colour(&self) -> Result<i8, Fault> {
        board::colour(self.int()?)
    }

    /// # Errors
    /// Where it is no number.
    pub fn is_true(&self) -> Result<bool, Fault> {
        Ok(self.int()? != 0)
    }

    /// # Errors
    /// Where it is no pair of numbers.
    pub fn pair(&self) -> Result<Pair, Fault> {
        if let Self::Pair(pair) = self { Ok(*pair) } else { Err(self.is_not("a pair")) }
    }

    /// A grid, also one that was put together as a tuple of rows.
    ///
    /// # Errors
    /// Where it is none.
    pub fn board(&self) -> Result<Rc<Board>, Fault> {
        match self {
            Self::Grid(board) => Ok(Rc::clone(board)),
            Self::Tuple(items) => {
                let mut cells = Vec::new();
                let mut width = None;
                for row in items.values() {
                    let before = cells.len();
                    if row.container_kind() != Some(Container::Tuple) {
                        return Err(self.is_not("a grid"));
                    }
                    for cell in row.elements().into_iter().flatten() {
                        let Self::Int(cell) = cell else { return Err(self.is_not("a grid")) };
                        cells.push(board::colour(cell)?);
                    }
                    if *width.get_or_insert(cells.len() - before) != cells.len() - before {
                        return Err(Fault::Ragged);
                    }
                }
                Ok(Rc::new(Board::new(items.values().len(), width.unwrap_or(0), cells)))
            }
            _ => Err(self.is_not("a grid")),
        }
    }

    /// A set of pairs or of cells. A tuple of them will do, as programs have it after `merge` of a tuple.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn patch(&self) -> Result<Patch<F>, Fault> {
        const WANTED: &str = "a set of places or cells";
        match self {
            Self::Indices(indices) => Ok(Patch::Indices(Rc::clone(indices))),
            Self::Object(object) => Ok(Patch::Object(Rc::clone(object))),
            Self::Set(items) if items.values().is_empty() => Self::empty_set().patch(),
            Self::Tuple(_) | Self::Grid(_) => {
                let values: Vec<Self> = self.elements().into_iter().flatten().collect();
                match Self::patch_of(&values) {
                    Some(set) => set.patch(),
                    None if values.is_empty() => Self::empty_set().patch(),
                    None => Err(self.is_not(WANTED)),
                }
            }
            _ => Err(self.is_not(WANTED)),
        }
    }

    /// A set of cells.
    ///
    /// # Errors
    /// Where it is none.
    pub fn cells(&self) -> Result<Rc<F::Object>, Fault> {
        match self.patch() {
            Ok(Patch::Object(object)) => Ok(object),
            Ok(patch) if patch.is_empty() => Ok(Rc::default()),
            _ => Err(self.is_not("a set of cells")),
        }
    }

    /// A tuple is taken as a grid, a set as a patch.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn element(&self) -> Result<Element<F>, Fault> {
        match self.kind() {
            Kind::Grid | Kind::Tuple => Ok(Element::Grid(self.board()?)),
            Kind::Set => Ok(Element::Patch(self.patch()?)),
            _ => Err(self.is_not("a grid or a patch")),
        }
    }

    /// A container of either kind with its elements.
    ///
    /// # Errors
    /// Where it is none.
    pub fn elements_of(&self) -> Result<(Container, Elements<'_, F>), Fault> {
        match (self.container_kind(), self.elements()) {
            (Some(kind), Some(elements)) => Ok((kind, elements)),
            _ => Err(self.is_not("a tuple or a set")),
        }
    }

    /// Whether a container has an element.
    pub(crate) fn has(&self, element: &Self) -> bool {
        match (self, element) {
            (Self::Indices(indices), Self::Pair(pair)) => indices.contains(*pair),
            (Self::Object(object), Self::Cell(cell)) => object.contains(*cell),
            (Self::Indices(_) | Self::Object(_), _) => false,
            (Self::Set(items), _) => items.values().binary_search(element).is_ok(),
            (Self::Tuple(items), _) => items.values().contains(element),
            _ => self.elements().is_some_and(|mut elements| elements.any(|own| own == *element)),
        }
    }

    /// How many arguments it takes when it is called.
    ///
    /// # Errors
    /// Where it is no function.
    pub fn arity(&self) -> Result<usize, Fault> {
        match self {
            Self::Primitive(primitive) => Ok(primitive.arity()),
            Self::Closure(closure) => Ok(closure.arity()),
            _ => Err(self.is_not("a function")),
        }
    }
}
