//! What came out, with its reason inside: a verdict without a reason cannot be written down.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Check;

/// The verdict on one expectation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "why", rename_all = "snake_case")]
pub enum Verdict {
    /// The interval lies at or beyond the target, the answer is right and the guards hold.
    Confirmed,
    /// It lies short of it, or a guard was missed.
    Refuted(Refutation),
    /// The evidence does not decide.
    Inconclusive(Doubt),
    /// The answer is wrong; it has no speed.
    Inaccurate(Vec<Check>),
    /// It could not be measured.
    Crashed(Failure),
    /// The comparison cannot be made here, or was not asked for.
    NotJudged(Obstacle),
}

/// Why a claim does not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refutation {
    /// The interval lies short of the target.
    ShortOfTarget,
    /// A count lies short of it with some seed: which, and what was counted.
    SeedShort(String),
    /// A guard was missed: what was guarded, in words and numbers.
    GuardMissed(String),
}

/// Why the evidence does not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The interval holds the target.
    TargetInsideInterval,
    /// Fewer rounds than any decision needs.
    TooFewRounds {
        /// How many there were.
        rounds: u32,
        /// How many a decision needs.
        needed: u32,
    },
    /// The budget was spent first.
    BudgetSpent,
    /// It was stopped by hand.
    Interrupted,
    /// Too many rounds were disturbed by something else on the host.
    DisturbedHost {
        /// How many.
        disturbed: u32,
        /// Of how many.
        rounds: u32,
    },
    /// A guard's interval holds its bound.
    GuardUndecided(String),
}

/// Why a measurement failed. One failed invocation is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Its crate does not build; the first error of the compiler.
    DoesNotBuild(String),
    /// It panicked or said an error.
    Said(String),
    /// A signal ended it.
    Signal(i32),
    /// It left with this code and no word.
    ExitCode(i32),
    /// It was stopped at its time limit, in seconds.
    TimedOut(u64),
    /// It was stopped at its memory limit, in bytes.
    OutOfMemory(u64),
    /// It broke the protocol: the line, and what is wrong with it.
    BrokeProtocol(String),
    /// It speaks a newer protocol than this harness.
    NewerProtocol(u32),
    /// It could not be started.
    NotStarted(String),
}

/// Why a comparison cannot be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// Hardware, or a file, that is not there: what is missing, and how to get it.
    Missing(String),
    /// The worker said that it cannot run here.
    CannotRun(String),
    /// The workload was not asked for.
    WorkloadNotRun(String),
    /// The variant was not asked for.
    VariantNotRun(String),
    /// A device variant that ran on something else, or brought no evidence.
    NoEvidence(String),
    /// A prediction for absent hardware is shown and never judged.
    Projected,
    /// The host is too busy for what scaling needs.
    BusyHost(String),
    /// The metric was never reported.
    NoSuchMetric(String),
    /// Not every seed was counted.
    NotCounted(String),
    /// What is said to be a count differs from one invocation to the next.
    NoCount(String),
    /// What is reported of the serial and the parallel part makes no bound.
    NoBound(String),
    /// The reference itself failed, so nothing counts as right.
    NoReference(String),
    /// Its output was never compared with the reference.
    NotChecked(String),
}

impl Verdict {
    /// The word of the glossary.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refuted(_) => "refuted",
            Self::Inconclusive(_) => "inconclusive",
            Self::Inaccurate(_) => "inaccurate",
            Self::Crashed(_) => "crashed",
            Self::NotJudged(_) => "not judged",
        }
    }

    /// The reason in words; empty where the word says it all.
    pub fn reason(&self) -> String {
        match self {
            Self::Confirmed => String::new(),
            Self::Refuted(why) => why.to_string(),
            Self::Inconclusive(why) => why.to_string(),
            Self::Inaccurate(checks) => checks.iter().map(Check::to_string).collect::<Vec<_>>().join("; "),
            Self::Crashed(why) => why.to_string(),
            Self::NotJudged(why) => why.to_string(),
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.name)?;
        match self.error {
            Some(error) => write!(out, "error {error:.3e}, allowed {:.3e}", self.tolerance)?,
            None => out.write_str("cannot be compared")?,
        }
        match &self.note {
            Some(note) => write!(out, " ({note})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Refutation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ShortOfTarget => out.write_str("short of the target"),
            Self::SeedShort(seed) => write!(out, "short of the target with {seed}"),
            Self::GuardMissed(guard) => write!(out, "guard missed: {guard}"),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TargetInsideInterval => out.write_str("the target lies inside the interval"),
            Self::TooFewRounds { rounds, needed } => {
                write!(out, "{rounds} rounds decide nothing, {needed} can")
            }
            Self::BudgetSpent => out.write_str("the budget was spent first"),
            Self::Interrupted => out.write_str("stopped by hand; `touchstone run --resume` goes on"),
            Self::DisturbedHost { disturbed, rounds } => {
                write!(out, "the host disturbed {disturbed} of {rounds} rounds")
            }
            Self::GuardUndecided(guard) => write!(out, "guard undecided: {guard}"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DoesNotBuild(error) => write!(out, "does not build: {error}"),
            Self::Said(message) => out.write_str(message),
            Self::Signal(signal) => write!(out, "ended by signal {signal}"),
            Self::ExitCode(code) => write!(out, "left with exit code {code} and no word"),
            Self::TimedOut(seconds) => write!(out, "stopped at its time limit of {seconds} s"),
            Self::OutOfMemory(bytes) => {
                write!(out, "stopped at its memory limit of {} MiB", bytes >> 20)
            }
            Self::BrokeProtocol(what) => write!(out, "broke the protocol: {what}"),
            Self::NewerProtocol(version) => write!(
                out,
                "speaks protocol {version}, this harness speaks {}: build both from one commit",
                crate::PROTOCOL
            ),
            Self::NotStarted(why) => write!(out, "could not be started: {why}"),
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(what) => write!(out, "missing: {what}"),
            Self::CannotRun(why)
            | Self::NoEvidence(why)
            | Self::BusyHost(why)
            | Self::NoBound(why)
            | Self::NotCounted(why)
            | Self::NoCount(why) => out.write_str(why),
            Self::WorkloadNotRun(name) => write!(out, "workload {name} was not run"),
            Self::VariantNotRun(name) => write!(out, "variant {name} was not run"),
            Self::Projected => out.write_str("a projection for absent hardware is never judged"),
            Self::NoSuchMetric(name) => write!(out, "metric {name} was never reported"),
            Self::NoReference(why) => write!(out, "no reference: {why}"),
            Self::NotChecked(name) => write!(out, "the answer of {name} was never checked"),
        }
    }
}
