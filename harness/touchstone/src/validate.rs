//! From what an author wrote to what the harness reads. Every mistake is found at once and named with its place.

use std::panic::Location;

use model::{
    Claim, Declaration as Declared, Expectation, Guard, Level, Measure, Name, PROTOCOL, Role, Target,
    Variant, Workload, nearest,
};

use crate::{
    declare::{Declaration, Experiment, WorkDraft},
    hypothesis::{Amount, AmountKind, Bound, Draft, Hypothesis, What},
};

/// Checks the whole and turns it into its wire form.
pub(crate) fn validate<E: Experiment>(draft: &Declaration<E>) -> Result<Declared, Vec<String>> {
    let mut problems = Problems(draft.problems.clone());
    let workload_names: Vec<_> = draft.workloads.iter().map(|w| (w.name.as_str(), w.at)).collect();
    let variant_names: Vec<_> = draft.variants.iter().map(|v| (v.name.as_str(), v.at)).collect();
    problems.unique("workload", &workload_names);
    problems.unique("variant", &variant_names);
    let claims: Vec<_> = draft.hypotheses.iter().map(|h| (h.claim.as_str(), h.at)).collect();
    problems.unique("hypothesis", &claims);

    if !workload_names.iter().any(|(name, _)| *name == "smoke") {
        problems.at(draft.at, "no workload is called `smoke`: declare one that takes under a second");
    }
    let baselines: Vec<_> = draft.variants.iter().filter(|v| v.role == Role::Baseline).collect();
    match baselines.as_slice() {
        [_] => {}
        [] => problems.at(draft.at, "there is no baseline: declare exactly one with .baseline(…)"),
        [first, second, ..] => problems.at(
            second.at,
            format!("`{}` is a second baseline; the first is `{}` at {}", second.name, first.name, first.at),
        ),
    }
    if !(draft.margin.is_finite() && draft.margin > 0.0) {
        problems.at(
            draft.at,
            format!(
                "a regression margin of {} is none: give more than 0, such as percent(5.0)",
                draft.margin
            ),
        );
    }

    let known = Known {
        workloads: workload_names.iter().map(|(name, _)| *name).collect(),
        variants: variant_names.iter().map(|(name, _)| *name).collect(),
        baseline: baselines.first().map(|variant| variant.name.as_str()),
        limits: draft.variants.iter().map(|v| (v.name.as_str(), v.only_on.as_slice())).collect(),
    };

    let workloads = draft
        .workloads
        .iter()
        .filter_map(|workload| {
            let reference = draft.references.iter().rfind(|(on, ..)| *on == workload.name);
            let reference = match reference {
                Some((_, variant, at)) => problems.variant(&known, variant, at)?,
                None => problems.name(known.baseline?, workload.at)?,
            };
            Some(Workload {
                name: problems.name(&workload.name, workload.at)?,
                only_when_named: workload.only_when_named,
                reference,
                requires: draft
                    .requires
                    .iter()
                    .filter(|(on, ..)| *on == workload.name)
                    .map(|(_, condition, _)| condition.clone())
                    .collect(),
            })
        })
        .collect();
    for (workload, at) in
        draft.references.iter().map(|r| (&r.0, r.2)).chain(draft.requires.iter().map(|r| (&r.0, r.2)))
    {
        problems.workload(&known, workload, at);
    }

    let variants = draft
        .variants
        .iter()
        .filter_map(|variant| {
            Some(Variant {
                name: problems.name(&variant.name, variant.at)?,
                role: variant.role,
                threads: variant.threads,
                device: variant.device,
                only_on: variant
                    .only_on
                    .iter()
                    .filter_map(|workload| problems.workload(&known, workload, variant.at))
                    .collect(),
                loops: variant.loops,
                command: match &variant.work {
                    WorkDraft::Here(_) => None,
                    WorkDraft::Outside(command) => Some(command.clone()),
                },
            })
        })
        .collect();

    let hypotheses = draft.hypotheses.iter().filter_map(|h| hypothesis(&mut problems, &known, h)).collect();
    if problems.0.is_empty() {
        Ok(Declared {
            protocol: PROTOCOL,
            title: draft.title.clone(),
            workloads,
            variants,
            hypotheses,
            margin: draft.margin,
        })
    } else {
        Err(problems.0)
    }
}

struct Known<'a> {
    workloads: Vec<&'a str>,
    variants: Vec<&'a str>,
    baseline: Option<&'a str>,
    limits: Vec<(&'a str, &'a [String])>,
}

struct Problems(Vec<String>);

type Place = &'static Location<'static>;

impl Problems {
    fn at(&mut self, place: Place, message: impl AsRef<str>) {
        self.0.push(format!("{place}: {}", message.as_ref()));
    }

    fn unique(&mut self, kind: &str, names: &[(&str, Place)]) {
        for (i, (name, at)) in names.iter().enumerate() {
            if let Some((_, first)) = names[..i].iter().find(|(other, _)| other == name) {
                self.at(at, format!("{kind} `{name}` is declared twice; the first is at {first}"));
            }
        }
    }

    fn name(&mut self, text: &str, at: Place) -> Option<Name> {
        text.parse().map_err(|error| self.at(at, format!("{error}"))).ok()
    }

    fn variant(&mut self, known: &Known<'_>, text: &str, at: Place) -> Option<Name> {
        self.known("variant", &known.variants, text, at)
    }

    fn workload(&mut self, known: &Known<'_>, text: &str, at: Place) -> Option<Name> {
        self.known("workload", &known.workloads, text, at)
    }

