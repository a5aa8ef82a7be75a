//! What the phases of a plan gave. Which comparison stands for a phase is declared in `experiments/plans.toml`, so that nobody
//! chooses it after the results are known.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Measure, Name, plans::Share};

/// A speedup that stands for a phase, or for all of them together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gain {
    /// The experiment that measures it.
    pub experiment: Name,
    /// The variant that should be faster.
    pub of: Name,
    /// The one it is compared with: the baseline of this factor.
    pub over: Name,
    /// On which workload.
    pub on: Name,
    /// What makes it faster.
    pub from: GainFrom,
}

/// What makes something faster. Factors of one kind are multiplied apart from those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GainFrom {
    /// Less work, on one core.
    Algorithm,
    /// The same work on more cores.
    Cores,
    /// The same work on a device.
    Device,
    /// All of these at once, which one factor does not tell apart.
    All,
}

/// The part of the whole that the phases act on, as the plan's own profile has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActsOn {
    /// The part in words.
    pub part: String,
    /// Its share of the whole time before.
    pub share: Share,
}

impl Gain {
    /// The comparison in the words of a verdict, without its workload.
    pub fn measure(&self) -> Measure {
        Measure::Speedup { of: self.of.clone(), over: self.over.clone() }
    }
}

impl GainFrom {
    /// The word in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Algorithm => "algorithm",
            Self::Cores => "cores",
            Self::Device => "device",
            Self::All => "all",
        }
    }
}

/// As a verdict names it: `chain over rebuild on full`.
impl fmt::Display for Gain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} on {}", self.measure(), self.on)
    }
}
