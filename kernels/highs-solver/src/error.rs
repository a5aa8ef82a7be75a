//! What can go wrong between us and the solver.

use linear_program::Fault;
use thiserror::Error;

use crate::Status;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SolverError {
    /// What was given is no linear program.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// A call was refused.
    #[error("HiGHS refused `{call}` for a program of {rows} rows and {columns} columns")]
    Refused {
        /// The call.
        call: &'static str,
        /// Rows of the program at that moment.
        rows: usize,
        /// Its columns.
        columns: usize,
    },
    /// It ended, and not with an optimum.
    #[error("there is no optimum: {0}")]
    NotOptimal(Status),
}
