//! What is known of a solved year besides its answer: who solved it, from what, and when.

use std::time::Duration;

use crate::Start;

/// Every year of a layout, solved.
#[derive(Debug)]
pub struct Records<A, Y = usize> {
    /// One for each year, by year.
    pub records: Vec<Record<A, Y>>,
    /// How many workers there were: as many as threads were asked for, but never more than the layout is wide.
    pub workers: usize,
    /// When the last worker had its solver and the first year could begin, from the call.
    pub ready: Duration,
}

/// One solved year. Times count from the call.
#[derive(Debug)]
pub struct Record<A, Y = usize> {
    /// Which year.
    pub year: Y,
    /// What it started from.
    pub start: Start<Y>,
    /// What the solver answered.
    pub answer: A,
    /// Who solved it.
    pub worker: usize,
    /// When it began.
    pub began: Duration,
    /// When it was solved, and its basis taken if another year starts from it.
    pub ended: Duration,
}

impl<A, Y> Record<A, Y> {
    /// How long the year took.
    pub fn took(&self) -> Duration {
        self.ended.saturating_sub(self.began)
    }
}

impl<A, Y> Records<A, Y> {
    /// How many years started from something of another year.
    pub fn warm(&self) -> usize {
        self.records.iter().filter(|record| record.start.is_warm()).count()
    }

    /// How many years started from nothing.
    pub fn cold(&self) -> usize {
        self.records.len() - self.warm()
    }

    /// From the moment the workers were ready until the last year was solved.
    pub fn makespan(&self) -> Duration {
        let ended = self.records.iter().map(|record| record.ended).max().unwrap_or_default();
        ended.saturating_sub(self.ready)
    }
}