    fn known(&mut self, kind: &str, names: &[&str], text: &str, at: Place) -> Option<Name> {
        if names.contains(&text) {
            return self.name(text, at);
        }
        let hint = nearest(text, names.iter().copied()).map_or_else(
            || format!("there are {}", names.join(", ")),
            |name| format!("did you mean `{name}`?"),
        );
        self.at(at, format!("there is no {kind} `{text}`; {hint}"));
        None
    }

    fn positive(&mut self, number: f64, at: Place) {
        if !(number.is_finite() && number > 0.0) {
            self.at(at, format!("{number} is no target: give a finite number above 0"));
        }
    }
}

fn hypothesis(problems: &mut Problems, known: &Known<'_>, draft: &Hypothesis) -> Option<model::Hypothesis> {
    if draft.expectations.is_empty() {
        problems.at(draft.at, format!("hypothesis `{}` expects nothing: say .expect(…)", draft.claim));
    }
    let before = problems.0.len();
    let expectations = draft.expectations.iter().filter_map(|e| expectation(problems, known, e)).collect();
    let guards = draft.guards.iter().filter_map(|g| guard(problems, known, g)).collect();
    (problems.0.len() == before).then(|| model::Hypothesis {
        claim: draft.claim.clone(),
        expectations,
        guards,
        given: draft.given.clone(),
        claimed: draft.claimed.as_ref().map(|(promised, machine)| Claim {
            promised: promised.clone(),
            at_least: least_speedup(promised),
            machine: machine.clone(),
        }),
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
    let Some(workload) = &draft.workload else {
        problems.at(draft.at, "the expectation does not say on which workload: add .on(…)");
        return None;
    };
    let workload = problems.workload(known, workload, draft.at)?;
    if matches!(draft.what, What::Accurate) {
        let of = problems.variant(known, &draft.of, draft.at)?;
        runs_there(problems, known, draft, &workload, &of);
        return Some(Expectation::Accurate { of, workload });
    }
    let (measure, target) = measure(problems, known, draft)?;
    for name in measure.variants() {
        runs_there(problems, known, draft, &workload, name);
    }
    Some(Expectation::Reaches { measure, workload, target })
}

fn guard(problems: &mut Problems, known: &Known<'_>, draft: &Draft) -> Option<Guard> {
    if matches!(draft.what, What::Accurate) {
        problems.at(draft.at, "accuracy is always guarded: expect it, or leave it out");
        return None;
    }
    let workload = match &draft.workload {
        Some(workload) => Some(problems.workload(known, workload, draft.at)?),
        None => None,
    };
    let (measure, target) = measure(problems, known, draft)?;
    if let Some(workload) = &workload {
        for name in measure.variants() {
            runs_there(problems, known, draft, workload, name);
        }
    }
    Some(Guard { measure, workload, target })
}

fn runs_there(problems: &mut Problems, known: &Known<'_>, draft: &Draft, workload: &Name, variant: &Name) {
    let limit =
        known.limits.iter().find(|(name, _)| *name == variant.as_str()).map_or(&[][..], |(_, only)| only);
    if !limit.is_empty() && !limit.iter().any(|only| only == workload.as_str()) {
        problems.at(
            draft.at,
            format!("`{variant}` does not run on `{workload}`: it is limited to {}", limit.join(", ")),
        );
    }
}

fn measure(problems: &mut Problems, known: &Known<'_>, draft: &Draft) -> Option<(Measure, Target)> {
    let of = problems.variant(known, &draft.of, draft.at)?;
    let mut other = match &draft.other {
        Some(other) => Some(problems.variant(known, other, draft.at)?),
        None => None,
    };
    if other.as_ref() == Some(&of) {
        problems.at(draft.at, format!("`{of}` is compared with itself"));
    }
    let target = target(problems, known, draft, &mut other)?;
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
        What::Accurate => return None,
    };
    Some((measure, target))
}

fn target(
    problems: &mut Problems,
    known: &Known<'_>,
    draft: &Draft,
    other: &mut Option<Name>,
) -> Option<Target> {
    let mut level = |problems: &mut Problems, amount: &Amount| match &amount.0 {
        AmountKind::TimesBaseline(times) => {
            problems.positive(*times, draft.at);
            *other = Some(problems.name(known.baseline?, draft.at)?);
            if matches!(draft.what, What::Speedup | What::Time) {
                problems.at(draft.at, "times_baseline speaks of memory and metrics; a speedup says .over(…)");
            }
            Some(Level::Number(*times))
        }
        AmountKind::Level(level) => {
            match level {
                Level::Number(number) => {
                    // A metric may well be expected to be 0; a time or a ratio may not.
                    if !(matches!(draft.what, What::Metric(_)) && *number == 0.0) {
                        problems.positive(*number, draft.at);
                    }
                }
                Level::PerThread { base, each } => {
                    problems.positive(*base, draft.at);
                    problems.positive(*each, draft.at);
                }
                Level::ShareOfCeiling(share) => {
                    problems.positive(*share, draft.at);
                    if !matches!(draft.what, What::Speedup) {
                        problems.at(draft.at, "only a speedup can be a share of the scaling ceiling");
                    }
                }
            }
            Some(level.clone())
        }
    };
    match &draft.bound {
        Bound::None => {
            problems
                .at(draft.at, "the expectation has no target: say .at_least(…), .at_most(…) or .between(…)");
            None
        }
        Bound::AtLeast(amount) => Some(Target::AtLeast(level(problems, amount)?)),
        Bound::AtMost(amount) => Some(Target::AtMost(level(problems, amount)?)),
        Bound::Between(low, high) => {
            if !(low.is_finite() && high.is_finite() && low < high) {
                problems.at(
                    draft.at,
                    format!("{low} to {high} is no range: give two finite numbers, the lower first"),
                );
            }
            Some(Target::Between(*low, *high))
        }
    }
}
