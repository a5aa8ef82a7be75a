//! What one declaration asks less of than another: targets, guards and checks that became easier to pass. The gate holds a
//! head against its base with it, the audit what is declared now against what was declared when a result was known.

mod hypotheses;
mod levels;
mod surroundings;

use std::fmt;

use model::Declaration;

/// One thing that is easier to pass than it was, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Easing {
    /// In which way.
    pub kind: EasingKind,
    /// What it is about, in words: `target of tree over haversine on small`.
    pub what: String,
    /// What it was.
    pub from: String,
    /// What it is.
    pub to: String,
    /// The hypothesis as it was worded before; `None` where the whole experiment is meant.
    pub hypothesis: Option<String>,
    /// The expectation in the words of its verdict, `tree over haversine on small`; `None` where no single one is meant.
    pub expectation: Option<String>,
}

/// In which way something is easier to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EasingKind {
    /// A target lets more pass.
    Target,
    /// An expectation is gone, or can no longer be judged.
    ExpectationGone,
    /// A guard lets more pass.
    Guard,
    /// A guard is gone from a workload that it held on.
    GuardGone,
    /// A condition was added or asks for more: there are fewer machines on which it can fail.
    Condition,
    /// A hypothesis is gone.
    HypothesisGone,
    /// What the plan promised is smaller, or gone.
    Claim,
    /// A change must be larger to be a regression.
    Margin,
    /// A control is gone from where it proved that the checks can fail.
    ControlGone,
    /// A variant no longer has to prove that it ran on its device.
    EvidenceGone,
    /// A workload is measured only when it is asked for.
    WorkloadHidden,
    /// The prediction is another one.
    Prediction,
    /// A target, or the reference of a workload, is of another kind: which of the two is easier cannot be known.
    CannotCompare,
}

impl EasingKind {
    /// Is it easier for certain? Another prediction lets nothing more pass, and what cannot be compared may be harder.
    pub fn is_easier(self) -> bool {
        !matches!(self, Self::Prediction | Self::CannotCompare)
    }
}

/// Everything that `after` asks less of than `before`, in the order in which `before` declares it. Nothing for a
/// declaration and itself.
pub fn easier(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let mut easings = hypotheses::easier(before, after);
    easings.extend(surroundings::easier(before, after));
    easings
}

impl Easing {
    fn new(kind: EasingKind, what: String, from: impl fmt::Display, to: impl fmt::Display) -> Self {
        Self { kind, what, from: from.to_string(), to: to.to_string(), hypothesis: None, expectation: None }
    }

    fn of(self, hypothesis: &str) -> Self {
        Self { hypothesis: Some(hypothesis.to_owned()), ..self }
    }

    fn on(self, expectation: String) -> Self {
        Self { expectation: Some(expectation), ..self }
    }
}

impl fmt::Display for Easing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(hypothesis) = &self.hypothesis {
            write!(out, "`{hypothesis}`: ")?;
        }
        write!(out, "{} was {}, is {}", self.what, self.from, self.to)
    }
}
