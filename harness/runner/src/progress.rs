//! What a run is doing at the moment, for whoever shows it.

use std::time::Duration;

use model::{Name, Side};

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A side of a gate is built.
    Building {
        /// Which.
        side: Side,
        /// From which commit.
        commit: &'a str,
    },
    /// What does not hang on time is counted: instructions, allocations.
    Counting {
        /// The experiment.
        experiment: &'a Name,
        /// The variant.
        variant: &'a Name,
    },
    /// A commit is tried.
    Trying {
        /// Which.
        commit: &'a str,
    },
    /// Gates are replayed from recorded rounds.
    Replaying,
    /// What was red is measured once more.
    Again {
        /// How many series.
        series: usize,
    },
    /// Cargo compiled this crate.
    Compiled(&'a str),
    /// Comparing with the reference.
    Checking {
        /// The experiment.
        experiment: &'a Name,
        /// The workload.
        workload: &'a Name,
    },
    /// Checking and counting with a seed of its own.
    Seed {
        /// The experiment.
        experiment: &'a Name,
        /// The workload.
        workload: &'a Name,
        /// Which seed, from 1.
        seed: u32,
        /// At most so many.
        of: u32,
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
