//! What a run said.

use std::{fmt, time::Duration};

use linear_program::Answer;

use crate::SolverError;

/// How a run ended, as the solver says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It says that it found an optimum.
    Optimal,
    /// No point satisfies all rows and columns.
    Infeasible,
    /// The objective falls without end.
    Unbounded,
    /// It stopped short of an optimum, at what it could reach. First-order methods do.
    Imprecise,
    /// It gave up; the number is HiGHS' own.
    GaveUp(i32),
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Optimal => f.write_str("optimal"),
            Self::Infeasible => f.write_str("infeasible: no point satisfies all rows and columns"),
            Self::Unbounded => f.write_str("unbounded: the objective falls without end"),
            Self::Imprecise => f.write_str("stopped short of an optimum"),
            Self::GaveUp(number) => write!(f, "HiGHS gave up with model status {number}"),
        }
    }
}

/// Steps of each kind in one run. Deterministic: the same program, start and options take the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Iterations {
    /// Of simplex, those that clean up after a crossover among them.
    pub simplex: u64,
    /// Of the interior point method.
    pub interior_point: u64,
    /// Of crossover.
    pub crossover: u64,
    /// Of the first-order method.
    pub first_order: u64,
}

/// What a run said, and what it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How it ended.
    pub status: Status,
    /// Where it ended; `None` where there is no point at all.
    pub answer: Option<Answer>,
    /// What it took.
    pub iterations: Iterations,
    /// How long it took.
    pub time: Duration,
}

impl Outcome {
    /// The answer, where the solver calls it optimal.
    pub fn optimal(self) -> Result<Answer, SolverError> {
        match (self.status, self.answer) {
            (Status::Optimal, Some(answer)) => Ok(answer),
            (status, _) => Err(SolverError::NotOptimal(status)),
        }
    }
}

impl std::ops::AddAssign for Iterations {
    fn add_assign(&mut self, other: Self) {
        self.simplex += other.simplex;
        self.interior_point += other.interior_point;
        self.crossover += other.crossover;
        self.first_order += other.first_order;
    }
}
