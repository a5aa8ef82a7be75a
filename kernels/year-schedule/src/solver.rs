//! What a schedule asks of a solver, and what a solver promises so that threads never change a result.

use std::error::Error;

/// One worker's means of solving years. It never leaves the thread it was made in (models of solvers are often raw
/// pointers); only its answers and bases do.
///
/// Solvers are dropped one at a time, and only when no worker solves any more: for some libraries the end of one instance
/// disturbs the others.
pub trait Solver<Y = usize> {
    /// What one year leaves for another to start from.
    type Basis: Send + Sync;
    /// What is kept of a solved year.
    type Answer: Send;
    /// Why a year could not be solved.
    type Error: Error + Send + 'static;

    /// Solves a year from `start`.
    ///
    /// Promises: what comes out of [`Start::Cold`] and [`Start::Basis`] does not depend on what this worker solved before,
    /// and a start that cannot be had is an error, never silently another one.
    fn solve(&mut self, year: Y, start: Start<&Self::Basis>) -> Result<Self::Answer, Self::Error>;

    /// The basis of the year just solved; asked only if another year starts from it.
    fn basis(&mut self) -> Result<Self::Basis, Self::Error>;
}

/// What a year starts from. In a [`Layout`](crate::Layout) a basis is named by its year; a solver gets the basis itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start<B> {
    /// From nothing.
    Cold(Instance),
    /// From the basis of a year solved before.
    Basis(B, Instance),
    /// From all that the worker's instance holds since the step before.
    Live,
}

impl<B> Start<B> {
    /// Whether anything of another year is used.
    pub fn is_warm(&self) -> bool {
        !matches!(self, Self::Cold(_))
    }
}

/// The solver's model object that a year is solved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instance {
    /// Made for this year. Only schedules of one core ask for it: the instance it replaces is dropped at once.
    New,
    /// The worker's own, with everything that it learnt thrown away.
    Cleared,
}
