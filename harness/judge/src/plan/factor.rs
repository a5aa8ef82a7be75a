//! A speedup with its bounds, and what can be computed from several.

use model::VerdictRow;

/// A speedup with its bounds; all three are finite and above zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// The estimate.
    pub estimate: f64,
    /// Its lower bound.
    pub lower: f64,
    /// Its upper bound.
    pub upper: f64,
}

impl Factor {
    /// Of a row; `None` where it is not bounded on both sides, or no number that a speedup can be.
    pub fn of(row: &VerdictRow) -> Option<Self> {
        let factor = Self { estimate: row.estimate?, lower: row.lower?, upper: row.upper? };
        let is_speedup = |value: f64| value.is_finite() && value > 0.0;
        let all = [factor.lower, factor.estimate, factor.upper];
        (all.into_iter().all(is_speedup) && all.is_sorted()).then_some(factor)
    }

    /// Least times least and most times most: wider than what chance alone would make of it, and never narrower.
    #[must_use]
    pub(crate) fn times(self, other: Self) -> Self {
        Self {
            estimate: self.estimate * other.estimate,
            lower: self.lower * other.lower,
            upper: self.upper * other.upper,
        }
    }

    /// How many times the other it is, with bounds that hold whatever each of them is within its own.
    #[must_use]
    pub(crate) fn over(self, other: Self) -> Self {
        Self {
            estimate: self.estimate / other.estimate,
            lower: self.lower / other.upper,
            upper: self.upper / other.lower,
        }
    }
}
