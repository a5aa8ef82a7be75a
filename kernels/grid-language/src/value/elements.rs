//! Walking through any container, whatever it is kept as.

use super::{Container, Value};
use crate::{
    Board, Pair,
    form::{CellSet, Form, PairSet},
};

/// The elements of a container, in their order.
pub struct Elements<'a, F: Form>(Walk<'a, F>);

enum Walk<'a, F: Form> {
    Values(std::slice::Iter<'a, Value<F>>),
    Numbers(std::array::IntoIter<i32, 2>),
    Cell(std::array::IntoIter<Value<F>, 2>),
    Rows { board: &'a Board, at: usize },
    Pairs(<F::Indices as PairSet>::Iter<'a>),
    Cells(<F::Object as CellSet>::Iter<'a>),
}

impl<F: Form> Value<F> {
    /// The elements of a container; none of what is no container.
    #[must_use]
    pub fn elements(&self) -> Option<Elements<'_, F>> {
        Some(Elements(match self {
            Self::Tuple(items) | Self::Set(items) => Walk::Values(items.values().iter()),
            Self::Pair(Pair { row, column }) => Walk::Numbers([*row, *column].into_iter()),
            Self::Cell(cell) => Walk::Cell([Self::Int(cell.colour), Self::Pair(cell.place)].into_iter()),
            Self::Grid(board) => Walk::Rows { board, at: 0 },
            Self::Indices(indices) => Walk::Pairs(indices.iter()),
            Self::Object(object) => Walk::Cells(object.iter()),
            Self::None | Self::Int(_) | Self::Primitive(_) | Self::Closure(_) => return None,
        }))
    }

    /// How many elements a container has.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        Some(match self {
            Self::Tuple(items) | Self::Set(items) => items.values().len(),
            Self::Pair(_) | Self::Cell(_) => 2,
            Self::Grid(board) => board.height(),
            Self::Indices(indices) => indices.len(),
            Self::Object(object) => object.len(),
            Self::None | Self::Int(_) | Self::Primitive(_) | Self::Closure(_) => return None,
        })
    }

    /// Which container it is, if it is one.
    #[must_use]
    pub fn container_kind(&self) -> Option<Container> {
        match self {
            Self::Tuple(_) | Self::Pair(_) | Self::Cell(_) | Self::Grid(_) => Some(Container::Tuple),
            Self::Set(_) | Self::Indices(_) | Self::Object(_) => Some(Container::Set),
            Self::None | Self::Int(_) | Self::Primitive(_) | Self::Closure(_) => None,
        }
    }
}

impl<F: Form> Iterator for Elements<'_, F> {
    type Item = Value<F>;

    fn next(&mut self) -> Option<Value<F>> {
        match &mut self.0 {
            Walk::Values(values) => values.next().cloned(),
            Walk::Numbers(numbers) => numbers.next().map(Value::Int),
            Walk::Cell(parts) => parts.next(),
            Walk::Rows { board, at } => {
                let row = (*at < board.height()).then(|| Value::row(board.row(*at)))?;
                *at += 1;
                Some(row)
            }
            Walk::Pairs(pairs) => pairs.next().map(Value::Pair),
            Walk::Cells(cells) => cells.next().map(Value::Cell),
        }
    }
}
