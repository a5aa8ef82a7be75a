//! Why a sieve gives no answer.

use highs_solver::SolverError;
use linear_program::Fault;
use thiserror::Error;

/// Why a sieve gives no answer.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SiftError {
    /// What was given is no linear program.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// No point satisfies all rows and columns.
    #[error("infeasible: with all columns priced, {0} is still missing in all rows together")]
    Infeasible(f64),
    /// The objective falls without end.
    #[error("unbounded: the objective falls without end")]
    Unbounded,
    /// The solver had no answer for the columns chosen so far.
    #[error("pass {pass} with {columns} columns: {error}")]
    Solver {
        /// Which pass, from 1.
        pass: usize,
        /// How many columns were in.
        columns: usize,
        /// What it said.
        error: SolverError,
    },
    /// It went on for too long.
    #[error("{0} passes and still columns that would pay: give more passes, or solve the whole")]
    TooManyPasses(usize),
    /// A tolerance that is none.
    #[error("a gap of {0} is none: give a number of 0 or more")]
    Tolerance(f64),
    /// Nothing was solved that another sieve could go on from.
    #[error("there is nothing to go on from: solve first")]
    NothingSolved,
    /// Columns that are not there.
    #[error("column {column} is to be in from the start, and there are {columns} (they count from 0)")]
    NoSuchColumn {
        /// Which one.
        column: u32,
        /// How many there are.
        columns: usize,
    },
}
