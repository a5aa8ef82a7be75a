//! Expectations of one hypothesis that no measurement can meet together.

use model::{Expectation, Guard, Level, Measure, Name, Target};

use super::problems::{Place, Problems};

/// Refuses numbers for the same measure on the same workload that leave nothing between them.
pub(super) fn refuse(
    problems: &mut Problems,
    expectations: &[(Expectation, Place)],
    guards: &[(Guard, Place)],
) {
    let expected = expectations.iter().filter_map(|(expectation, at)| match expectation {
        Expectation::Reaches { measure, workload, target } => Some((measure, Some(workload), target, *at)),
        Expectation::Accurate { .. } => None,
    });
    let guarded =
        guards.iter().map(|(guard, at)| (&guard.measure, guard.workload.as_ref(), &guard.target, *at));
    let mut seen: Vec<(&Measure, Option<&Name>, Range, Place)> = Vec::new();
    for (measure, workload, target, at) in expected.chain(guarded) {
        let Some(range) = Range::of(target) else { continue };
        // A guard without a workload holds on all of them.
        let same = |other: Option<&Name>| workload.is_none() || other.is_none() || workload == other;
        let against = seen
            .iter()
            .find(|(other, on, earlier, _)| *other == measure && same(*on) && !range.meets(*earlier));
        if let Some((.., earlier, first)) = against {
            problems.at(
                at,
                format!(
                    "{measure} cannot be {range} and {earlier}, as it should be at {first}: change one of them"
                ),
            );
        }
        seen.push((measure, workload, range, at));
    }
}

/// The numbers that a target allows; a share of the ceiling or a sum over threads is only known when it is measured.
#[derive(Clone, Copy)]
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    /// Nothing where it is no range at all, which is told elsewhere.
    fn of(target: &Target) -> Option<Self> {
        let (low, high) = match target {
            Target::AtLeast(Level::Number(low)) => (*low, f64::MAX),
            Target::AtMost(Level::Number(high)) => (f64::MIN, *high),
            Target::Between(low, high) => (*low, *high),
            Target::AtLeast(_) | Target::AtMost(_) => return None,
        };
        (low.is_finite() && high.is_finite() && low <= high).then_some(Self { low, high })
    }

    fn meets(self, other: Self) -> bool {
        self.low.max(other.low) <= self.high.min(other.high)
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.low > f64::MIN, self.high < f64::MAX) {
            (true, true) => write!(out, "{} to {}", self.low, self.high),
            (true, false) => write!(out, "at least {}", self.low),
            _ => write!(out, "at most {}", self.high),
        }
    }
}
