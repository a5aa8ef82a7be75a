//! How a run is wanted: checked once, at the edge.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use stats::Looks;

use crate::{Error, calibrate::Depth};

/// How patient a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Patience {
    /// The first look alone, fewer iterations of long work, only what hypotheses need, and a budget.
    Quick,
    /// Looks after 10, 20 and 40 rounds.
    #[default]
    Standard,
    /// And after 80.
    Patient,
}

/// What a run may do. Stored in its journal, so that a resumed run goes on in the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The workloads that were asked for; those that hypotheses speak of when empty.
    pub workloads: Vec<String>,
    /// The variants that were asked for; all when empty.
    pub variants: Vec<String>,
    /// How patient.
    pub patience: Patience,
    /// At most so many rounds.
    pub rounds: Option<u32>,
    /// No new round after so long, in all.
    pub budget: Option<Duration>,
    /// The limit of one invocation.
    pub timeout: Duration,
    /// The limit of one invocation, in bytes; nine tenths of what is for us when not given.
    pub memory: Option<u64>,
    /// From which all chance comes.
    pub seed: u64,
}

/// The budget of a quick run, for each of its experiments.
const QUICK: Duration = Duration::from_mins(2);
/// Long enough for the slowest baseline we know, short enough to notice a hang.
const TIMEOUT: Duration = Duration::from_mins(10);

impl Settings {
    /// The defaults, with this seed.
    pub fn new(seed: u64) -> Self {
        Self {
            workloads: Vec::new(),
            variants: Vec::new(),
            patience: Patience::Standard,
            rounds: None,
            budget: None,
            timeout: TIMEOUT,
            memory: None,
            seed,
        }
    }

    /// A quick run of so many experiments has a budget, whether one is asked for or not.
    pub(crate) fn budgeted(mut self, experiments: usize) -> Self {
        if self.patience == Patience::Quick {
            self.budget.get_or_insert(QUICK * experiments as u32);
        }
        self
    }

    /// When the next of so many workloads must end: each has an equal share of what the budget has left, so that what is
    /// measured first does not starve the rest, and what it leaves is theirs.
    pub(crate) fn share_ends(&self, elapsed: Duration, workloads: usize) -> Option<Duration> {
        self.budget.map(|budget| elapsed + budget.saturating_sub(elapsed) / workloads.max(1) as u32)
    }

    /// Refuses numbers that cannot be meant.
    pub fn checked(self) -> Result<Self, Error> {
        let bad = |flag, value: String, why| Err(Error::BadSetting { flag, value, why });
        if self.rounds == Some(0) {
            return bad(
                "--rounds",
                "0".to_owned(),
                "zero rounds measure nothing; 7 are the fewest that decide anything",
            );
        }
        if self.budget.is_some_and(|budget| budget.is_zero()) {
            return bad(
                "--budget",
                "0".to_owned(),
                "nothing can be measured in no time; say 10m, for example",
            );
        }
        if self.timeout.is_zero() {
            return bad(
                "--timeout",
                "0".to_owned(),
                "every invocation would be stopped at once; say 60s, for example",
            );
        }
        if self.memory == Some(0) {
            return bad(
                "--memory-limit",
                "0".to_owned(),
                "no process runs without memory; say 4GiB, for example",
            );
        }
        Ok(self)
    }

    /// A quick run repeats long work less. Each invocation is then a little noisier, which its interval shows.
    pub(crate) fn depth(&self) -> Depth {
        let fewest = if self.patience == Patience::Quick { 2 } else { 5 };
        Depth { fewest, worthwhile: Duration::from_millis(200), long: Duration::from_secs(1) }
    }

    /// A gate has three invocations in a round where a run has one, and more rounds tell it more than longer ones.
    pub(crate) fn depth_of_gate() -> Depth {
        let millis = Duration::from_millis;
        Depth { fewest: 2, worthwhile: millis(50), long: millis(100) }
    }

    /// When it is judged.
    pub fn looks(&self) -> Looks {
        let plan = || match self.patience {
            Patience::Quick => Looks::quick(),
            Patience::Standard => Looks::standard(),
            Patience::Patient => Looks::patient(),
        };
        // Zero rounds were refused by `checked`.
        self.rounds.map_or_else(plan, |rounds| plan().at_most(rounds).unwrap_or_else(|_| plan()))
    }
}
