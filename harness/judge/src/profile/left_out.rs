//! What is profiled, and why a variant has no profile: never shown as one whose time is all in one place.

use std::fmt;

use model::{Failure, Name};

/// Why this workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It was asked for.
    Asked,
    /// There is one of the name `full`.
    Full,
    /// It has the largest size of those that are measured without being named.
    Largest,
    /// It is the last one declared of those; not all of them have sizes.
    Last,
    /// All others are measured only when they are named.
    OnlyOne,
}

/// A variant without a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The variant.
    pub variant: Name,
    /// Why it has none.
    pub why: WhyNot,
}

/// Why a variant has no profile.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyNot {
    /// It reports no spans, so nothing is known of its stages.
    NoSpans,
    /// It is a peer, and was not named.
    Peer,
    /// It is a control, and was not named.
    Control,
    /// It is limited to these workloads.
    Elsewhere(Vec<Name>),
    /// A comparison with the reference failed: its name.
    Wrong(String),
    /// The reference itself is not what it should be: the name of the comparison.
    NoReference(String),
    /// It said that it cannot run here.
    CannotRun(String),
    /// It failed.
    Failed(Failure),
}

impl fmt::Display for Because {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Asked => "as asked for",
            Self::Full => "no workload was named, and this is its `full`",
            Self::Largest => "no workload was named, and this is the largest that needs no naming",
            Self::Last => {
                "no workload was named, not all have sizes, and this is the last that needs no naming"
            }
            Self::OnlyOne => "no workload was named, and this is the only one that needs no naming",
        })
    }
}

impl fmt::Display for WhyNot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpans => out.write_str("reports no spans: nothing is known of its stages"),
            Self::Peer => out.write_str("is a peer, which is profiled only when it is named: --variant"),
            Self::Control => {
                out.write_str("is a control, which is profiled only when it is named: --variant")
            }
            Self::Elsewhere(only_on) => {
                let names: Vec<&str> = only_on.iter().map(Name::as_str).collect();
                write!(out, "does not run on this workload: it is limited to {}", names.join(", "))
            }
            Self::Wrong(check) => write!(out, "gives a wrong answer ({check}), which has no speed"),
            Self::NoReference(check) => write!(out, "has no reference to be right by ({check})"),
            Self::CannotRun(reason) => write!(out, "cannot run here: {reason}"),
            Self::Failed(failure) => write!(out, "failed: {failure}"),
        }
    }
}
