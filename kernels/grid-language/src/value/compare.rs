//! The one order of all values: nothing, numbers, tuples, sets, functions. Containers compare element by element, whatever they are
//! kept as, so values of two forms can be held beside each other.

use std::cmp::Ordering;

use super::{Container, Items, Value};
use crate::{
    Closure,
    form::{CellSet, Form, PairSet},
};

/// Compares values of the same form or of two.
#[must_use]
pub fn compare<F: Form, G: Form>(left: &Value<F>, right: &Value<G>) -> Ordering {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        (Value::Pair(left), Value::Pair(right)) => left.cmp(right),
        (Value::Cell(left), Value::Cell(right)) => left.cmp(right),
        (Value::Grid(left), Value::Grid(right)) => {
            if std::rc::Rc::ptr_eq(left, right) {
                return Ordering::Equal;
            }
            let rows = 0..left.height().min(right.height());
            let order = rows.map(|row| left.row(row).cmp(right.row(row))).find(|order| order.is_ne());
            order.unwrap_or_else(|| left.height().cmp(&right.height()))
        }
        (Value::Indices(left), Value::Indices(right)) => left.order(&**right),
        (Value::Object(left), Value::Object(right)) => left.iter().cmp(right.iter()),
        (Value::Tuple(left), Value::Tuple(right)) | (Value::Set(left), Value::Set(right)) => {
            compare_items(left, right)
        }
        (Value::Primitive(left), Value::Primitive(right)) => left.cmp(right),
        (Value::Primitive(_), Value::Closure(_)) => Ordering::Less,
        (Value::Closure(_), Value::Primitive(_)) => Ordering::Greater,
        (Value::Closure(left), Value::Closure(right)) => compare_closures(left, right),
        _ => rank(left).cmp(&rank(right)).then_with(|| compare_elements(left, right)),
    }
}

fn compare_items<F: Form, G: Form>(left: &Items<F>, right: &Items<G>) -> Ordering {
    if std::ptr::addr_eq(left, right) {
        return Ordering::Equal;
    }
    let pairs = left.values.iter().zip(&right.values);
    let first = pairs.map(|(left, right)| compare(left, right)).find(|order| order.is_ne());
    first.unwrap_or_else(|| left.values.len().cmp(&right.values.len()))
}

fn compare_closures<F: Form, G: Form>(left: &Closure<F>, right: &Closure<G>) -> Ordering {
    left.how.cmp(&right.how).then_with(|| compare_items(&left.parts, &right.parts))
}

/// Containers of one rank that are kept in two ways.
fn compare_elements<F: Form, G: Form>(left: &Value<F>, right: &Value<G>) -> Ordering {
    let (Some(left), Some(mut right)) = (left.elements(), right.elements()) else { return Ordering::Equal };
    for left in left {
        let Some(right) = right.next() else { return Ordering::Greater };
        let order = compare(&left, &right);
        if order.is_ne() {
            return order;
        }
    }
    if right.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

fn rank<F: Form>(value: &Value<F>) -> u8 {
    match value {
        Value::None => 0,
        Value::Int(_) => 1,
        Value::Pair(_) | Value::Cell(_) | Value::Tuple(_) | Value::Grid(_) => 2,
        Value::Set(_) | Value::Indices(_) | Value::Object(_) => 3,
        Value::Primitive(_) | Value::Closure(_) => 4,
    }
}

impl<F: Form> Value<F> {
    /// Whether it is better where the greatest is looked for. Of two sets only one that has all of the other and more is: neither of
    /// `{1}` and `{2}` is better, though one comes first. So is it for the first elements in which two tuples differ.
    pub(crate) fn exceeds(&self, other: &Self) -> bool {
        if let (Self::Int(_), Self::Int(_))
        | (Self::Pair(_), Self::Pair(_))
        | (Self::Cell(_), Self::Cell(_)) = (self, other)
        {
            return self > other;
        }
        match (self.container_kind(), other.container_kind()) {
            (Some(Container::Set), Some(Container::Set)) => {
                self.size() > other.size() && other.is_within(self)
            }
            (Some(Container::Tuple), Some(Container::Tuple)) => self.is_later_tuple(other),
            _ => self > other,
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Indices(ours), Self::Indices(theirs)) => ours.difference(theirs).is_empty(),
            (Self::Object(ours), Self::Object(theirs)) => ours.difference(theirs).is_empty(),
            _ => self.elements().into_iter().flatten().all(|element| other.has(&element)),
        }
    }

    fn is_later_tuple(&self, other: &Self) -> bool {
        let mut theirs = other.elements().into_iter().flatten();
        for ours in self.elements().into_iter().flatten() {
            match theirs.next() {
                Some(theirs) if ours == theirs => {}
                Some(theirs) => return ours.exceeds(&theirs),
                None => return true,
            }
        }
        false
    }
}

impl<F: Form> PartialEq for Value<F> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Indices(left), Self::Indices(right)) => left == right,
            (Self::Object(left), Self::Object(right)) => left == right,
            (Self::Grid(left), Self::Grid(right)) if left.height() > 0 => left == right,
            _ => compare(self, other).is_eq(),
        }
    }
}

impl<F: Form> Eq for Value<F> {}

impl<F: Form> PartialOrd for Value<F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F: Form> Ord for Value<F> {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(self, other)
    }
}
