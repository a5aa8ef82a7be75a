//! What a table cannot answer, and what it cannot be made of. Nothing is ever clamped: a state at the edge of a table looks
//! right and is not.

use std::{error::Error, fmt};

use crate::Axis;

/// What an axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Pa.
    Pressure,
    /// K.
    Temperature,
    /// kg/m3.
    Density,
}

impl Quantity {
    /// The unit, as it is written after a number.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Pressure => "Pa",
            Self::Temperature => "K",
            Self::Density => "kg/m3",
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pressure => "pressure",
            Self::Temperature => "temperature",
            Self::Density => "density",
        })
    }
}

/// A query outside a table. NaN is outside every table.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "{quantity} {value} {unit}: the table goes from {from} to {to} {unit}; keep the state inside, or build a wider table",
    unit = .quantity.unit()
)]
pub struct OutOfRange {
    /// Which of the two it was; the first of them where both are outside.
    pub quantity: Quantity,
    /// What was asked for.
    pub value: f64,
    /// The least that the table knows.
    pub from: f64,
    /// The most that the table knows.
    pub to: f64,
}

impl OutOfRange {
    /// Which of both it is, and where the table ends.
    #[cold]
    pub(crate) fn of(row_is: Quantity, rows: &impl Axis, columns: &impl Axis, row: f64, column: f64) -> Self {
        let (quantity, value, [from, to]) = if rows.contains(row) {
            (Quantity::Temperature, column, columns.ends())
        } else {
            (row_is, row, rows.ends())
        };
        Self { quantity, value, from, to }
    }
}

/// A table that cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The source of the values refused a node.
    #[error("at {row} and {column} K: {reason}; choose axes inside the range of the source")]
    Source {
        /// On the first axis.
        row: f64,
        /// On the axis of temperatures.
        column: f64,
        /// What the source said.
        #[source]
        reason: Box<dyn Error + Send + Sync>,
    },
    /// A value that cannot be interpolated.
    #[error("at {row} and {column} K the source says {value}; choose axes where every value is a number")]
    NotFinite {
        /// On the first axis.
        row: f64,
        /// On the axis of temperatures.
        column: f64,
        /// NaN or an infinity.
        value: f64,
    },
    /// Entropy is kept without its logarithm, which is expanded from the node below.
    #[error(
        "{from} and {to} Pa are neighbours on the axis: no more than a sixteenth may lie between; take more nodes"
    )]
    TooFarApart {
        /// The lower pressure.
        from: f64,
        /// The next one.
        to: f64,
    },
}
