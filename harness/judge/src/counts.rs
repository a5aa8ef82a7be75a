//! Counts: deterministic, so one invocation with each seed says all, and the worst seed decides.

use model::{Name, Obstacle, Target};
use stats::Interval;

use crate::{
    Case, Precision, accuracy, amount,
    figures::{is_time, nothing_to_divide_by},
    weigh::{Finding, Weighed, numbers, value},
};

/// What is counted, on which workload, with how many seeds.
#[derive(Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub(crate) metric: &'a Name,
    pub(crate) workload: &'a Name,
    pub(crate) seeds: u32,
}

/// Exactly known where every seed was counted, and nothing where one was not: those that were may be the lucky ones.
pub(crate) fn weigh_count(
    case: &Case<'_>,
    counted: Counted<'_>,
    (of, relative_to): (&Name, Option<&Name>),
    target: &Target,
) -> Weighed {
    let mut counts = Vec::new();
    let mut unit = "x";
    for seed in 1..=u64::from(counted.seeds) {
        let other = relative_to.map(|other| counted.with_seed(case, other, seed)).transpose();
        let (own, other) = match (counted.with_seed(case, of, seed), other) {
            (Ok(own), Ok(other)) => (own, other),
            (Err(unjudged), _) | (_, Err(unjudged)) => return unjudged,
        };
        match other {
            None => {
                counts.push((seed, own.0));
                unit = own.1;
            }
            Some((0.0, _)) => {
                return Weighed::not_judged(nothing_to_divide_by(counted.metric.as_str(), relative_to));
            }
            Some((other, _)) => counts.push((seed, own.0 / other)),
        }
    }
    let target = numbers(case, counted.workload, of, target);
    let by_shortfall = |one: &&(u64, f64), other: &&(u64, f64)| {
        shortfall(one.1, target).total_cmp(&shortfall(other.1, target))
    };
    let Some((seed, worst)) = counts.iter().max_by(by_shortfall).copied() else {
        return Weighed::not_judged(Obstacle::NotCounted("no seed is asked for".to_owned()));
    };
    let short = counts.iter().filter(|(_, count)| shortfall(*count, target) > 0.0).count();
    let furthest = format!("seed {seed}: {}", amount(worst, unit, Precision::AtMost(6)));
    let finding = match short {
        0 => Finding::Beyond,
        1 => Finding::ShortWith(furthest),
        short => Finding::ShortWith(format!("{short} of {} seeds, furthest with {furthest}", counted.seeds)),
    };
    let lower = counts.iter().map(|(_, count)| *count).fold(f64::INFINITY, f64::min);
    let upper = counts.iter().map(|(_, count)| *count).fold(f64::NEG_INFINITY, f64::max);
    Weighed {
        interval: Some(Interval { estimate: worst, lower, upper }),
        target_value: value(target),
        rounds: counted.seeds,
        ..Weighed::empty(finding)
    }
}

/// How far a count lies short of its target; not above 0 where it holds.
fn shortfall(count: f64, target: stats::Target) -> f64 {
    match target {
        stats::Target::AtLeast(least) => least - count,
        stats::Target::AtMost(most) => count - most,
        stats::Target::Between(low, high) => (low - count).max(count - high),
    }
}

impl Counted<'_> {
    /// The count of a variant with one seed, and its unit.
    fn with_seed<'a>(&self, case: &Case<'a>, variant: &Name, seed: u64) -> Result<(f64, &'a str), Weighed> {
        let Self { metric, workload, .. } = self;
        let of = format!("{metric} of {variant} on {workload}");
        let found = case.counts_of(workload, variant, metric.as_str()).find(|row| row.seed == Some(seed));
        let Some(row) = found.filter(|row| row.value.is_finite()) else {
            let was_run = accuracy::rows(case, workload, variant).any(|row| row.seed == Some(seed));
            return Err(match &case.ended_early {
                _ if was_run => Weighed::not_judged(Obstacle::NoSuchMetric(format!("{of} with seed {seed}"))),
                Some(early) => Weighed::empty(Finding::Undecided(early.clone())),
                None => Weighed::not_judged(Obstacle::NotCounted(format!(
                    "{variant} on {workload} was not counted with seed {seed} of {}",
                    self.seeds
                ))),
            });
        };
        let mut rounds = case.metrics_of(workload, variant, metric.as_str()).map(|row| row.value);
        let first = rounds.next();
        if row.projected {
            Err(Weighed::not_judged(Obstacle::Projected))
        } else if is_time(&row.unit) {
            Err(Weighed::not_judged(Obstacle::NoCount(format!("{of} is a time, which is no count"))))
        } else if rounds.any(|value| Some(value) != first) {
            let words = format!("{of} differs from round to round with one seed, so it is no count");
            Err(Weighed::not_judged(Obstacle::NoCount(words)))
        } else {
            Ok((row.value, &row.unit))
        }
    }
}
