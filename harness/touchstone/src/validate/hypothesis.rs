//! A hypothesis as it was written, checked against what the experiment declares.

use model::{Claim, Expectation, Guard, Level, Measure, Name, Target};

use super::{
    Known, condition, contradiction,
    problems::{Place, Problems},
};
use crate::{
    hypothesis::{Amount, AmountKind, Bound, Draft, Hypothesis, What},
    prepared::RECORDED,
};

pub(super) fn hypothesis(
    problems: &mut Problems,
    known: &Known<'_>,
    draft: &Hypothesis,
) -> Option<model::Hypothesis> {
    let before = problems.count();
    if draft.claim.trim().is_empty() {
        problems.at(draft.at, "a hypothesis claims nothing: say in words what should hold");
    }
    if draft.expectations.is_empty() {
        problems.at(draft.at, format!("hypothesis `{}` expects nothing: say .expect(…)", draft.claim));
    }
    for (given, at) in &draft.given {
        condition(problems, given, at);
    }
    let claimed = draft.claimed.as_ref().map(|(promised, machine, at)| {
        if promised.trim().is_empty() || machine.trim().is_empty() {
            problems.at(at, "a claim says what was promised, and for which machine: one of them is empty");
        }
        Claim { promised: promised.clone(), at_least: least_speedup(promised), machine: machine.clone() }
    });
    let expectations: Vec<(Expectation, Place)> =
        draft.expectations.iter().filter_map(|d| Some((expectation(problems, known, d)?, d.at))).collect();
    let guards: Vec<(Guard, Place)> =
        draft.guards.iter().filter_map(|d| Some((guard(problems, known, d, &expectations)?, d.at))).collect();
    contradiction::refuse(problems, &expectations, &guards);
    (problems.count() == before).then(|| model::Hypothesis {
        claim: draft.claim.clone(),
        expectations: expectations.into_iter().map(|(expectation, _)| expectation).collect(),
        guards: guards.into_iter().map(|(guard, _)| guard).collect(),
        given: draft.given.iter().map(|(condition, _)| condition.clone()).collect(),
        claimed,
        predicted: draft.predicted,
        because: draft.because.clone(),
    })
}

/// `10x` and `5-15x` promise at least 10 and 5; anything else is only shown.
fn least_speedup(promised: &str) -> Option<f64> {
    let number = promised.strip_suffix('x')?;
    number.split('-').next()?.parse().ok().filter(|least: &f64| least.is_finite() && *least > 0.0)
}

fn expectation(problems: &mut Problems, known: &Known<'_>, draft: &Draft) -> Option<Expectation> {
    if draft.workloads.is_empty() {
        problems.at(draft.at, "the expectation does not say on which workload: add .on(…)");
    }
    let workload = the_workload(problems, known, draft);
    if matches!(draft.what, What::Accurate) {
        let of = known.variant(problems, &draft.of, draft.at)?;
        let workload = workload?;
        runs_there(problems, known, draft, &workload, &of);
        return Some(Expectation::Accurate { of, workload });
    }
    let (measure, target) = reached(problems, known, draft)?;
    let workload = workload?;
    for name in measure.variants() {
        runs_there(problems, known, draft, &workload, name);
    }
    Some(Expectation::Reaches { measure, workload, target })
}

fn guard(
    problems: &mut Problems,
    known: &Known<'_>,
    draft: &Draft,
    expectations: &[(Expectation, Place)],
) -> Option<Guard> {
    if matches!(draft.what, What::Accurate) {
        problems.at(draft.at, "accuracy is always guarded: expect it, or leave it out");
        return None;
    }
    let workload = the_workload(problems, known, draft);
    let (measure, target) = reached(problems, known, draft)?;
    let everywhere = draft.workloads.is_empty();
    let mut on: Vec<&Name> = match &workload {
        Some(workload) => vec![workload],
        None if everywhere => expectations.iter().map(|(expectation, _)| expectation.workload()).collect(),
        None => return None,
    };
    on.sort();
    on.dedup();
    for workload in on {
        for name in measure.variants() {
            runs_there(problems, known, draft, workload, name);
        }
    }
    Some(Guard { measure, workload, target })
}

