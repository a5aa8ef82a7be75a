//! One verdict per expectation: the questions first, then the number, then the guards.

use std::collections::BTreeSet;

use model::{
    Doubt, Expectation, Hypothesis, Measure, Name, Obstacle, Prediction, Refutation, Verdict, VerdictRow,
};

use crate::{
    Case, ceiling,
    claim::claim_words,
    device::Need,
    guard::{Guarded, guarded, guards_of},
    questions::{missing, stopped},
    target_words,
    weigh::{Finding, Weighed, weigh},
    words::unit,
};

/// One row per expectation, in the order of declaration.
pub fn judge(case: &Case<'_>) -> Vec<VerdictRow> {
    let hypotheses = case.declaration.hypotheses.iter();
    hypotheses
        .flat_map(|hypothesis| {
            hypothesis.expectations.iter().map(|expectation| row(case, hypothesis, expectation))
        })
        .collect()
}

/// The variants of one workload that more rounds are needed of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// Measured alone.
    pub alone: BTreeSet<Name>,
    /// Measured as W copies at once.
    pub together: BTreeSet<Name>,
}

/// What the expectations that are still undecided need of a workload. What is not in it may stop: its expectations are
/// decided, or no number of rounds will decide them. The checks must be there before this is asked, for what was never
/// checked is not judged.
pub fn undecided(case: &Case<'_>, workload: &Name) -> Needed {
    let mut needed = Needed::default();
    for hypothesis in &case.declaration.hypotheses {
        for expectation in &hypothesis.expectations {
            let is_here = expectation.workload() == workload;
            let guards = guards_of(hypothesis, expectation.workload()).filter(|(_, on)| *on == workload);
            // A count takes no rounds.
            let in_rounds = guards.map(|(guard, _)| &guard.measure).filter(|guard| guard.seeds().is_none());
            let guarding: Vec<&Name> = in_rounds.flat_map(Measure::variants).collect();
            if (is_here || !guarding.is_empty()) && weighing(case, hypothesis, expectation).more_may_decide {
                needed.alone.extend(guarding.into_iter().cloned());
                if is_here && expectation.measure().is_none_or(|measure| measure.seeds().is_none()) {
                    needed.alone.extend(expectation.variants().into_iter().cloned());
                    needed.together.extend(ceiling::copied(expectation).cloned());
                }
            }
        }
    }
    needed
}

struct Weighing {
    weighed: Option<Weighed>,
    verdict: Verdict,
    more_may_decide: bool,
}

fn weighing(case: &Case<'_>, hypothesis: &Hypothesis, expectation: &Expectation) -> Weighing {
    let workload = expectation.workload();
    let (need, weighed) = match expectation {
        Expectation::Accurate { .. } => (Need::Answer, None),
        Expectation::Reaches { measure, target, .. } => {
            (Need::of(measure), Some(weigh(case, workload, measure, target)))
        }
    };
    let stopped = missing(case, hypothesis, workload)
        .or_else(|| stopped(case, workload, &expectation.variants(), need));
    if let Some(verdict) = stopped {
        // A wrong answer has no speed, and neither has one that ran elsewhere. Where only a condition is missing, what was
        // measured is shown although it cannot count.
        let is_shown = matches!(verdict, Verdict::NotJudged(Obstacle::Missing(_)));
        return Weighing { weighed: weighed.filter(|_| is_shown), verdict, more_may_decide: false };
    }
    let (verdict, more_may_decide) = match weighed.as_ref().map(|weighed| &weighed.finding) {
        None | Some(Finding::Beyond) => {
            let guarded = guarded(case, hypothesis, workload);
            let more = matches!(guarded, Guarded::Undecided(_));
            (guarded.verdict(), more)
        }
        Some(Finding::Short) => (Verdict::Refuted(Refutation::ShortOfTarget), false),
        Some(Finding::ShortWith(seed)) => (Verdict::Refuted(Refutation::SeedShort(seed.clone())), false),
        Some(Finding::Undecided(doubt)) => (Verdict::Inconclusive(doubt.clone()), may_be_decided(doubt)),
        Some(Finding::NotJudged(obstacle)) => (Verdict::NotJudged(obstacle.clone()), false),
    };
    Weighing { weighed, verdict, more_may_decide }
}

fn may_be_decided(doubt: &Doubt) -> bool {
    !matches!(doubt, Doubt::BudgetSpent | Doubt::Interrupted)
}

fn row(case: &Case<'_>, hypothesis: &Hypothesis, expectation: &Expectation) -> VerdictRow {
    let Weighing { weighed, verdict, .. } = weighing(case, hypothesis, expectation);
    let interval = weighed.as_ref().and_then(|weighed| weighed.interval);
    let target_value = weighed.as_ref().and_then(|weighed| weighed.target_value);
    let finite = |value: f64| value.is_finite().then_some(value);
    let (words, target, unit, claim) = match expectation {
        Expectation::Accurate { of, .. } => {
            (format!("{of} is accurate"), "passes its checks".to_owned(), String::new(), None)
        }
        Expectation::Reaches { measure, target, .. } => {
            let unit = unit(case, measure);
            let claim = hypothesis.claimed.as_ref();
            let claim = claim.map(|claim| claim_words(claim, case.machine, measure, interval, &verdict));
            (measure.to_string(), target_words(target, target_value, &unit), unit, claim)
        }
    };
    VerdictRow {
        experiment: case.experiment.clone(),
        hypothesis: hypothesis.claim.clone(),
        expectation: format!("{words} on {}", expectation.workload()),
        workload: expectation.workload().clone(),
        target,
        target_value,
        estimate: interval.and_then(|interval| finite(interval.estimate)),
        lower: interval.and_then(|interval| finite(interval.lower)),
        upper: interval.and_then(|interval| finite(interval.upper)),
        unit,
        clock: weighed.as_ref().and_then(|weighed| weighed.clock),
        rounds: weighed.as_ref().map_or(0, |weighed| weighed.rounds),
        detectable: weighed.as_ref().and_then(|weighed| weighed.detectable),
        as_predicted: as_predicted(hypothesis.predicted, &verdict),
        verdict,
        predicted: hypothesis.predicted,
        claim,
    }
}

/// A prediction is put to the test only by a verdict that says something.
fn as_predicted(predicted: Option<Prediction>, verdict: &Verdict) -> Option<bool> {
    let came = match verdict {
        Verdict::Confirmed => Prediction::Confirmed,
        Verdict::Refuted(_) => Prediction::Refuted,
        Verdict::Inaccurate(_) => Prediction::Inaccurate,
        Verdict::Inconclusive(_) | Verdict::Crashed(_) | Verdict::NotJudged(_) => return None,
    };
    predicted.filter(|predicted| *predicted != Prediction::Open).map(|predicted| predicted == came)
}
