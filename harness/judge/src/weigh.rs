//! A measure and a target become an interval, and the interval a finding.

use std::collections::{BTreeMap, BTreeSet};

use model::{Clock, Doubt, Level, Measure, Name, Obstacle, Target};
use stats::{Decision, Interval, decide, minimum_detectable, paired, rounds_needed};

use crate::{
    Case,
    bound::Parts,
    ceiling,
    counts::{self, Counted},
    figures,
    series::threads,
    times,
};

/// What was measured, against what, and what follows from it.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) interval: Option<Interval>,
    pub(crate) target_value: Option<f64>,
    pub(crate) clock: Option<Clock>,
    pub(crate) rounds: u32,
    pub(crate) detectable: Option<f64>,
    pub(crate) finding: Finding,
}

#[derive(Clone, Debug)]
pub(crate) enum Finding {
    Beyond,
    Short,
    /// A count, with some seed: which, and how much.
    ShortWith(String),
    Undecided(Doubt),
    NotJudged(Obstacle),
}

/// With a larger share of disturbed rounds than this a run says nothing: what is left would be a selection.
pub(crate) const DISTURBED: f64 = 1.0 / 3.0;

pub(crate) fn weigh(case: &Case<'_>, workload: &Name, measure: &Measure, target: &Target) -> Weighed {
    match measure {
        Measure::Speedup { of, over } => match target.level() {
            Some(Level::ShareOfCeiling(share)) => {
                ceiling::weigh_share(case, workload, (of, over), (*share, None), target)
            }
            Some(Level::ShareOfBound { share, serial, parallel }) => {
                let parts = Parts::of(case, workload, over, [serial, parallel]);
                ceiling::weigh_share(case, workload, (of, over), (*share, Some(&parts)), target)
            }
            _ => times::weigh_speedup(case, workload, of, over, target),
        },
        Measure::Time { of } => times::weigh_time(case, workload, of, target),
        Measure::PeakMemory { of, relative_to } => {
            figures::weigh_memory(case, workload, of, relative_to.as_ref(), target)
        }
        Measure::Metric { of, metric, relative_to } => {
            figures::weigh_metric(case, workload, (of, relative_to.as_ref()), metric, target)
        }
        Measure::Count { of, metric, relative_to, seeds } => {
            let counted = Counted { metric, workload, seeds: *seeds };
            counts::weigh_count(case, counted, (of, relative_to.as_ref()), target)
        }
    }
}

impl Weighed {
    pub(crate) fn not_judged(obstacle: Obstacle) -> Self {
        Self::empty(Finding::NotJudged(obstacle))
    }

    pub(crate) fn empty(finding: Finding) -> Self {
        Self { interval: None, target_value: None, clock: None, rounds: 0, detectable: None, finding }
    }

    /// Known exactly, or by its worst: nothing is left to chance.
    pub(crate) fn exactly(interval: Interval, target: stats::Target, rounds: u32) -> Self {
        let finding = match decide(interval, target) {
            Decision::Beyond => Finding::Beyond,
            // Where only a part of what was seen keeps the bound, the bound was not kept.
            Decision::Short | Decision::Undecided => Finding::Short,
        };
        Self { interval: Some(interval), rounds, target_value: value(target), ..Self::empty(finding) }
    }

    /// By this clock.
    pub(crate) fn by(self, clock: Clock) -> Self {
        Self { clock: Some(clock), ..self }
    }
}

/// One number per round that was measured, of which the disturbed ones do not count.
pub(crate) struct Rounds {
    pub(crate) kept: Vec<f64>,
    measured: u32,
    disturbed: u32,
}

impl Rounds {
    pub(crate) fn new(measured: &BTreeMap<u32, f64>, disturbed: &BTreeSet<u32>) -> Self {
        let kept: Vec<f64> = measured
            .iter()
            .filter(|(round, _)| !disturbed.contains(round))
            .map(|(_, value)| *value)
            .collect();
        Self { measured: measured.len() as u32, disturbed: (measured.len() - kept.len()) as u32, kept }
    }

    pub(crate) fn too_disturbed(&self) -> Option<Doubt> {
        (f64::from(self.disturbed) > DISTURBED * f64::from(self.measured))
            .then_some(Doubt::DisturbedHost { disturbed: self.disturbed, rounds: self.measured })
    }
}

/// The scale that the rounds are estimated on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// The numbers are logarithms of what is shown.
    Logarithms,
    /// The numbers are what is shown.
    Plain,
}

/// Judges one number per round by its interval.
pub(crate) fn weigh_rounds(case: &Case<'_>, rounds: &Rounds, scale: Scale, target: stats::Target) -> Weighed {
    let count = rounds.kept.len() as u32;
    let alpha = case.looks.alpha_at(count);
    let Ok(bounds) = paired(&rounds.kept, alpha) else {
        let doubt = rounds.too_disturbed().unwrap_or_else(|| why_undecided(case, rounds, alpha));
        return Weighed { target_value: value(target), ..Weighed::empty(Finding::Undecided(doubt)) };
    };
    let interval = match scale {
        Scale::Logarithms => bounds.exp(),
        Scale::Plain => bounds,
    };
    let finding = match (rounds.too_disturbed(), decide(interval, target)) {
        (Some(doubt), _) => Finding::Undecided(doubt),
        (None, Decision::Beyond) => Finding::Beyond,
        (None, Decision::Short) => Finding::Short,
        (None, Decision::Undecided) => Finding::Undecided(why_undecided(case, rounds, alpha)),
    };
    let detectable = match scale {
        Scale::Logarithms => minimum_detectable(bounds, alpha),
        Scale::Plain => None,
    };
    let interval = Some(interval);
    Weighed { interval, target_value: value(target), clock: None, rounds: count, detectable, finding }
}

/// A run that was cut short says so first; then that it was too small; only then that the target is too near.
fn why_undecided(case: &Case<'_>, rounds: &Rounds, alpha: f64) -> Doubt {
    let count = rounds.kept.len() as u32;
    let needed = rounds_needed(alpha) as u32;
    match &case.ended_early {
        Some(early) if rounds.measured < case.looks.last() => early.clone(),
        _ if count < needed => Doubt::TooFewRounds { rounds: count, needed },
        _ => Doubt::TargetInsideInterval,
    }
}

/// The target as numbers; a share of the ceiling or the bound is a number already, to be compared with shares.
pub(crate) fn numbers(case: &Case<'_>, workload: &Name, of: &Name, target: &Target) -> stats::Target {
    let number = |level: &Level| match level {
        Level::Number(number) | Level::ShareOfCeiling(number) | Level::ShareOfBound { share: number, .. } => {
            *number
        }
        Level::PerThread { base, each } => base + each * f64::from(threads(case, workload, of)),
    };
    match target {
        Target::AtLeast(level) => stats::Target::AtLeast(number(level)),
        Target::AtMost(level) => stats::Target::AtMost(number(level)),
        Target::Between(low, high) => stats::Target::Between(*low, *high),
    }
}

pub(crate) fn value(target: stats::Target) -> Option<f64> {
    match target {
        stats::Target::AtLeast(value) | stats::Target::AtMost(value) => Some(value),
        stats::Target::Between(..) => None,
    }
}