/// The one that was named; a second one would be forgotten, and half of what was meant with it.
fn the_workload(problems: &mut Problems, known: &Known<'_>, draft: &Draft) -> Option<Name> {
    if let [first, second, ..] = draft.workloads.as_slice() {
        problems.at(
            draft.at,
            format!("it is said to be on `{first}` and on `{second}`: write one expectation for each"),
        );
    }
    known.workload(problems, draft.workloads.first()?, draft.at)
}

fn runs_there(problems: &mut Problems, known: &Known<'_>, draft: &Draft, workload: &Name, variant: &Name) {
    if let Some(limit) = known.limit(variant.as_str(), workload.as_str()) {
        problems.at(
            draft.at,
            format!("`{variant}` does not run on `{workload}`: it is limited to {limit} by its .only_on(…)"),
        );
    }
}

fn reached(problems: &mut Problems, known: &Known<'_>, draft: &Draft) -> Option<(Measure, Target)> {
    let of = known.variant(problems, &draft.of, draft.at);
    let mut others = draft.others.clone();
    let target = target(problems, draft);
    if relative_to_baseline(draft) {
        others.extend(known.baseline.map(str::to_owned));
    }
    if let [first, second, ..] = others.as_slice() {
        problems.at(draft.at, format!("it is compared with `{first}` and with `{second}`: name one"));
    }
    let other = match others.first() {
        Some(other) => Some(known.variant(problems, other, draft.at)?),
        None if relative_to_baseline(draft) => return None,
        None => None,
    };
    let (of, target) = (of?, target?);
    if other.as_ref() == Some(&of) {
        problems.at(draft.at, format!("`{of}` is compared with itself: name another variant"));
    }
    if other.is_some() && matches!(amount(draft), Some(AmountKind::Level(Level::PerThread { .. }))) {
        problems.at(draft.at, "bytes are no ratio: give a plain number, or leave the other variant out");
    }
    if let (true, Some(other)) = (target.needs_ceiling(), &other)
        && known.facts(other.as_str()).is_some_and(|facts| !facts.one_thread_here)
    {
        problems.at(
            draft.at,
            format!(
                "a ceiling is made of copies of `{other}`, which does not work on one thread of this machine: \
                 compare with a variant that does"
            ),
        );
    }
    let measure = match &draft.what {
        What::Speedup => Measure::Speedup { of, over: other? },
        What::Time if other.is_some() => {
            problems.at(draft.at, "a ratio of times is a speedup: say speedup(…).over(…)");
            return None;
        }
        What::Time => Measure::Time { of },
        What::PeakMemory => Measure::PeakMemory { of, relative_to: other },
        What::Metric(metric) => {
            Measure::Metric { of, metric: problems.name(metric, draft.at)?, relative_to: other }
        }
        What::Count(metric) => {
            let (metric, seeds) = (counted(problems, metric, draft.at), seeds(problems, draft));
            Measure::Count { of, metric: metric?, relative_to: other, seeds }
        }
        What::Accurate => return None,
    };
    if !draft.seeds.is_empty() && !matches!(draft.what, What::Count(_)) {
        problems.at(
            draft.at,
            "only a count is taken with other seeds than the run's: say count(…), or drop .every_seed(…)",
        );
    }
    Some((measure, target))
}

fn counted(problems: &mut Problems, metric: &str, at: Place) -> Option<Name> {
    if RECORDED.contains(&metric) {
        problems.at(
            at,
            format!("`{metric}` is another one in every invocation, so it is no count: say metric(…)"),
        );
    }
    problems.name(metric, at)
}

/// More seeds than this were not meant: each is a check and an invocation.
const MOST_SEEDS: u32 = 100;

fn seeds(problems: &mut Problems, draft: &Draft) -> u32 {
    if let [first, second, ..] = draft.seeds.as_slice() {
        problems.at(draft.at, format!("every seed is said to be up to {first} and up to {second}: name one"));
    }
    let last = draft.seeds.first().copied().unwrap_or(1);
    if !(1..=MOST_SEEDS).contains(&last) {
        problems.at(draft.at, format!("every seed up to {last} is not counted: give 1 to {MOST_SEEDS}"));
    }
    last
}

fn is_figure(draft: &Draft) -> bool {
    matches!(draft.what, What::Metric(_) | What::Count(_))
}

fn amount(draft: &Draft) -> Option<&AmountKind> {
    match &draft.bound {
        Bound::AtLeast(Amount(kind)) | Bound::AtMost(Amount(kind)) => Some(kind),
        Bound::None | Bound::Between(..) => None,
    }
}

