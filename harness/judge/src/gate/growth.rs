//! Does the time of the head grow faster with the size of the input? A slowdown at every size alike is none of growth.

use model::{Name, Outcome, OutcomeRow, Quantity, Regression};
use stats::{Interval, paired, scaling_exponent};

use super::{
    paired::{Paired, finite},
    series::times,
    sides::Trio,
};

/// So much more of an exponent is another way to grow; caches and logarithms bend it by less.
const STEEPER: f64 = 0.15;

/// The rows of a variant that grows faster, or surely does not. What is undecided has none: the times speak for it.
pub(super) fn growth(trio: &Trio<'_>, variant: &Name, workloads: &[Name]) -> Option<OutcomeRow> {
    let mut sized: Vec<(f64, Paired)> = workloads
        .iter()
        .filter_map(|workload| {
            let size = trio.head.declaration.workload(workload)?.size?;
            let rounds = times(trio, workload, variant)?;
            let counts = size > 0.0 && size.is_finite() && rounds.too_disturbed().is_none();
            (counts && !rounds.logs.is_empty()).then_some((size, rounds))
        })
        .collect();
    sized.sort_by(|one, other| one.0.total_cmp(&other.0));
    // Two clocks have no common growth.
    let ((small, least), (large, most)) = (sized.first()?, sized.last()?);
    if large <= small || sized.iter().any(|(_, rounds)| rounds.clock != least.clock) {
        return None;
    }
    let times_as_large = (large / small).ln();
    let difference = difference(trio, (least, most), times_as_large)?;
    // What identical code seems to grow differently by.
    let resolves = (least.resolves() + most.resolves()) / times_as_large;
    let outcome = if difference.lower > STEEPER.max(resolves) {
        Outcome::Regressed(Regression::BeyondMargin)
    } else if difference.upper < STEEPER && resolves <= STEEPER {
        Outcome::Ok
    } else {
        return None;
    };
    let exponent = |side: fn(&Paired) -> f64| {
        let (sizes, values): (Vec<f64>, Vec<f64>) =
            sized.iter().map(|(size, rounds)| (*size, side(rounds))).unzip();
        scaling_exponent(&sizes, &values).map(|exponent| exponent.slope)
    };
    Some(OutcomeRow {
        clock: least.clock,
        base: exponent(|rounds| rounds.base),
        head: exponent(|rounds| rounds.head),
        ratio: finite(difference.estimate),
        lower: finite(difference.lower),
        upper: finite(difference.upper),
        margin: Some(STEEPER),
        resolves: finite(resolves),
        rounds: least.logs.len().min(most.logs.len()) as u32,
        ..OutcomeRow::plain(trio.gate.experiment, None, Some(variant), Quantity::Growth, outcome)
    })
}

/// By how much the exponent of the head is larger. Both bounds of a difference may err at once: it is wrong at most twice
/// as often as one of them.
fn difference(trio: &Trio<'_>, (least, most): (&Paired, &Paired), times_as_large: f64) -> Option<Interval> {
    let bounds = |rounds: &Paired| paired(&rounds.logs, trio.gate.looks.alpha_at(rounds.measured)).ok();
    let (small, large) = (bounds(least)?, bounds(most)?);
    Some(Interval {
        estimate: (large.estimate - small.estimate) / times_as_large,
        lower: (large.lower - small.upper) / times_as_large,
        upper: (large.upper - small.lower) / times_as_large,
    })
}
