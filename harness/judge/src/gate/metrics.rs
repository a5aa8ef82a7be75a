//! Counts that a variant reports itself: the same in every invocation, so a change is a change of the code.

use std::collections::BTreeSet;

use model::{
    Declaration, Expectation, Measure, MetricRow, Name, Outcome, OutcomeRow, Quantity, Regression, SPAN_COST,
    SPANS, Scope, Target, WATCHING_SHARE,
};

use super::{instructions::INSTRUCTIONS, paired::finite, sides::Trio};
use crate::{
    Case,
    figures::{PEAK_MEMORY, count},
};

/// Reported by the harness, and judged elsewhere or not at all.
const NOT_COUNTS: [&str; 6] = ["prepare", "anonymous-memory", INSTRUCTIONS, SPAN_COST, SPANS, WATCHING_SHARE];

/// A change by less is none.
const FLAT: f64 = 0.005;

/// What the time of the series said: counts that got worse contradict only one that is fine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    IsFine,
    IsNot,
}

/// Metrics that are gone, and counts that got worse.
pub(super) fn metrics(trio: &Trio<'_>, workload: &Name, variant: &Name, time: Time) -> Vec<OutcomeRow> {
    // A head that was not measured reports nothing, and that is said elsewhere.
    if trio.head.samples_of(workload, variant, Scope::Alone).next().is_none() {
        return Vec::new();
    }
    let row = |quantity, outcome| {
        OutcomeRow::plain(trio.gate.experiment, Some(workload), Some(variant), quantity, outcome)
    };
    let mut rows = Vec::new();
    for metric in reported(&trio.base, workload, variant) {
        let quantity = if metric.as_str() == PEAK_MEMORY {
            Quantity::PeakMemory
        } else {
            Quantity::Metric(metric.clone())
        };
        let of = |case: &Case<'_>| -> Vec<MetricRow> {
            case.metrics_of(workload, variant, metric.as_str()).cloned().collect()
        };
        let (base, head) = (of(&trio.base), of(&trio.head));
        if head.is_empty() {
            rows.push(row(quantity, Outcome::Regressed(Regression::MetricGone)));
            continue;
        }
        if time == Time::IsNot || metric.as_str() == PEAK_MEMORY {
            continue;
        }
        let (Some(old), Some(new)) = (exact(&base), exact(&head)) else { continue };
        let unit = &head[0].unit;
        let Some(better) = better(trio.head.declaration, metric, unit, [old, new]) else { continue };
        let worse = match better {
            Better::Less => new - old,
            Better::More => old - new,
        };
        if worse > FLAT * old.abs() {
            let change = if old == 0.0 {
                String::new()
            } else {
                format!(" ({:+.1} %)", 100.0 * (new - old) / old.abs())
            };
            let why = format!("the time is ok, {metric} went from {old} to {new}{change}");
            rows.push(OutcomeRow {
                base: Some(old),
                head: Some(new),
                unit: unit.clone(),
                ratio: finite(new / old),
                rounds: head.len() as u32,
                ..row(quantity, Outcome::Suspect(why))
            });
        }
    }
    rows
}

/// What an invocation of the base reported, predictions left out.
fn reported<'a>(case: &Case<'a>, workload: &Name, variant: &Name) -> BTreeSet<&'a Name> {
    let rows = case.rows.metrics((case.experiment, workload, variant));
    rows.filter(|row| !row.projected && !NOT_COUNTS.contains(&row.metric.as_str()))
        .map(|row| &row.metric)
        .collect()
}

fn exact(rows: &[MetricRow]) -> Option<f64> {
    let rows: Vec<&MetricRow> = rows.iter().filter(|row| !row.projected).collect();
    count(&rows).filter(|value| value.is_finite())
}

#[derive(Clone, Copy)]
enum Better {
    Less,
    More,
}

/// In which direction a metric is better: as the head's expectations and guards speak of it, else less of a whole number
/// without a unit. `None` where nobody says.
fn better(declaration: &Declaration, metric: &Name, unit: &str, values: [f64; 2]) -> Option<Better> {
    let speaks = |measure: &Measure| match measure {
        Measure::Metric { metric: of, .. } | Measure::Count { metric: of, .. } => of == metric,
        Measure::Speedup { .. } | Measure::Time { .. } | Measure::PeakMemory { .. } => false,
    };
    let expected = declaration.hypotheses.iter().flat_map(|hypothesis| {
        let expectations = hypothesis.expectations.iter().filter_map(|expectation| match expectation {
            Expectation::Reaches { measure, target, .. } => Some((measure, target)),
            Expectation::Accurate { .. } => None,
        });
        expectations.chain(hypothesis.guards.iter().map(|guard| (&guard.measure, &guard.target)))
    });
    let mut spoken = expected.filter(|(measure, _)| speaks(measure)).map(|(_, target)| target).peekable();
    if spoken.peek().is_none() {
        let whole = unit.is_empty() && values.iter().all(|value| value.fract() == 0.0);
        return whole.then_some(Better::Less);
    }
    spoken.find_map(|target| match target {
        Target::AtMost(_) => Some(Better::Less),
        Target::AtLeast(_) => Some(Better::More),
        Target::Between(..) => None,
    })
}
