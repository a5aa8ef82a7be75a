//! From what an author wrote to what the harness reads. Every mistake is found at once and named with its place.

mod contradiction;
mod hypothesis;
mod problems;

use model::{Condition, Declaration as Declared, Name, PROTOCOL, Role, Threads, Variant, Workload};

use self::problems::Problems;
pub(crate) use self::problems::{Place, unknown};
use crate::declare::{Declaration, Experiment, VariantDraft, WorkDraft, WorkloadDraft};

/// Checks the whole and turns it into its wire form.
pub(crate) fn validate<E: Experiment>(draft: &Declaration<E>) -> Result<Declared, Vec<String>> {
    let mut problems = Problems::new(draft.at, draft.problems.clone());
    whole(&mut problems, draft);
    let known = Known::of(draft);
    let workloads = workloads(&mut problems, &known, draft);
    let variants = draft.variants.iter().filter_map(|v| variant(&mut problems, &known, v)).collect();
    let hypotheses =
        draft.hypotheses.iter().filter_map(|h| hypothesis::hypothesis(&mut problems, &known, h)).collect();
    let problems = problems.in_source_order();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Declared {
        protocol: PROTOCOL,
        title: draft.title.clone(),
        workloads,
        variants,
        hypotheses,
        margin: draft.margin,
    })
}

/// What must hold of the experiment as a whole.
fn whole<E: Experiment>(problems: &mut Problems, draft: &Declaration<E>) {
    if draft.title.trim().is_empty() {
        problems.at(draft.at, "the experiment has no title: say in one sentence what it asks");
    }
    problems.unique("workload", draft.workloads.iter().map(|w| (w.name.as_str(), w.at)));
    problems.unique("variant", draft.variants.iter().map(|v| (v.name.as_str(), v.at)));
    problems.unique("hypothesis", draft.hypotheses.iter().map(|h| (h.claim.as_str(), h.at)));
    if !draft.workloads.iter().any(|workload| workload.name == "smoke") {
        problems.at(draft.at, "no workload is called `smoke`: declare one that takes under a second");
    }
    let mut baselines = draft.variants.iter().filter(|variant| variant.role == Role::Baseline);
    match baselines.next() {
        None => problems.at(draft.at, "there is no baseline: declare exactly one with .baseline(…)"),
        Some(first) => {
            for second in baselines {
                let (name, other) = (&second.name, &first.name);
                problems.at(
                    second.at,
                    format!(
                        "`{name}` is a second baseline, after `{other}` at {}: make it a candidate",
                        first.at
                    ),
                );
            }
        }
    }
    let Some(margin) = draft.margin else { return };
    if !(margin.is_finite() && margin > 0.0) {
        problems.at(
            draft.margin_at,
            format!("a regression margin of {margin} is none: give more than 0, such as percent(5.0)"),
        );
    } else if margin >= 1.0 {
        problems.at(
            draft.margin_at,
            format!(
                "a regression margin of {margin} is {} %: did you mean percent({margin:?})?",
                margin * 100.0
            ),
        );
    }
}

/// What was declared, as text: names that are none are in it, so that they are told of once.
struct Known<'a> {
    workloads: Vec<&'a str>,
    variants: Vec<&'a str>,
    baseline: Option<&'a str>,
    facts: Vec<Facts<'a>>,
}

/// What must be known of a variant where others speak of it.
struct Facts<'a> {
    name: &'a str,
    role: Role,
    only_on: &'a [String],
    /// Works on one thread in the worker itself, so that copies of it make a scaling ceiling.
    one_thread_here: bool,
}

impl<'a> Known<'a> {
    fn of<E: Experiment>(draft: &'a Declaration<E>) -> Self {
        let facts = |v: &'a VariantDraft<E>| Facts {
            name: &v.name,
            role: v.role,
            only_on: &v.only_on,
            one_thread_here: v.threads == Threads::One
                && v.device.is_none()
                && matches!(v.work, WorkDraft::Here(_)),
        };
        Self {
            workloads: draft.workloads.iter().map(|workload| workload.name.as_str()).collect(),
            variants: draft.variants.iter().map(|variant| variant.name.as_str()).collect(),
            baseline: draft.variants.iter().find(|v| v.role == Role::Baseline).map(|v| v.name.as_str()),
            facts: draft.variants.iter().map(facts).collect(),
        }
    }

    fn workload(&self, problems: &mut Problems, text: &str, at: Place) -> Option<Name> {
        problems.known("workload", &self.workloads, text, at)
    }

    fn variant(&self, problems: &mut Problems, text: &str, at: Place) -> Option<Name> {
        problems.known("variant", &self.variants, text, at)
    }

    fn facts(&self, variant: &str) -> Option<&Facts<'a>> {
        self.facts.iter().find(|facts| facts.name == variant)
    }

    /// The workloads that the variant is limited to, where this is not one of them.
    fn limit(&self, variant: &str, workload: &str) -> Option<String> {
        let only = self.facts(variant)?.only_on;
        (!only.is_empty() && !only.iter().any(|name| name == workload)).then(|| only.join(", "))
    }
}

