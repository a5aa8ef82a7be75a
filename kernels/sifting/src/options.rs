//! When to stop, and how many columns to take.

use std::num::NonZeroUsize;

/// When the sieve is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop {
    /// When no column outside would pay: the optimum of the whole.
    Exact,
    /// When the certified gap is no larger than this share of the objective, or when no column would pay.
    Gap(f64),
}

/// How a sieve works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// When to stop.
    pub stop: Stop,
    /// The cheapest columns of each group that are in from the start.
    pub first: usize,
    /// The best-paying columns of each group that a pass adds.
    pub more: usize,
    /// Threads that price; the solver has one.
    pub threads: NonZeroUsize,
    /// Where the first columns would be a larger share of all than this, all are in from the start, and the program is solved
    /// whole: it has too few columns for each row to be sifted. 1 sifts whatever comes.
    pub most_first: f64,
    /// After so many passes something is wrong.
    pub most_passes: usize,
}

/// Three columns of each group and two more are the best of 1 to 5 and 1 to 4 that were tried on steel trades with 10,000 to
/// 140,000 columns: fewer take more passes, and more make every step of the solver dearer.
impl Default for Options {
    fn default() -> Self {
        Self {
            stop: Stop::Exact,
            first: 3,
            more: 2,
            threads: NonZeroUsize::MIN,
            most_first: 0.9,
            most_passes: 500,
        }
    }
}
