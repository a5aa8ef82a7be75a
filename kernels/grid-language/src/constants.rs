//! The 28 names that stand for numbers and pairs.

use crate::{Pair, Value, form::Form};

/// A name for a number or a pair; its place in the table is what bytecode keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constant(u8);

#[derive(Clone, Copy)]
enum Meaning {
    Number(i32),
    Pair(i32, i32),
}

use Meaning::{Number, Pair as Two};

const TABLE: [(&str, Meaning); 28] = [
    ("F", Number(0)),
    ("T", Number(1)),
    ("ZERO", Number(0)),
    ("ONE", Number(1)),
    ("TWO", Number(2)),
    ("THREE", Number(3)),
    ("FOUR", Number(4)),
    ("FIVE", Number(5)),
    ("SIX", Number(6)),
    ("SEVEN", Number(7)),
    ("EIGHT", Number(8)),
    ("NINE", Number(9)),
    ("TEN", Number(10)),
    ("NEG_ONE", Number(-1)),
    ("NEG_TWO", Number(-2)),
    ("ORIGIN", Two(0, 0)),
    ("UNITY", Two(1, 1)),
    ("NEG_UNITY", Two(-1, -1)),
    ("DOWN", Two(1, 0)),
    ("UP", Two(-1, 0)),
    ("RIGHT", Two(0, 1)),
    ("LEFT", Two(0, -1)),
    ("UP_RIGHT", Two(-1, 1)),
    ("DOWN_LEFT", Two(1, -1)),
    ("ZERO_BY_TWO", Two(0, 2)),
    ("TWO_BY_ZERO", Two(2, 0)),
    ("TWO_BY_TWO", Two(2, 2)),
    ("THREE_BY_THREE", Two(3, 3)),
];

impl Constant {
    /// The one of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|constant| constant.name() == name)
    }

    /// All of them.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..TABLE.len()).map(|at| Self(at as u8))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// What it stands for.
    #[must_use]
    pub fn value<F: Form>(self) -> Value<F> {
        match TABLE[usize::from(self.0)].1 {
            Number(number) => Value::Int(number),
            Two(row, column) => Value::Pair(Pair::new(row, column)),
        }
    }

    pub(crate) fn id(self) -> u8 {
        self.0
    }

    pub(crate) fn by_id(id: u8) -> Option<Self> {
        (usize::from(id) < TABLE.len()).then_some(Self(id))
    }
}
