//! Hypotheses of two declarations, pairwise: expectations, guards, conditions, claims, predictions.

use model::{
    Claim, Condition, Declaration, Expectation, Guard, Hypothesis, Measure, Name, Prediction, Target, Threads,
};

use super::{
    Easing, EasingKind,
    levels::{Asked, Compared, compare},
};
use crate::{guard::guards_of, target_words, words::unit_of};

pub(super) fn easier(before: &Declaration, after: &Declaration) -> Vec<Easing> {
    let mut easings = Vec::new();
    for hypothesis in &before.hypotheses {
        match successor(before, after, hypothesis) {
            Some(later) => {
                let pair = Pair { before, after, hypothesis, later };
                let mut found = pair.expectations();
                found.extend(pair.guards());
                found.extend(pair.conditions());
                found.extend(pair.claim());
                found.extend(pair.prediction());
                easings.extend(found.into_iter().map(|easing| easing.of(&hypothesis.claim)));
            }
            None => easings.push(
                Easing::new(EasingKind::HypothesisGone, "the hypothesis".to_owned(), "declared", "gone")
                    .of(&hypothesis.claim),
            ),
        }
    }
    easings
}

/// The hypothesis of the same words; where there is none, a new one that speaks of the same, for other words alone change
/// nothing about what is measured.
fn successor<'a>(
    before: &Declaration,
    after: &'a Declaration,
    hypothesis: &Hypothesis,
) -> Option<&'a Hypothesis> {
    let is_new = |later: &&Hypothesis| before.hypotheses.iter().all(|known| known.claim != later.claim);
    let speaks_of_the_same = |later: &&Hypothesis| {
        let mut pairs = hypothesis
            .expectations
            .iter()
            .flat_map(|one| later.expectations.iter().map(move |other| (one, other)));
        pairs.any(|(one, other)| is_same_subject(one, other))
    };
    let mut same_words = after.hypotheses.iter().filter(|later| later.claim == hypothesis.claim);
    same_words.next().or_else(|| after.hypotheses.iter().filter(is_new).find(speaks_of_the_same))
}

fn is_same_subject(one: &Expectation, other: &Expectation) -> bool {
    match (one, other) {
        (Expectation::Accurate { .. }, Expectation::Accurate { .. }) => one == other,
        (
            Expectation::Reaches { measure, workload, .. },
            Expectation::Reaches { measure: other_measure, workload: other_workload, .. },
        ) => is_same_measure(measure, other_measure) && workload == other_workload,
        _ => false,
    }
}

/// A count with another number of seeds is the same count.
fn is_same_measure(one: &Measure, other: &Measure) -> bool {
    match (one, other) {
        (
            Measure::Count { of, metric, relative_to, .. },
            Measure::Count { of: other, metric: other_metric, relative_to: other_relative, .. },
        ) => (of, metric, relative_to) == (other, other_metric, other_relative),
        _ => one == other,
    }
}

struct Pair<'a> {
    before: &'a Declaration,
    after: &'a Declaration,
    hypothesis: &'a Hypothesis,
    later: &'a Hypothesis,
}

