//! A patch is a set of places or of cells; most primitives on patches do not ask which.

use std::rc::Rc;

use crate::{
    Board, Bounds, Fault, Pair, Value,
    form::{CellSet, Form, PairSet},
    patches::Painting,
};

/// A set of places or of cells.
#[derive(Debug, Clone)]
pub enum Patch<F: Form> {
    /// Places.
    Indices(Rc<F::Indices>),
    /// Cells.
    Object(Rc<F::Object>),
}

/// What has cells or places: a grid or a patch.
#[derive(Debug, Clone)]
pub enum Element<F: Form> {
    /// A grid.
    Grid(Rc<Board>),
    /// A patch.
    Patch(Patch<F>),
}

impl<F: Form> Patch<F> {
    /// How many places or cells.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Indices(indices) => indices.len(),
            Self::Object(object) => object.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Indices(indices) => indices.is_empty(),
            Self::Object(object) => object.is_empty(),
        }
    }

    /// The box around it; none around the empty one.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Indices(indices) => indices.bounds(),
            Self::Object(object) => object.bounds(),
        }
    }

    /// The box around it.
    ///
    /// # Errors
    /// Where it is empty.
    pub fn bounds_of_some(&self) -> Result<Bounds, Fault> {
        self.bounds().ok_or(Fault::Empty)
    }

    /// Its places.
    #[must_use]
    pub fn places(&self) -> Rc<F::Indices> {
        match self {
            Self::Indices(indices) => Rc::clone(indices),
            Self::Object(object) => Rc::new(object.places()),
        }
    }

    /// All of it moved by the same.
    ///
    /// # Errors
    /// Where a place is no pair of 32-bit numbers any more.
    pub fn shifted(&self, by: Pair) -> Result<Self, Fault> {
        if let Some(bounds) = self.bounds() {
            bounds.corner().plus(by)?;
            Pair::new(bounds.bottom, bounds.right).plus(by)?;
        }
        Ok(match self {
            _ if by == Pair::new(0, 0) => self.clone(),
            Self::Indices(indices) => Self::Indices(Rc::new(indices.shifted(by))),
            Self::Object(object) => Self::Object(Rc::new(object.shifted(by))),
        })
    }

    /// Each place replaced by another, no two by the same; colours stay.
    #[must_use]
    pub fn mapped(&self, to: impl Fn(Pair) -> Pair) -> Self {
        match self {
            Self::Indices(indices) => Self::Indices(Rc::new(indices.iter().map(to).collect())),
            Self::Object(object) => Self::Object(Rc::new(object.mapped(to))),
        }
    }
}

impl<F: Form> From<Patch<F>> for Value<F> {
    fn from(patch: Patch<F>) -> Self {
        match patch {
            Patch::Indices(indices) => Self::Indices(indices),
            Patch::Object(object) => Self::Object(object),
        }
    }
}
