//! How far W threads could scale at all here: W copies at once of the slower side, measured in the same rounds, and what
//! that leaves to work of which a part stays serial.

use std::collections::BTreeMap;

use model::{Clock, Expectation, Measure, Name, Obstacle, SampleRow, Scope, Target};
use stats::{Interval, paired};

use crate::{
    Case,
    bound::Parts,
    series::{seconds, series, summary},
    weigh::{Rounds, Scale, Weighed, numbers, weigh_rounds},
};

/// The variant of which this expectation needs several copies at once.
pub(crate) fn copied(expectation: &Expectation) -> Option<&Name> {
    match expectation {
        Expectation::Reaches { measure: Measure::Speedup { over, .. }, target, .. } => {
            target.needs_ceiling().then_some(over)
        }
        _ => None,
    }
}

/// Decided on speedup / ceiling of the same round, shown as a speedup against the share of the usual ceiling. Where there
/// are parts, the bound that they leave of the ceiling stands in its place.
pub(crate) fn weigh_share(
    case: &Case<'_>,
    workload: &Name,
    (of, over): (&Name, &Name),
    (share, parts): (f64, Option<&Parts<'_>>),
    target: &Target,
) -> Weighed {
    let copies = copies(case, workload, over);
    if case.machine.cores.usable < 2 || copies.values().any(|(count, _)| *count < 2) {
        let one = "a second performance core: one copy at once is no ceiling of any scaling".to_owned();
        return Weighed::not_judged(Obstacle::Missing(one));
    }
    // Scaling is a matter of the wall clock, even where both sides happen to be single threads.
    let fast = seconds(&series(case, workload, of), Clock::Wall);
    let slow = seconds(&series(case, workload, over), Clock::Wall);
    let (mut shares, mut ceilings) = (BTreeMap::new(), BTreeMap::new());
    for (round, (count, slowest)) in &copies {
        if let (Some(fast), Some(slow)) = (fast.get(round), slow.get(round)) {
            let ceiling = f64::from(*count) * slow / slowest;
            let ceiling = match parts.map(|parts| parts.bound(*round, *count, ceiling)) {
                Some(Err(obstacle)) => return Weighed::not_judged(obstacle),
                Some(Ok(bound)) => bound,
                None => ceiling,
            };
            shares.insert(*round, (slow / fast / ceiling).ln());
            ceilings.insert(*round, ceiling.ln());
        }
    }
    let disturbed = case.disturbed_rounds(workload);
    let rounds = Rounds::new(&shares, &disturbed);
    let mut weighed =
        weigh_rounds(case, &rounds, Scale::Logarithms, numbers(case, workload, of, target)).by(Clock::Wall);
    if let Some(doubt) = rounds.too_disturbed() {
        let busy = format!("{doubt}: scaling is never judged on a busy host");
        weighed.finding = crate::weigh::Finding::NotJudged(Obstacle::BusyHost(busy));
    }
    weighed.target_value = None;
    if let Some(ceiling) = usual(&Rounds::new(&ceilings, &disturbed).kept) {
        weighed.target_value = Some(share * ceiling);
        weighed.interval = weighed.interval.map(|interval| Interval {
            estimate: interval.estimate * ceiling,
            lower: interval.lower * ceiling,
            upper: interval.upper * ceiling,
        });
    }
    weighed
}

/// Hodges and Lehmann's centre of the ceilings; `None` without a round.
fn usual(ln_ceilings: &[f64]) -> Option<f64> {
    // No bounds are asked for, so any error will do.
    paired(ln_ceilings, 0.5).ok().map(|interval| interval.estimate.exp())
}

/// W, and the seconds of the slowest of W copies, in every round that has them all.
fn copies(case: &Case<'_>, workload: &Name, variant: &Name) -> BTreeMap<u32, (u32, f64)> {
    let mut rounds: BTreeMap<u32, BTreeMap<u32, Vec<&SampleRow>>> = BTreeMap::new();
    for row in case.samples_of(workload, variant, Scope::Together) {
        rounds.entry(row.round).or_default().entry(row.copy).or_default().push(row);
    }
    rounds
        .into_iter()
        .filter_map(|(round, copies)| {
            let times: Option<Vec<f64>> = copies.values().map(|rows| summary(rows, Clock::Wall)).collect();
            Some((round, (copies.len() as u32, times?.into_iter().max_by(f64::total_cmp)?)))
        })
        .collect()
}