impl Pair<'_> {
    fn expectations(&self) -> Vec<Easing> {
        self.hypothesis.expectations.iter().filter_map(|expectation| self.expectation(expectation)).collect()
    }

    fn expectation(&self, expectation: &Expectation) -> Option<Easing> {
        let same: Vec<&Expectation> =
            self.later.expectations.iter().filter(|later| is_same_subject(expectation, later)).collect();
        let (words, target, measure) = match expectation {
            Expectation::Accurate { of, .. } => (format!("{of} is accurate"), None, None),
            Expectation::Reaches { measure, target, .. } => {
                (measure.to_string(), Some(target), Some(measure))
            }
        };
        let workload = expectation.workload();
        let words = format!("{words} on {workload}");
        let gone = |to: String| {
            let from = match (target, measure) {
                (Some(target), Some(measure)) => in_words(target, measure),
                _ => "expected".to_owned(),
            };
            Some(Easing::new(EasingKind::ExpectationGone, words.clone(), from, to).on(words.clone()))
        };
        if same.is_empty() {
            return gone("expected no more".to_owned());
        }
        if let Some(limited) = self.limited(&expectation.variants(), workload) {
            return gone(format!("never judged: {limited} does not run on {workload} any more"));
        }
        let (target, measure) = (target?, measure?);
        let later = same.into_iter().filter_map(|later| match later {
            Expectation::Reaches { measure, target, .. } => Some((measure, target)),
            Expectation::Accurate { .. } => None,
        });
        let (kind, (now, to)) = self.worst(measure, target, later, EasingKind::Target)?;
        let what = format!("target of {words}");
        Some(Easing::new(kind, what, in_words(target, measure), in_words(to, now)).on(words))
    }

    /// How the later targets of a measure compare, where none of them asks for as much as the earlier one did.
    fn worst<'a>(
        &self,
        measure: &Measure,
        target: &Target,
        later: impl Iterator<Item = (&'a Measure, &'a Target)>,
        kind: EasingKind,
    ) -> Option<(EasingKind, (&'a Measure, &'a Target))> {
        let threads = |declaration: &Declaration| {
            declaration.variant(measure.of()).map_or(Threads::One, |variant| variant.threads)
        };
        let before = Asked { target, threads: threads(self.before) };
        let compared: Vec<(Compared, (&Measure, &Target))> = later
            .map(|(now, target)| {
                let has_fewer_seeds = now.seeds() < measure.seeds();
                let compared = compare(before, Asked { target, threads: threads(self.after) });
                (if has_fewer_seeds { Compared::Easier } else { compared }, (now, target))
            })
            .collect();
        if compared.iter().any(|(compared, _)| *compared == Compared::NoEasier) {
            return None;
        }
        let easier = compared.iter().find(|(compared, _)| *compared == Compared::Easier);
        easier
            .map(|(_, later)| (kind, *later))
            .or_else(|| compared.first().map(|(_, later)| (EasingKind::CannotCompare, *later)))
    }

    /// A variant that ran on this workload and does not any more.
    fn limited<'a>(&self, variants: &[&'a Name], workload: &Name) -> Option<&'a Name> {
        let runs = |declaration: &Declaration, name: &Name| {
            declaration.variant(name).is_some_and(|variant| variant.runs_on(workload))
        };
        variants.iter().find(|name| runs(self.before, name) && !runs(self.after, name)).copied()
    }

    fn guards(&self) -> Vec<Easing> {
        let mut easings: Vec<Easing> = Vec::new();
        for (guard, workload) in held(self.hypothesis) {
            let what = format!("the guard on {} on {workload}", guard.measure);
            let from = in_words(&guard.target, &guard.measure);
            let later: Vec<(&Measure, &Target)> = held(self.later)
                .into_iter()
                .filter(|(later, on)| *on == workload && is_same_measure(&later.measure, &guard.measure))
                .map(|(later, _)| (&later.measure, &later.target))
                .collect();
            let easing = if later.is_empty() {
                // Where nothing is expected on the workload any more, the expectation is what is gone.
                let is_spoken_of = guard.workload.is_some() || self.later.workloads().contains(&workload);
                is_spoken_of.then(|| Easing::new(EasingKind::GuardGone, what, from, "gone"))
            } else {
                self.worst(&guard.measure, &guard.target, later.into_iter(), EasingKind::Guard)
                    .map(|(kind, (now, to))| Easing::new(kind, what, from, in_words(to, now)))
            };
            easings.extend(easing.filter(|easing| !easings.contains(easing)));
        }
        easings
    }

    fn conditions(&self) -> Vec<Easing> {
        added(&self.hypothesis.given, &self.later.given, "the condition")
    }

    fn claim(&self) -> Option<Easing> {
        let claim = self.hypothesis.claimed.as_ref()?;
        let words = |claim: &Claim| format!("{} for {}", claim.promised, claim.machine);
        let what = "what the plan promised".to_owned();
        let Some(later) = &self.later.claimed else {
            return Some(Easing::new(EasingKind::Claim, what, words(claim), "gone"));
        };
        let is_less = match (claim.at_least, later.at_least) {
            (Some(before), Some(after)) => after < before,
            (Some(_), None) => true,
            (None, _) => false,
        };
        let kind = match (is_less, claim.machine == later.machine) {
            (true, _) => EasingKind::Claim,
            (false, false) => EasingKind::CannotCompare,
            (false, true) => return None,
        };
        Some(Easing::new(kind, what, words(claim), words(later)))
    }

    fn prediction(&self) -> Option<Easing> {
        let words = |predicted: Option<Prediction>| {
            predicted.map_or_else(|| "none".to_owned(), |predicted| predicted.to_string())
        };
        let (before, after) = (self.hypothesis.predicted, self.later.predicted);
        (before != after).then(|| {
            Easing::new(EasingKind::Prediction, "the prediction".to_owned(), words(before), words(after))
        })
    }
}

/// Every guard of a hypothesis with every workload that it is judged on.
fn held(hypothesis: &Hypothesis) -> Vec<(&Guard, &Name)> {
    hypothesis.workloads().into_iter().flat_map(|workload| guards_of(hypothesis, workload)).collect()
}

fn in_words(target: &Target, measure: &Measure) -> String {
    let words = target_words(target, None, unit_of(measure).unwrap_or_default());
    match measure.seeds() {
        None => words,
        Some(1) => format!("{words} with one seed"),
        Some(seeds) => format!("{words} with {seeds} seeds"),
    }
}

/// Conditions that were not asked for: the more there are, the fewer machines can refute anything.
pub(super) fn added(before: &[Condition], after: &[Condition], what: &str) -> Vec<Easing> {
    after
        .iter()
        .filter(|condition| !before.iter().any(|known| implies(known, condition)))
        .map(|condition| {
            let known = before.iter().find(|known| is_same_kind(known, condition));
            let from = known.map_or_else(|| "not asked for".to_owned(), Condition::to_string);
            Easing::new(EasingKind::Condition, what.to_owned(), from, condition)
        })
        .collect()
}

/// Does a machine that has the one always have the other?
fn implies(one: &Condition, other: &Condition) -> bool {
    match (one, other) {
        (Condition::PerformanceCores(has), Condition::PerformanceCores(asked))
        | (Condition::Gpus(has), Condition::Gpus(asked)) => has >= asked,
        (Condition::Memory(has), Condition::Memory(asked)) => has >= asked,
        _ => one == other,
    }
}

fn is_same_kind(one: &Condition, other: &Condition) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
