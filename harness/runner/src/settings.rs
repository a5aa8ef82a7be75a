//! How a run is wanted: checked once, at the edge.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use stats::Looks;

use crate::Error;

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
    /// No new round after so long.
    pub budget: Option<Duration>,
    /// The limit of one invocation.
    pub timeout: Duration,
    /// The limit of one invocation, in bytes; nine tenths of what is for us when not given.
    pub memory: Option<u64>,
    /// From which all chance comes.
    pub seed: u64,
}

/// The budget of a quick run.
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

    /// Refuses numbers that cannot be meant, and puts the budget of a quick run in.
    pub fn checked(mut self) -> Result<Self, Error> {
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
        if self.patience == Patience::Quick {
            self.budget.get_or_insert(QUICK);
        }
        Ok(self)
    }

    /// A quick run repeats long work less. Each invocation is then a little noisier, which its interval shows.
    pub(crate) fn fewest_iterations(&self) -> u32 {
        if self.patience == Patience::Quick { 2 } else { 5 }
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
