//! What a sceptic would hold against plans, declarations and results: claims that arithmetic forbids, targets that moved
//! after a result was known, hypotheses that their workload cannot show.
//!
//! What cannot be known is no finding. Reading files, runs and git is the caller's.

mod arithmetic;
mod declarations;
mod moved;
mod numbers;
mod room;
mod tolerances;

use std::fmt;

use model::Name;

pub use arithmetic::{Allowed, allowed, arithmetic, claimed};
pub use declarations::declarations;
pub use moved::{Known, moved};
pub use numbers::{LineChange, number_moved};
pub use room::head_room;
pub use tolerances::tolerances;

/// One thing that does not add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where it stands.
    pub about: About,
    /// What it is, in words.
    pub what: String,
    /// The number that it comes down to: the bound, the factor, what was measured.
    pub number: Option<f64>,
    /// How much it weighs.
    pub weight: Weight,
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// In a plan.
    Plan {
        /// Its name.
        plan: String,
        /// The phase; `None` for a claim about the whole.
        phase: Option<u32>,
    },
    /// In the declaration of an experiment, and no single hypothesis of it.
    Experiment {
        /// Its name.
        experiment: Name,
    },
    /// In a hypothesis.
    Hypothesis {
        /// The experiment.
        experiment: Name,
        /// The hypothesis in its own words.
        claim: String,
    },
    /// In a source file.
    Source {
        /// The file.
        path: String,
        /// The line.
        line: u32,
        /// The commit that changed it.
        commit: String,
    },
}

/// How much a finding weighs, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It cannot be true, or a target moved that had been missed.
    Damning,
    /// A reader should know it.
    Notable,
}

/// The damning first, then by where they stand; what stands in one place keeps its order.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| (one.weight, &one.about).cmp(&(other.weight, &other.about)));
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.about, self.what)
    }
}

impl fmt::Display for About {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan { plan, phase: Some(phase) } => write!(out, "plan {plan}, phase {phase}"),
            Self::Plan { plan, phase: None } => write!(out, "plan {plan}"),
            Self::Experiment { experiment } => write!(out, "{experiment}"),
            Self::Hypothesis { experiment, claim } => write!(out, "{experiment}, `{claim}`"),
            Self::Source { path, line, commit } => {
                let short: String = commit.chars().take(8).collect();
                write!(out, "{path}:{line} ({short})")
            }
        }
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Damning => "damning",
            Self::Notable => "notable",
        })
    }
}
