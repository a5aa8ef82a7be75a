//! What must hold besides the expectation: a missed guard refutes it, an undecided one leaves it open.

use model::{Doubt, Guard, Hypothesis, Measure, Name, Refutation, Target, Verdict};
use stats::Interval;

use crate::{
    Case, Precision, amount,
    device::Need,
    questions::stopped,
    target_words,
    weigh::{Finding, Weighed, weigh},
    words::{against, unit},
};

/// What the guards say about an expectation that holds.
pub(crate) enum Guarded {
    Hold,
    Missed(String),
    /// More rounds may decide it.
    Undecided(String),
    /// No number of rounds will.
    CannotBeJudged(String),
}

impl Guarded {
    pub(crate) fn verdict(self) -> Verdict {
        match self {
            Self::Hold => Verdict::Confirmed,
            Self::Missed(words) => Verdict::Refuted(Refutation::GuardMissed(words)),
            Self::Undecided(words) | Self::CannotBeJudged(words) => {
                Verdict::Inconclusive(Doubt::GuardUndecided(words))
            }
        }
    }

    fn severity(&self) -> u8 {
        match self {
            Self::Hold => 0,
            Self::Undecided(_) => 1,
            Self::CannotBeJudged(_) => 2,
            Self::Missed(_) => 3,
        }
    }
}

/// The guards that an expectation on this workload answers for, each with the workload it is judged on. One that names a
/// workload of which no expectation speaks is answered for by all of them, so that none is forgotten.
pub fn guards_of<'a>(
    hypothesis: &'a Hypothesis,
    workload: &'a Name,
) -> impl Iterator<Item = (&'a Guard, &'a Name)> {
    hypothesis.guards.iter().filter_map(move |guard| match &guard.workload {
        None => Some((guard, workload)),
        Some(named) if named == workload => Some((guard, workload)),
        Some(named) => (!hypothesis.workloads().contains(&named)).then_some((guard, named)),
    })
}

/// The worst of what the guards say.
pub(crate) fn guarded(case: &Case<'_>, hypothesis: &Hypothesis, workload: &Name) -> Guarded {
    let mut worst = Guarded::Hold;
    for (guard, on) in guards_of(hypothesis, workload) {
        let said = one(case, guard, on);
        if said.severity() > worst.severity() {
            worst = said;
        }
    }
    worst
}

fn one(case: &Case<'_>, guard: &Guard, workload: &Name) -> Guarded {
    let Guard { measure, target, .. } = guard;
    let unit = unit(case, measure);
    let bound = target_words(target, None, &unit);
    let variants = measure.variants();
    let lies_outside =
        |name: &&Name| case.declaration.variant(name).is_none_or(|variant| !variant.runs_on(workload));
    if let Some(variant) = variants.iter().copied().find(lies_outside) {
        return Guarded::CannotBeJudged(format!("{measure} {bound} ({variant} does not run on {workload})"));
    }
    if let Some(verdict) = stopped(case, workload, &variants, Need::of(measure)) {
        let words = format!("{measure} {bound} ({}: {})", verdict.word(), verdict.reason());
        return Guarded::CannotBeJudged(words);
    }
    let weighed = weigh(case, workload, measure, target);
    let words = words(measure, target, &weighed, &unit);
    match weighed.finding {
        Finding::Beyond => Guarded::Hold,
        Finding::Short => Guarded::Missed(words),
        Finding::ShortWith(seed) => Guarded::Missed(format!("{words} ({seed})")),
        Finding::Undecided(doubt) => Guarded::Undecided(format!("{words} ({doubt})")),
        Finding::NotJudged(obstacle) => Guarded::CannotBeJudged(format!("{words} ({obstacle})")),
    }
}

fn words(measure: &Measure, target: &Target, weighed: &Weighed, unit: &str) -> String {
    let Some(Interval { estimate, .. }) = weighed.interval else {
        return format!("{measure} {}", target_words(target, weighed.target_value, unit));
    };
    let (side, value) = match (target, weighed.target_value) {
        (Target::AtLeast(_), Some(value)) => ("at least", value),
        (Target::AtMost(_), Some(value)) => ("at most", value),
        _ => {
            let measured = amount(estimate, unit, Precision::Significant(3));
            return format!("{measure} {measured}, {}", target_words(target, None, unit));
        }
    };
    let (measured, bound) = against(estimate, value, unit);
    format!("{measure} {measured}, {side} {bound}")
}
