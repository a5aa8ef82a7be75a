//! Is the answer right, did it run at all, did it run where it says? What fails here has no speed.

use std::collections::BTreeSet;

use model::{
    Check, CheckKind, Evidence, Failure, FailureRow, GpuKind, Happened, Name, Outcome, OutcomeRow, Quantity,
    Regression, Role, RunRecord, Scope, Undecided,
};

use super::sides::{GateCase, Trio};
use crate::{
    Case,
    accuracy::{checks, fault_of_reference, wrong_or_unchecked},
    device::{Need, lacks_evidence},
    exit::is_foretold,
};

/// What was found before any time is looked at.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) rows: Vec<OutcomeRow>,
    /// Workloads and variants that such a row speaks of already.
    pub(super) settled: BTreeSet<(Name, Name)>,
}

/// A failure of the whole experiment, a crate that does not build: nothing else can be said of it.
pub(super) fn of_the_whole(gate: &GateCase<'_>) -> Option<OutcomeRow> {
    let trouble = |run: &RunRecord| {
        let whole = |row: &&FailureRow| row.experiment == *gate.experiment && row.workload.is_none();
        run.failures.iter().filter(whole).filter(|row| row.variant.is_none()).find_map(Trouble::of)
    };
    let base = trouble(&gate.sides.base).or_else(|| trouble(&gate.sides.twin));
    let outcome = held_against(trouble(&gate.sides.head), base, OnBase::Declared)?;
    Some(OutcomeRow::plain(gate.experiment, None, None, Quantity::Experiment, outcome))
}

/// Every variant of the head on every workload, new ones among them: a wrong answer needs no baseline.
pub(super) fn answers(trio: &Trio<'_>) -> Answers {
    let mut found = Answers::default();
    for workload in &trio.head.declaration.workloads {
        let on = &workload.name;
        let variants = trio.head.declaration.variants.iter().filter(|variant| variant.runs_on(on));
        if let Some(outcome) = of_all_variants(trio, on) {
            found.settled.extend(variants.map(|variant| (on.clone(), variant.name.clone())));
            found.rows.push(row(trio, on, None, outcome));
            continue;
        }
        for variant in variants {
            if let Some(outcome) = of_one(trio, on, &variant.name, variant.role) {
                found.settled.insert((on.clone(), variant.name.clone()));
                found.rows.push(row(trio, on, Some(&variant.name), outcome));
            }
        }
    }
    found
}

fn row(trio: &Trio<'_>, workload: &Name, variant: Option<&Name>, outcome: Outcome) -> OutcomeRow {
    OutcomeRow::plain(trio.gate.experiment, Some(workload), variant, Quantity::Answer, outcome)
}

/// Why a series has no time to be compared although no row speaks of it yet.
pub(super) fn not_timed(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Outcome> {
    let cases = [&trio.head, &trio.base];
    if let Some(fault) = cases.iter().find_map(|case| fault_of_reference(case, workload)) {
        return Some(Outcome::NoBaseline(format!("no reference: {fault}")));
    }
    if cases.iter().any(|case| wrong_or_unchecked(case, workload, &[variant]).is_some()) {
        let why = trio.gate.ended_early.clone();
        return Some(Outcome::Inconclusive(why.unwrap_or_else(|| {
            Undecided::NotMeasured("its answer was never checked on both sides".to_owned())
        })));
    }
    let measured = |case: &&&Case<'_>| case.samples_of(workload, variant, Scope::Alone).next().is_some();
    let lack = cases
        .iter()
        .filter(measured)
        .find_map(|case| lacks_evidence(case, workload, variant, Need::Speed))?;
    Some(Outcome::NoBaseline(lack))
}

/// Something that happened instead of a measurement.
enum Trouble {
    Failed(Failure),
    CannotRun(String),
}

impl Trouble {
    fn of(row: &FailureRow) -> Option<Self> {
        match &row.what {
            Happened::Failed(failure) => Some(Self::Failed(failure.clone())),
            Happened::CannotRun(why) => Some(Self::CannotRun(why.clone())),
            Happened::Ran(_) => None,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Failed(failure) => format!("it failed: {failure}"),
            Self::CannotRun(why) => format!("it cannot run here: {why}"),
        }
    }
}

/// Is there such a thing on the base at all?
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnBase {
    Declared,
    Unknown,
}

fn held_against(head: Option<Trouble>, base: Option<Trouble>, on_base: OnBase) -> Option<Outcome> {
    Some(match (head, base) {
        (None, None) => return None,
        (Some(Trouble::Failed(failure)), None) => Outcome::Regressed(Regression::Failed(failure)),
        (Some(Trouble::CannotRun(why)), None) if on_base == OnBase::Declared => {
            Outcome::Regressed(Regression::CannotRun(why))
        }
        (Some(head), None) => Outcome::NoBaseline(head.words()),
        (Some(head), Some(_)) => Outcome::NoBaseline(format!("on both sides {}", head.words())),
        (None, Some(base)) => Outcome::NoBaseline(format!("on the base {}", base.words())),
    })
}

/// A failure that speaks of a workload as a whole: its input cannot be made, its check crashed.
fn of_all_variants(trio: &Trio<'_>, workload: &Name) -> Option<Outcome> {
    let trouble = |case: &Case<'_>| {
        let rows = case.rows.failures.iter().filter(|row| row.experiment == *case.experiment);
        rows.filter(|row| row.variant.is_none() && row.workload.as_ref() == Some(workload))
            .find_map(Trouble::of)
    };
    let base = trio.bases().into_iter().find_map(trouble);
    held_against(trouble(&trio.head), base, on_base(trio, workload, None))
}

