//! A gate: two builds measured in the same rounds, and what became of every series.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Check, Clock, Failure, Name};

/// Which build an invocation is of. A plain run has the head only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What the head is held against.
    Base,
    /// What is to be merged; in a plain run, everything.
    #[default]
    Head,
    /// The base once more: what identical code does on this host in these rounds.
    Twin,
}

impl Side {
    /// The word in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Head => "head",
            Self::Twin => "twin",
        }
    }
}

impl RunKind {
    /// The word in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Gate => "gate",
            Self::Again => "again",
            Self::Bisect => "bisect",
            Self::Selftest => "selftest",
        }
    }
}

/// What a run was for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// To judge hypotheses.
    #[default]
    Run,
    /// To hold a head against its base.
    Gate,
    /// To measure what was red in a gate once more.
    Again,
    /// To find the commit that made something worse: one of its steps.
    Bisect,
    /// To see what the gate itself can see.
    Selftest,
}

/// What became of one series, or of one thing that can regress besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// The experiment.
    pub experiment: Name,
    /// The workload; `None` where the whole experiment is meant.
    pub workload: Option<Name>,
    /// The variant; likewise.
    pub variant: Option<Name>,
    /// What was compared.
    pub quantity: Quantity,
    /// By which clock; `None` where no time was compared.
    pub clock: Option<Clock>,
    /// The base's median, in `unit`.
    pub base: Option<f64>,
    /// The head's median, in `unit`.
    pub head: Option<f64>,
    /// The unit of both: `s`, `B`, empty for counts.
    pub unit: String,
    /// Head over base: 1.1 is 10 % more. For an exponent, the difference.
    pub ratio: Option<f64>,
    /// Its lower bound.
    pub lower: Option<f64>,
    /// Its upper bound.
    pub upper: Option<f64>,
    /// From which share on it is a regression: 0.05 is 5 %.
    pub margin: Option<f64>,
    /// The smallest share that these rounds can resolve: 3 times what identical code differed by.
    pub resolves: Option<f64>,
    /// Rounds that counted.
    pub rounds: u32,
    /// The instructions of a call, head over base, where they were counted.
    pub instructions: Option<f64>,
    /// What a second measurement on a fresh build said; only of what was red at first.
    pub again: Option<Again>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Seconds of a call.
    Time,
    /// The peak of resident memory.
    PeakMemory,
    /// Instructions of a call.
    Instructions,
    /// A figure that the variant reports.
    Metric(Name),
    /// How the time grows with the size of the workload.
    Growth,
    /// Is the answer right, did it run at all, did it run where it says?
    Answer,
    /// The verdict on a hypothesis, in its own words.
    Verdict(String),
    /// What the experiment says of itself.
    Declaration,
    /// The experiment as a whole.
    Experiment,
}

/// The second measurement of what was red.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Again {
    /// The run that holds it.
    pub run: String,
    /// Head over base.
    pub ratio: Option<f64>,
    /// Its lower bound.
    pub lower: Option<f64>,
    /// Its upper bound.
    pub upper: Option<f64>,
}

/// What became of a series, with the reason inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "why", rename_all = "snake_case")]
pub enum Outcome {
    /// Shown not to be worse by the margin.
    Ok,
    /// Better by more than the margin.
    Improved,
    /// Worse by more than the margin, or wrong.
    Regressed(Regression),
    /// The same code; nothing was timed.
    Identical(Sameness),
    /// Time and counts disagree.
    Suspect(String),
    /// The rounds do not decide.
    Inconclusive(Undecided),
    /// There is nothing that it could be held against: why, in words.
    NoBaseline(String),
}

/// In which way something is worse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regression {
    /// Beyond the margin, in both measurements.
    BeyondMargin,
    /// The time does not decide, the instructions do.
    MoreInstructions,
    /// A check of the head fails that the base passes.
    WrongAnswer(Vec<Check>),
    /// A control comes out right: the checks can no longer fail.
    ControlCameOutRight,
    /// The head fails where the base does not.
    Failed(Failure),
    /// The head cannot run here where the base can.
    CannotRun(String),
    /// A metric that the base reports is gone.
    MetricGone,
    /// The base proved that it ran on the device, the head does not.
    EvidenceGone(String),
    /// Confirmed for the base, or in the accepted run, and refuted for the head: the reason.
    NowRefuted(String),
    /// A target, guard, tolerance or margin is easier to reach than it was: which, from what, to what.
    Loosened(String),
}

