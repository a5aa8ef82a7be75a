//! What can be wrong with a linear program before anyone tries to solve it.

use thiserror::Error;

/// Why something is no linear program. Places count from 0.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Fault {
    /// Lists that belong together have other lengths.
    #[error("{what}: {got} where {want} are needed")]
    Lengths {
        /// Which list.
        what: &'static str,
        /// What the others say.
        want: usize,
        /// What it has.
        got: usize,
    },
    /// An entry below the last row.
    #[error("column {column} has an entry in row {row}, and there are {rows} rows (they count from 0)")]
    NoSuchRow {
        /// Its column.
        column: usize,
        /// Its row.
        row: u32,
        /// How many there are.
        rows: usize,
    },
    /// Two entries in one place.
    #[error("column {column} has two entries in row {row}: add them up first")]
    Twice {
        /// Their column.
        column: usize,
        /// Their row.
        row: u32,
    },
    /// Rows that do not rise.
    #[error("the rows of column {column} do not rise at row {row}: sort them first")]
    Unsorted {
        /// The column.
        column: usize,
        /// The row that comes too late.
        row: u32,
    },
    /// NaN or infinity where a number is needed.
    #[error("{what} {place} is {value}: a finite number is needed")]
    NotFinite {
        /// What it is.
        what: &'static str,
        /// Where it is.
        place: usize,
        /// What stands there.
        value: f64,
    },
    /// A lower bound that is NaN, above the upper one, or at the wrong infinity.
    #[error("{what} {place} has the bounds {lower} and {upper}: nothing lies between them")]
    Bounds {
        /// A row or a column.
        what: &'static str,
        /// Where.
        place: usize,
        /// The lower bound.
        lower: f64,
        /// The upper bound.
        upper: f64,
    },
    /// More entries than solvers can count.
    #[error("{entries} entries: solvers count them in 31 bits")]
    TooLarge {
        /// How many.
        entries: usize,
    },
}
