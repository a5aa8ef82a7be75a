//! What a run is doing at the moment, for whoever shows it.

use std::time::Duration;

use model::Name;

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Cargo compiled this crate.
    Compiled(&'a str),
    /// Comparing with the reference.
    Checking {
        /// The experiment.
        experiment: &'a Name,
        /// The workload.
        workload: &'a Name,
    },
    /// Finding out how often it must be called.
    Calibrating {
        /// The experiment.
        experiment: &'a Name,
        /// The workload.
        workload: &'a Name,
        /// The variant.
        variant: &'a Name,
    },
    /// Measuring.
    Round {
        /// The experiment.
        experiment: &'a Name,
        /// The workload.
        workload: &'a Name,
        /// From 0.
        round: u32,
        /// At most so many.
        of: u32,
        /// What is left at most, as far as the rounds so far tell.
        remaining: Duration,
    },
    /// Writing the tables.
    Storing,
}

/// Is told every step.
pub trait Progress {
    /// A step begins.
    fn step(&mut self, step: &Step<'_>);
}

/// Nobody is looking.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn step(&mut self, _: &Step<'_>) {}
}
