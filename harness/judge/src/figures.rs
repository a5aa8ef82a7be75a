//! What variants report themselves: counts, shares, errors, and their peak memory.

use std::collections::BTreeMap;

use model::{MetricRow, Name, Obstacle, Target};
use stats::{Interval, median};

use crate::{
    Case,
    weigh::{Rounds, Scale, Weighed, numbers, weigh_rounds},
};

/// The metric under which every invocation reports its own peak.
pub(crate) const PEAK_MEMORY: &str = "peak-memory";

/// Memory is judged by its worst invocation: a bound that holds on average does not hold.
pub(crate) fn weigh_memory(
    case: &Case<'_>,
    workload: &Name,
    of: &Name,
    relative_to: Option<&Name>,
    target: &Target,
) -> Weighed {
    let other = relative_to.map(|other| reported(case, workload, other, PEAK_MEMORY));
    let (own, other) = match (reported(case, workload, of, PEAK_MEMORY), other.transpose()) {
        (Ok(own), Ok(other)) => (own, other),
        (Err(unjudged), _) | (_, Err(unjudged)) => return without_ratio(unjudged, relative_to),
    };
    let unit = match other.map(|other| median(&values(&other))) {
        Some(usual) if usual > 0.0 => usual,
        Some(_) => return Weighed::not_judged(nothing_to_divide_by(PEAK_MEMORY, relative_to)),
        None => 1.0,
    };
    let peaks: Vec<f64> = values(&own).into_iter().map(|peak| peak / unit).collect();
    let lower = peaks.iter().copied().fold(f64::INFINITY, f64::min);
    let upper = peaks.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let worst = if matches!(target, Target::AtLeast(_)) { lower } else { upper };
    let range = Interval { estimate: worst, lower, upper };
    Weighed::exactly(range, numbers(case, workload, of, target), peaks.len() as u32)
}

/// A figure that is the same in every invocation is a count and known exactly; any other has an interval.
pub(crate) fn weigh_metric(
    case: &Case<'_>,
    workload: &Name,
    (of, relative_to): (&Name, Option<&Name>),
    metric: &Name,
    target: &Target,
) -> Weighed {
    let metric = metric.as_str();
    let other = relative_to.map(|other| reported(case, workload, other, metric));
    let (own, other) = match (reported(case, workload, of, metric), other.transpose()) {
        (Ok(own), Ok(other)) => (own, other),
        (Err(unjudged), _) | (_, Err(unjudged)) => return without_ratio(unjudged, relative_to),
    };
    let target = numbers(case, workload, of, target);
    let invocations = own.len() as u32;
    match (count(&own), other.as_ref().map(|other| count(other))) {
        (Some(own), None) => return Weighed::exactly(Interval::point(own), target, invocations),
        (Some(_), Some(Some(0.0))) => return Weighed::not_judged(nothing_to_divide_by(metric, relative_to)),
        (Some(own), Some(Some(other))) => {
            return Weighed::exactly(Interval::point(own / other), target, invocations);
        }
        _ => {}
    }
    let disturbed = case.disturbed_rounds(workload);
    let own = by_round(&own);
    let Some(other) = other else {
        return weigh_rounds(case, &Rounds::new(&own, &disturbed), Scale::Plain, target);
    };
    let other = by_round(&other);
    let pairs: BTreeMap<u32, (f64, f64)> =
        own.iter().filter_map(|(round, own)| Some((*round, (*own, *other.get(round)?)))).collect();
    if pairs.values().any(|(_, other)| *other == 0.0) {
        return Weighed::not_judged(nothing_to_divide_by(metric, relative_to));
    }
    let ratios: BTreeMap<u32, f64> =
        pairs.iter().map(|(round, (own, other))| (*round, own / other)).collect();
    if ratios.values().all(|ratio| *ratio > 0.0) {
        let logs = ratios.into_iter().map(|(round, ratio)| (round, ratio.ln())).collect();
        weigh_rounds(case, &Rounds::new(&logs, &disturbed), Scale::Logarithms, target)
    } else {
        weigh_rounds(case, &Rounds::new(&ratios, &disturbed), Scale::Plain, target)
    }
}

fn reported<'a>(
    case: &Case<'a>,
    workload: &Name,
    variant: &Name,
    metric: &str,
) -> Result<Vec<&'a MetricRow>, Weighed> {
    let rows: Vec<&MetricRow> = case.metrics_of(workload, variant, metric).collect();
    if rows.is_empty() || rows.iter().any(|row| !row.value.is_finite()) {
        Err(Weighed::not_judged(Obstacle::NoSuchMetric(format!("{metric} of {variant} on {workload}"))))
    } else if rows.iter().any(|row| row.projected) {
        // Shown as what it is.
        let interval = Some(Interval::point(median(&values(&rows))));
        Err(Weighed { interval, rounds: rows.len() as u32, ..Weighed::not_judged(Obstacle::Projected) })
    } else {
        Ok(rows)
    }
}

/// One side of a ratio is not the ratio.
fn without_ratio(unjudged: Weighed, relative_to: Option<&Name>) -> Weighed {
    let interval = unjudged.interval.filter(|_| relative_to.is_none());
    Weighed { interval, ..unjudged }
}

pub(crate) fn nothing_to_divide_by(metric: &str, other: Option<&Name>) -> Obstacle {
    let other = other.map_or_else(String::new, |other| format!(" of {other}"));
    Obstacle::NoSuchMetric(format!("{metric}{other} other than 0, which nothing is a multiple of,"))
}

fn values(rows: &[&MetricRow]) -> Vec<f64> {
    rows.iter().map(|row| row.value).collect()
}

fn by_round(rows: &[&MetricRow]) -> BTreeMap<u32, f64> {
    rows.iter().map(|row| (row.round, row.value)).collect()
}

/// The value of a deterministic count. Seen once, only a whole number that is no time counts as one: a share of the time
/// that was seen once is no more exact than a time.
pub(crate) fn count(rows: &[&MetricRow]) -> Option<f64> {
    let (first, others) = rows.split_first()?;
    let equal = others.iter().all(|row| row.value == first.value);
    let is_whole = first.value.fract() == 0.0 && !is_time(&first.unit);
    (equal && (!others.is_empty() || is_whole)).then_some(first.value)
}

pub(crate) fn is_time(unit: &str) -> bool {
    matches!(unit, "s" | "ms" | "us" | "µs" | "ns")
}