fn is_time(draft: &Draft) -> bool {
    matches!(draft.what, What::Speedup | What::Time)
}

/// A multiple of the baseline's; of a time that was refused, and is not told of twice.
fn relative_to_baseline(draft: &Draft) -> bool {
    matches!(amount(draft), Some(AmountKind::TimesBaseline(_))) && !is_time(draft)
}

fn target(problems: &mut Problems, draft: &Draft) -> Option<Target> {
    match &draft.bound {
        Bound::None => {
            problems
                .at(draft.at, "the expectation has no target: say .at_least(…), .at_most(…) or .between(…)");
            None
        }
        Bound::AtLeast(amount) => Some(Target::AtLeast(level(problems, draft, &amount.0)?)),
        Bound::AtMost(amount) => Some(Target::AtMost(level(problems, draft, &amount.0)?)),
        Bound::Between(low, high) => {
            if !(low.is_finite() && high.is_finite() && low < high) {
                problems.at(
                    draft.at,
                    format!("{low} to {high} is no range: give two finite numbers, the lower first"),
                );
            } else if !is_figure(draft) {
                problems.positive(*low, draft.at);
            }
            Some(Target::Between(*low, *high))
        }
    }
}

fn level(problems: &mut Problems, draft: &Draft, amount: &AmountKind) -> Option<Level> {
    let at = draft.at;
    match amount {
        AmountKind::TimesBaseline(times) => {
            problems.positive(*times, at);
            if is_time(draft) {
                problems.at(at, "times_baseline speaks of memory and metrics; a speedup says .over(…)");
            }
            Some(Level::Number(*times))
        }
        AmountKind::ShareOfBound { share, serial, parallel } => {
            share_of_ceiling(problems, draft, *share);
            let parts = parts(problems, serial, parallel, at);
            parts.map(|(serial, parallel)| Level::ShareOfBound { share: *share, serial, parallel })
        }
        AmountKind::Level(level) => {
            match level {
                // A metric may be an error of 0 or an exponent of -1; a time or a ratio of times may not.
                Level::Number(number) if is_figure(draft) => {
                    problems.finite(*number, at);
                }
                Level::Number(number) => problems.positive(*number, at),
                Level::PerThread { base, each } => {
                    problems.positive(*base, at);
                    if !(each.is_finite() && *each >= 0.0) {
                        problems.at(at, format!("{each} bytes for each thread are none: give 0 or more"));
                    }
                    if is_time(draft) {
                        problems.at(at, "bytes speaks of memory and metrics; a time is a number of seconds");
                    }
                }
                Level::ShareOfCeiling(share) | Level::ShareOfBound { share, .. } => {
                    share_of_ceiling(problems, draft, *share);
                }
            }
            Some(level.clone())
        }
    }
}

fn share_of_ceiling(problems: &mut Problems, draft: &Draft, share: f64) {
    let at = draft.at;
    if !(share > 0.0 && share <= 1.0) {
        problems.at(at, format!("{share} is no share of a ceiling: give more than 0 and at most 1"));
    }
    if !matches!(draft.what, What::Speedup) {
        problems.at(
            at,
            "only a speedup can be a share of the scaling ceiling: give a number, or say speedup(…).over(…)",
        );
    }
}

/// Two metrics of the variant's own: what is recorded of every worker is no share of its time.
fn parts(problems: &mut Problems, serial: &str, parallel: &str, at: Place) -> Option<(Name, Name)> {
    if serial == parallel {
        problems.at(at, format!("`{serial}` is the serial and the parallel part at once: name two metrics"));
    }
    for metric in [serial, parallel].into_iter().filter(|metric| RECORDED.contains(metric)) {
        problems.at(at, format!("`{metric}` is recorded of every worker, and no share of its time"));
    }
    problems.name(serial, at).zip(problems.name(parallel, at))
}

#[cfg(test)]
mod tests {
    use super::least_speedup;

    #[test]
    fn a_promise_is_read_where_it_is_a_speedup_and_only_shown_elsewhere() {
        for (promised, least) in [("10x", 10.0), ("5-15x", 5.0), ("1.5x", 1.5)] {
            assert_eq!(least_speedup(promised), Some(least), "{promised}");
        }
        for shown in ["1 %", "x", "-5x", "0x", "infx", "NaNx", "ten x", "10", "10 x"] {
            assert_eq!(least_speedup(shown), None, "{shown}");
        }
    }
}