fn on_base(trio: &Trio<'_>, workload: &Name, variant: Option<&Name>) -> OnBase {
    let base = trio.base.declaration;
    let runs =
        variant.is_none_or(|variant| base.variant(variant).is_some_and(|variant| variant.runs_on(workload)));
    if runs && base.workload(workload).is_some() { OnBase::Declared } else { OnBase::Unknown }
}

fn of_one(trio: &Trio<'_>, workload: &Name, variant: &Name, role: Role) -> Option<Outcome> {
    let trouble = |case: &Case<'_>| case.failures_of(workload, variant).find_map(Trouble::of);
    let base = trio.bases().into_iter().find_map(trouble);
    held_against(trouble(&trio.head), base, on_base(trio, workload, Some(variant))).or_else(|| {
        if role == Role::Control {
            of_control(trio, workload, variant)
        } else {
            of_answer(trio, workload, variant).or_else(|| of_device(trio, workload, variant))
        }
    })
}

fn of_control(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Outcome> {
    let is_right = |case: &Case<'_>| {
        let checks = checks(case, workload, variant);
        !checks.is_empty() && checks.iter().all(|check| check.passed)
    };
    if !is_right(&trio.head) {
        return None;
    }
    Some(if is_right(&trio.base) {
        Outcome::NoBaseline("this control comes out right on both sides: the checks cannot fail".to_owned())
    } else {
        Outcome::Regressed(Regression::ControlCameOutRight)
    })
}

fn of_answer(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Outcome> {
    let wrong = |case: &Case<'_>| -> Vec<Check> {
        let all = checks(case, workload, variant).into_iter();
        all.filter(|check| !check.passed).cloned().collect()
    };
    let (head, base) = (wrong(&trio.head), trio.bases().map(wrong).concat());
    let foretold = is_foretold(trio.head.declaration, workload, variant);
    match (head.first(), base.first()) {
        (None, None) => None,
        (None, Some(check)) => Some(Outcome::NoBaseline(format!("the base is wrong: {check}"))),
        (Some(check), Some(_)) => Some(Outcome::NoBaseline(format!("wrong on both sides: {check}"))),
        (Some(check), None) if foretold => Some(Outcome::NoBaseline(format!("wrong, as predicted: {check}"))),
        (Some(_), None) => Some(Outcome::Regressed(Regression::WrongAnswer(head))),
    }
}

/// A variant that proved on the base that it ran on its device, and no longer does, or runs on another kind of it.
fn of_device(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Option<Outcome> {
    let measured = |case: &Case<'_>| case.samples_of(workload, variant, Scope::Alone).next().is_some();
    if !measured(&trio.base) || !measured(&trio.head) {
        return None;
    }
    let lack = |case: &Case<'_>| lacks_evidence(case, workload, variant, Need::Answer);
    match (trio.bases().into_iter().find_map(lack), lack(&trio.head)) {
        (None, Some(why)) => return Some(Outcome::Regressed(Regression::EvidenceGone(why))),
        (Some(why), _) => return Some(Outcome::NoBaseline(why)),
        (None, None) => {}
    }
    let (base, head) = (proofs(&trio.base, workload, variant), proofs(&trio.head, workload, variant));
    let other = head.iter().find(|proof| base.iter().all(|other| other.kind != proof.kind))?;
    let old = base.first()?;
    let why = format!(
        "{variant} ran on {}, {}; for the base that was {}, {}",
        other.device,
        kind(other.kind),
        old.device,
        kind(old.kind)
    );
    // From a software driver to a device is no loss; there is only nothing to compare it with.
    Some(if base.iter().all(|proof| proof.kind == GpuKind::Cpu) {
        Outcome::NoBaseline(why)
    } else {
        Outcome::Regressed(Regression::EvidenceGone(why))
    })
}

fn proofs<'a>(case: &Case<'a>, workload: &Name, variant: &Name) -> Vec<&'a Evidence> {
    let rows = case.failures_of(workload, variant);
    rows.filter_map(|row| match &row.what {
        Happened::Ran(evidence) => Some(evidence),
        Happened::Failed(_) | Happened::CannotRun(_) => None,
    })
    .collect()
}

fn kind(kind: GpuKind) -> &'static str {
    match kind {
        GpuKind::Discrete => "a discrete GPU",
        GpuKind::Integrated => "an integrated GPU",
        GpuKind::Virtual => "a virtual GPU",
        GpuKind::Cpu => "a software driver",
        GpuKind::Other => "a device of no known kind",
    }
}

/// Checks of the base that the head no longer makes, or makes with a wider tolerance: each once, whatever the variant.
pub(super) fn loosened_checks(trio: &Trio<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for workload in &trio.comparable.workloads {
        for variant in &trio.comparable.variants {
            let new = checks(&trio.head, workload, variant);
            if new.is_empty() || super::inputs::changed(trio, workload) {
                continue;
            }
            for old in checks(&trio.base, workload, variant) {
                let name = &old.name;
                match new.iter().find(|new| new.name == *name) {
                    None => {
                        found.insert(format!("check `{name}` on {workload} was removed"));
                    }
                    Some(new) if new.kind != old.kind && is_exact(old.kind) => {
                        found.insert(format!("check `{name}` on {workload} need no longer be exact"));
                    }
                    Some(new) if new.kind == old.kind && new.tolerance > old.tolerance => {
                        let (was, is) = (old.tolerance, new.tolerance);
                        found.insert(format!("tolerance of `{name}` on {workload}: {was:e} became {is:e}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    found
}

fn is_exact(kind: CheckKind) -> bool {
    matches!(kind, CheckKind::Exact | CheckKind::SetEqual)
}