/// Why nothing was timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sameness {
    /// Its sources, what they depend on and the flags are the same.
    Sources,
    /// The binaries are the same, byte for byte.
    Binaries,
}

/// Why the rounds do not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undecided {
    /// The margin lies inside the interval.
    MarginInsideInterval,
    /// Identical code differed by too much for this margin; `resolves` says what could be seen.
    CannotResolve,
    /// It was red at first, and not when it was measured again.
    NotRedAgain,
    /// It was red and could not be measured again: why.
    NotMeasuredAgain(String),
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
    /// Nothing was measured of it: why, in words.
    NotMeasured(String),
}

impl Outcome {
    /// The word of the glossary.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Improved => "improved",
            Self::Regressed(_) => "regressed",
            Self::Identical(_) => "identical",
            Self::Suspect(_) => "suspect",
            Self::Inconclusive(_) => "inconclusive",
            Self::NoBaseline(_) => "no baseline",
        }
    }

    /// The reason in words; empty where the word says it all.
    pub fn reason(&self) -> String {
        match self {
            Self::Ok | Self::Improved => String::new(),
            Self::Regressed(why) => why.to_string(),
            Self::Identical(Sameness::Sources) => "the same sources".to_owned(),
            Self::Identical(Sameness::Binaries) => "the same binary".to_owned(),
            Self::Suspect(why) | Self::NoBaseline(why) => why.clone(),
            Self::Inconclusive(why) => why.to_string(),
        }
    }
}

impl OutcomeRow {
    /// A row of something that has no numbers.
    pub fn plain(
        experiment: &Name,
        workload: Option<&Name>,
        variant: Option<&Name>,
        quantity: Quantity,
        outcome: Outcome,
    ) -> Self {
        Self {
            experiment: experiment.clone(),
            workload: workload.cloned(),
            variant: variant.cloned(),
            quantity,
            clock: None,
            base: None,
            head: None,
            unit: String::new(),
            ratio: None,
            lower: None,
            upper: None,
            margin: None,
            resolves: None,
            rounds: 0,
            instructions: None,
            again: None,
            outcome,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time => out.write_str("time"),
            Self::PeakMemory => out.write_str("peak memory"),
            Self::Instructions => out.write_str("instructions"),
            Self::Metric(name) => write!(out, "{name}"),
            Self::Growth => out.write_str("growth"),
            Self::Answer => out.write_str("answer"),
            Self::Verdict(claim) => write!(out, "verdict on `{claim}`"),
            Self::Declaration => out.write_str("declaration"),
            Self::Experiment => out.write_str("experiment"),
        }
    }
}

impl fmt::Display for Regression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeyondMargin => out.write_str("beyond the margin"),
            Self::MoreInstructions => out.write_str("more instructions; the time alone does not decide"),
            Self::WrongAnswer(checks) => {
                let words: Vec<String> = checks.iter().map(Check::to_string).collect();
                write!(out, "wrong answer: {}", words.join("; "))
            }
            Self::ControlCameOutRight => out.write_str(
                "this control must come out wrong and came out right: the checks have lost their teeth",
            ),
            Self::Failed(failure) => write!(out, "failed: {failure}"),
            Self::CannotRun(why) => write!(out, "cannot run here any more: {why}"),
            Self::MetricGone => out.write_str("the base reports it, the head does not"),
            Self::EvidenceGone(why) => write!(out, "the base ran on the device, the head does not: {why}"),
            Self::NowRefuted(why) => write!(out, "was confirmed and is refuted: {why}"),
            Self::Loosened(what) => write!(out, "made easier: {what}"),
        }
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MarginInsideInterval => out.write_str("the margin lies inside the interval"),
            Self::CannotResolve => out.write_str("identical code differs by too much here for this margin"),
            Self::NotRedAgain => out.write_str("red at first, and not on a fresh build with a new seed"),
            Self::NotMeasuredAgain(why) => write!(out, "red, and not measured again: {why}"),
            Self::TooFewRounds { rounds, needed } => {
                write!(out, "{rounds} rounds decide nothing, {needed} can")
            }
            Self::BudgetSpent => out.write_str("the budget was spent first"),
            Self::Interrupted => out.write_str("stopped by hand"),
            Self::DisturbedHost { disturbed, rounds } => {
                write!(out, "the host disturbed {disturbed} of {rounds} rounds")
            }
            Self::NotMeasured(why) => write!(out, "not measured: {why}"),
        }
    }
}
