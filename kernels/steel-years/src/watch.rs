//! Who watches the stages of a year: a clock, or nobody.

use std::time::Instant;

use crate::{Stage, Timed};

/// Is told when a stage of a year ends, at which the next one begins.
pub trait Watching {
    /// A year begins.
    fn start() -> Self;

    /// The stage that was on ends.
    fn ends(&mut self, stage: Stage);

    /// What was seen.
    fn stages(self) -> Vec<Timed>;
}

/// Reads the clock once at every end, so that stages have no gap between them.
#[derive(Clone, Debug)]
pub struct Watch {
    began: Instant,
    stages: Vec<Timed>,
}

/// Nobody: no clock is read, and nothing is kept.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watching for Watch {
    fn start() -> Self {
        Self { began: Instant::now(), stages: Vec::with_capacity(5) }
    }

    fn ends(&mut self, stage: Stage) {
        let ended = Instant::now();
        self.stages.push(Timed { stage, began: self.began, ended });
        self.began = ended;
    }

    fn stages(self) -> Vec<Timed> {
        self.stages
    }
}

impl Watching for Unwatched {
    fn start() -> Self {
        Self
    }

    fn ends(&mut self, _stage: Stage) {}

    fn stages(self) -> Vec<Timed> {
        Vec::new()
    }
}
