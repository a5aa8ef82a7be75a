//! Places, coloured places and the box around many of them: what patches are made of.

use crate::Fault;

/// Two numbers: a place, a direction or just two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The first number; of a place, its row.
    pub row: i32,
    /// The second number; of a place, its column.
    pub column: i32,
}

/// A number at a place; of an object, a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The number, which comes first in every comparison.
    pub colour: i32,
    /// Where.
    pub place: Pair,
}

/// The smallest box around places, all four sides inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The smallest row.
    pub top: i32,
    /// The smallest column.
    pub left: i32,
    /// The greatest row.
    pub bottom: i32,
    /// The greatest column.
    pub right: i32,
}

impl Pair {
    /// Row and column.
    #[must_use]
    pub const fn new(row: i32, column: i32) -> Self {
        Self { row, column }
    }

    /// # Errors
    /// Where a sum is no 32-bit number.
    pub fn plus(self, other: Self) -> Result<Self, Fault> {
        let row = self.row.checked_add(other.row);
        let column = self.column.checked_add(other.column);
        Ok(Self { row: row.ok_or(Fault::Overflow)?, column: column.ok_or(Fault::Overflow)? })
    }

    /// # Errors
    /// Where one of the numbers has no negative of 32 bits.
    pub fn negated(self) -> Result<Self, Fault> {
        let negative = |number: i32| number.checked_neg().ok_or(Fault::Overflow);
        Ok(Self { row: negative(self.row)?, column: negative(self.column)? })
    }
}

impl Cell {
    /// Colour, row and column.
    #[must_use]
    pub const fn new(colour: i32, row: i32, column: i32) -> Self {
        Self { colour, place: Pair { row, column } }
    }
}

impl Bounds {
    /// The box around places; none around none.
    pub fn of(places: impl IntoIterator<Item = Pair>) -> Option<Self> {
        let mut places = places.into_iter();
        let Pair { row, column } = places.next()?;
        let mut bounds = Self { top: row, left: column, bottom: row, right: column };
        for Pair { row, column } in places {
            bounds.top = bounds.top.min(row);
            bounds.left = bounds.left.min(column);
            bounds.bottom = bounds.bottom.max(row);
            bounds.right = bounds.right.max(column);
        }
        Some(bounds)
    }

    /// The box around two boxes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// Rows; places lie anywhere among 32-bit numbers, so there can be more than those hold.
    #[must_use]
    pub fn height(&self) -> i64 {
        i64::from(self.bottom) - i64::from(self.top) + 1
    }

    /// Columns.
    #[must_use]
    pub fn width(&self) -> i64 {
        i64::from(self.right) - i64::from(self.left) + 1
    }

    /// The upper left corner.
    #[must_use]
    pub fn corner(&self) -> Pair {
        Pair::new(self.top, self.left)
    }

    /// All places inside, row by row.
    pub fn places(self) -> impl Iterator<Item = Pair> {
        (self.top..=self.bottom)
            .flat_map(move |row| (self.left..=self.right).map(move |column| Pair { row, column }))
    }
}
