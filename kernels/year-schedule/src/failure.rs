//! Why years could not be solved, each by its name. Which years are named does not depend on the threads.

use std::any::Any;
use std::error::Error;
use std::fmt::{self, Display};
use std::io;

use thiserror::Error;

/// Why there are no records: a schedule is solved whole or not at all.
#[derive(Debug, Error)]
pub enum Unsolved<E: Error + 'static, Y: Display = usize> {
    /// Years failed. Those that do not build on them were still solved, so that every failure is found in one go.
    #[error(
        "{} of {} years failed: {}{}", failures.len(), failures.len() + untried.len() + solved,
        listed(failures, "; "), Untried(untried)
    )]
    Years {
        /// Each year that failed, by year; at least one.
        failures: Vec<Failure<E, Y>>,
        /// The years that were not tried, because what they build on failed.
        untried: Vec<Y>,
        /// How many years were solved.
        solved: usize,
    },
    /// A worker has no solver. Nothing was solved: with fewer workers it would have been another measurement.
    #[error("the solver of worker {worker} could not be made ({cause}); nothing was solved")]
    Worker {
        /// The lowest number of such a worker.
        worker: usize,
        /// Why.
        cause: Cause<E>,
    },
    /// The system gave no thread. Nothing was solved.
    #[error("there is no thread for worker {worker}; nothing was solved: ask for fewer threads")]
    Thread {
        /// The first worker without a thread.
        worker: usize,
        /// What the system said.
        source: io::Error,
    },
}

/// A year that failed.
#[derive(Debug, Error)]
#[error("year {year}: {cause}")]
pub struct Failure<E: Error + 'static, Y: Display = usize> {
    /// Which year.
    pub year: Y,
    /// Why.
    pub cause: Cause<E>,
}

/// What a solver did instead of answering.
#[derive(Debug, Error)]
pub enum Cause<E: Error + 'static> {
    /// It returned an error.
    #[error("{0}")]
    Error(E),
    /// It panicked, with these words.
    #[error("the solver panicked: {0}")]
    Panic(String),
}

impl<E: Error + 'static> Cause<E> {
    pub(crate) fn of_panic(payload: &(dyn Any + Send)) -> Self {
        let words = payload
            .downcast_ref::<&str>()
            .map(|words| (*words).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        Self::Panic(words.unwrap_or_else(|| "without words".to_owned()))
    }
}

struct Untried<'a, Y>(&'a [Y]);

impl<Y: Display> Display for Untried<'_, Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(f, "; not tried, because they build on these: {}", listed(self.0, ", "))
    }
}

fn listed(parts: &[impl Display], between: &str) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}
