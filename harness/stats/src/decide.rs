//! From an interval and a target to a decision: beyond it, short of it, or neither.

use crate::Interval;

/// What must be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// No less.
    AtLeast(f64),
    /// No more.
    AtMost(f64),
    /// No less than the first and no more than the second.
    Between(f64, f64),
}

/// What the interval says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It lies at or beyond the target.
    Beyond,
    /// It lies short of it.
    Short,
    /// It holds the target, or says nothing.
    Undecided,
}

/// A bound that touches the target has reached it.
pub fn decide(interval: Interval, target: Target) -> Decision {
    let Interval { lower, upper, .. } = interval;
    let (beyond, short) = match target {
        Target::AtLeast(least) => (lower >= least, upper < least),
        Target::AtMost(most) => (upper <= most, lower > most),
        Target::Between(least, most) => (lower >= least && upper <= most, upper < least || lower > most),
    };
    match (beyond, short) {
        (true, _) => Decision::Beyond,
        (_, true) => Decision::Short,
        _ => Decision::Undecided,
    }
}
