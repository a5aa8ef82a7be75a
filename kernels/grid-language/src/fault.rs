//! Why a call has no value. A fault never aborts: the run of that one program ends with it, and names its line.

use crate::Kind;

/// Why a call has no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A value of another kind than the primitive works on.
    #[error("{wanted} is needed here, not {got}")]
    Kind {
        /// What it works on.
        wanted: &'static str,
        /// What it was given.
        got: Kind,
    },
    /// Too many or too few arguments.
    #[error("a function of {takes} arguments was called with {given}")]
    Arity {
        /// How many it takes.
        takes: usize,
        /// How many it was given.
        given: usize,
    },
    /// Arguments that cannot be bound, because the function takes too few or too many.
    #[error("an argument of a function of {0} cannot be fixed: 2 to 4 are possible")]
    Unbindable(usize),
    /// An element of nothing.
    #[error("the container is empty")]
    Empty,
    /// No element passes the test.
    #[error("no element passes the test")]
    NoneFound,
    /// A number that does not fit in 32 bits.
    #[error("a number is greater than 32 bits can hold")]
    Overflow,
    /// Division by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A number that cannot be the cell of a grid.
    #[error("{0} cannot be the colour of a cell: -128 to 127 can")]
    Colour(i32),
    /// A tie that the rule has no answer for.
    #[error("the tie rule `cpython` is known for the colours 0 to 9 only, not for {0}: use `lowest`")]
    Tie(i32),
    /// Rows of unequal length.
    #[error("these rows are not equally long, so they are no grid")]
    Ragged,
    /// A number outside of what the primitive takes.
    #[error("{what} is {value}, but must be {wanted}")]
    Range {
        /// Which number.
        what: &'static str,
        /// What it is.
        value: i32,
        /// What it must be.
        wanted: &'static str,
    },
    /// More elements than a value may have.
    #[error("a value of {wanted} elements: the limit is {limit}")]
    Size {
        /// How many there would be.
        wanted: u64,
        /// How many there may be.
        limit: u64,
    },
    /// Values inside of values, too many times.
    #[error("values are nested more than {0} deep")]
    Nesting(u16),
    /// Functions calling functions, too many times.
    #[error("calls are nested more than {0} deep: a function seems to call itself without end")]
    Calls(u32),
    /// A program that goes on and on.
    #[error("the program takes more than {0} steps")]
    Steps(u64),
}
