//! What is asked of one process, and what came back: the port between the order of things and the world.

use std::{path::PathBuf, time::Duration};

use model::{Event, Failure, HostReading, Name, Side};

/// One order to the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The experiment.
    pub experiment: Name,
    /// Of which build.
    pub side: Side,
    /// The workload.
    pub workload: Name,
    /// What for.
    pub task: Task,
    /// From which the input is made.
    pub seed: u64,
    /// The performance cores that a variant may ask for.
    pub threads: u32,
    /// The length of the random environment variable.
    pub padding: usize,
}

/// What for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Measure one variant.
    Measure {
        /// The variant.
        variant: Name,
        /// How often.
        pace: Pace,
    },
    /// Compare variants with the reference; the outputs of peers were written before.
    Check {
        /// The variants.
        variants: Vec<Name>,
    },
}

/// How often a variant is run in one invocation: calibrated once per series and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pace {
    /// Iterations that are kept.
    pub iterations: u32,
    /// Iterations before them that are not.
    pub warmup: u32,
    /// Calls in one iteration.
    pub loops: u32,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The events, all of them where nothing failed.
    pub events: Vec<Event>,
    /// How it ended.
    pub how: How,
    /// The end of what it printed.
    pub log_tail: String,
}

/// How an invocation ended.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// As it should.
    Well,
    /// It said that it cannot run here.
    CannotRun(String),
    /// It failed.
    Failed(Failure),
    /// It was stopped by hand.
    Interrupted,
}

/// Everything outside: processes, the host, the time. A fake of it proves the order of things.
pub trait World {
    /// One process.
    fn launch(&mut self, order: &Invocation) -> Ended;
    /// So many copies of one process, all measuring at the same time.
    fn launch_together(&mut self, order: &Invocation, copies: u32) -> Vec<Ended>;
    /// What the host did up to now, and what our own processes took of it.
    fn host(&mut self) -> (HostReading, Duration);
    /// Since the run began.
    fn elapsed(&self) -> Duration;
    /// Was it stopped by hand?
    fn interrupted(&self) -> bool;
}

/// Where an experiment is, for a world of real processes.
#[derive(Clone, Debug)]
pub struct Place {
    /// The experiment.
    pub experiment: Name,
    /// Of which side of a gate; the head in a run.
    pub side: Side,
    /// Its binary.
    pub binary: PathBuf,
    /// Its folder, in which peers start.
    pub folder: PathBuf,
    /// What it declared.
    pub declaration: model::Declaration,
}