fn workloads<E: Experiment>(
    problems: &mut Problems,
    known: &Known<'_>,
    draft: &Declaration<E>,
) -> Vec<Workload> {
    for (i, (workload, _, at)) in draft.references.iter().enumerate() {
        known.workload(problems, workload, at);
        if let Some((_, other, first)) = draft.references[..i].iter().find(|(on, ..)| on == workload) {
            problems
                .at(at, format!("`{workload}` has a second reference, after `{other}` at {first}: drop one"));
        }
    }
    for (workload, required, at) in &draft.requires {
        known.workload(problems, workload, at);
        condition(problems, required, at);
    }
    let requires = |name: &str| {
        let of_it = draft.requires.iter().filter(|(on, ..)| on == name);
        of_it.map(|(_, condition, _)| condition.clone()).collect()
    };
    let mut workloads = Vec::new();
    for workload in &draft.workloads {
        let name = problems.name(&workload.name, workload.at);
        let size = draft.sized.as_ref().map(|(size, at)| size_of(problems, workload, size, at));
        let reference = match draft.references.iter().find(|(on, ..)| *on == workload.name) {
            Some((on, variant, at)) => named_reference(problems, known, on, variant, at),
            None => baseline_as_reference(problems, known, &workload.name, workload.at),
        };
        if let (Some(name), Some(reference)) = (name, reference) {
            let (only_when_named, requires) = (workload.only_when_named, requires(&workload.name));
            workloads.push(Workload {
                name,
                made_from: Some(format!("{:?}", workload.size)),
                size,
                only_when_named,
                reference,
                requires,
            });
        }
    }
    workloads
}

fn size_of<W>(
    problems: &mut Problems,
    workload: &WorkloadDraft<W>,
    size: &dyn Fn(&W) -> f64,
    at: Place,
) -> f64 {
    let size = size(&workload.size);
    if !(size.is_finite() && size > 0.0) {
        let name = &workload.name;
        problems.at(at, format!("`{name}` has a size of {size}: give a finite number above 0"));
    }
    size
}

fn named_reference(
    problems: &mut Problems,
    known: &Known<'_>,
    workload: &str,
    variant: &str,
    at: Place,
) -> Option<Name> {
    let name = known.variant(problems, variant, at)?;
    if known.facts(variant).is_some_and(|facts| facts.role == Role::Control) {
        problems.at(
            at,
            format!("`{variant}` is a control, so its output never counts as right: name another variant"),
        );
    }
    if let Some(limit) = known.limit(variant, workload) {
        problems.at(
            at,
            format!("`{variant}` does not run on `{workload}`: it is limited to {limit} by its .only_on(…)"),
        );
    }
    Some(name)
}

fn baseline_as_reference(
    problems: &mut Problems,
    known: &Known<'_>,
    workload: &str,
    at: Place,
) -> Option<Name> {
    let baseline = known.baseline?;
    if known.limit(baseline, workload).is_some() {
        problems.at(
            at,
            format!(
                "the baseline `{baseline}` does not run on `{workload}`, so nothing counts as right there: \
                 say .reference({workload:?}, …)"
            ),
        );
    }
    baseline.parse().ok()
}

fn variant<E: Experiment>(
    problems: &mut Problems,
    known: &Known<'_>,
    draft: &VariantDraft<E>,
) -> Option<Variant> {
    let name = problems.name(&draft.name, draft.at);
    let only_on =
        draft.only_on.iter().filter_map(|workload| known.workload(problems, workload, draft.at)).collect();
    let command = match &draft.work {
        WorkDraft::Here(_) => None,
        WorkDraft::Outside(command) => {
            if command.program.is_empty() {
                let name = &draft.name;
                problems.at(
                    draft.at,
                    format!("the peer `{name}` names no program: say command(\"python3\", [\"peer.py\"])"),
                );
            }
            Some(command.clone())
        }
    };
    let (role, threads, device, loops) = (draft.role, draft.threads, draft.device, draft.loops);
    Some(Variant { name: name?, role, threads, device, only_on, loops, command })
}

/// A condition that every machine meets was not meant, and neither was one that none can meet.
fn condition(problems: &mut Problems, condition: &Condition, at: Place) {
    match condition {
        Condition::PerformanceCores(0) | Condition::Gpus(0) | Condition::Memory(0) => {
            problems.at(at, format!("a condition of {condition} always holds: ask for more than 0"));
        }
        Condition::FileIn(variable) if variable.is_empty() || variable.contains(['=', '\0']) => {
            problems.at(
                at,
                format!(
                    "{variable:?} cannot be the name of an environment variable: give one such as \
                     \"DATA_FOLDER\""
                ),
            );
        }
        _ => {}
    }
}
