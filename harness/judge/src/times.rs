//! Speedups and absolute times: one number per round, estimated as logarithms.

use std::collections::BTreeMap;

use model::{Clock, Name, Obstacle, Target};

use crate::{
    Case,
    series::{seconds, series, shared_clock},
    weigh::{Rounds, Scale, Weighed, numbers, weigh_rounds},
};

pub(crate) fn weigh_speedup(
    case: &Case<'_>,
    workload: &Name,
    of: &Name,
    over: &Name,
    target: &Target,
) -> Weighed {
    match log_ratios(case, workload, of, over) {
        Ok((clock, ratios)) => {
            let rounds = Rounds::new(&ratios, &case.disturbed_rounds(workload));
            weigh_rounds(case, &rounds, Scale::Logarithms, numbers(case, workload, of, target)).by(clock)
        }
        Err(obstacle) => Weighed::not_judged(obstacle),
    }
}

/// ln(over / of) in every round that has both sides: a ratio across rounds would hold what the host did between them.
pub(crate) fn log_ratios(
    case: &Case<'_>,
    workload: &Name,
    of: &Name,
    over: &Name,
) -> Result<(Clock, BTreeMap<u32, f64>), Obstacle> {
    let (fast, slow) = (declared(case, of)?, declared(case, over)?);
    let (fast_series, slow_series) = (series(case, workload, of), series(case, workload, over));
    let clock = shared_clock(&[(fast, &fast_series), (slow, &slow_series)]);
    let (fast, slow) = (seconds(&fast_series, clock), seconds(&slow_series, clock));
    Ok((clock, by_round(&slow, &fast)))
}

/// ln(over / of) in every round that both have.
pub(crate) fn by_round(over: &BTreeMap<u32, f64>, of: &BTreeMap<u32, f64>) -> BTreeMap<u32, f64> {
    let rounds: Vec<u32> = of.keys().filter(|round| over.contains_key(round)).copied().collect();
    let at = |side: &BTreeMap<u32, f64>| -> Vec<f64> { rounds.iter().map(|round| side[round]).collect() };
    rounds.iter().copied().zip(stats::log_ratios(&at(over), &at(of))).collect()
}

pub(crate) fn weigh_time(case: &Case<'_>, workload: &Name, of: &Name, target: &Target) -> Weighed {
    match log_seconds(case, workload, of) {
        Ok((clock, logs)) => {
            let rounds = Rounds::new(&logs, &case.disturbed_rounds(workload));
            weigh_rounds(case, &rounds, Scale::Logarithms, numbers(case, workload, of, target)).by(clock)
        }
        Err(obstacle) => Weighed::not_judged(obstacle),
    }
}

pub(crate) fn log_seconds(
    case: &Case<'_>,
    workload: &Name,
    of: &Name,
) -> Result<(Clock, BTreeMap<u32, f64>), Obstacle> {
    let variant = declared(case, of)?;
    let rows = series(case, workload, of);
    let clock = shared_clock(&[(variant, &rows)]);
    let logs = seconds(&rows, clock).into_iter().map(|(round, seconds)| (round, seconds.ln()));
    Ok((clock, logs.collect()))
}

fn declared<'a>(case: &Case<'a>, variant: &Name) -> Result<&'a model::Variant, Obstacle> {
    case.declaration
        .variant(variant)
        .ok_or_else(|| Obstacle::VariantNotRun(format!("{variant} (not declared)")))
}
