//! Everything that a gate knows of one experiment, before the family is asked.

use std::collections::BTreeSet;

use model::{Name, Outcome, OutcomeRow, Quantity, Regression};

use super::{
    GateCase,
    answers::{Answers, answers, loosened_checks, not_timed, of_the_whole},
    flips, gated, growth, inputs,
    metrics::{Time, metrics},
    series::{is_open, weigh_memory, weigh_time},
    sides::{Trio, on_all_sides},
};
use crate::easier;

/// A row, and what it takes to decide it together with all others.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The row, as it is if the family does not say red.
    pub row: OutcomeRow,
    /// p / error of "worse than the margin", of the members of the family.
    pub evidence: Option<f64>,
    /// What it is if the family says red.
    pub(super) if_red: Option<Outcome>,
}

impl Weighed {
    /// A row that is no matter of chance.
    pub fn settled(row: OutcomeRow) -> Self {
        Self { row, evidence: None, if_red: None }
    }
}

/// The variants of a workload that need more rounds than the `rounds` that there are. The checks must be there before this
/// is asked: what was never checked has no speed.
pub fn undecided(case: &GateCase<'_>, workload: &Name, rounds: u32) -> BTreeSet<Name> {
    if rounds >= case.looks.last() || of_the_whole(case).is_some() {
        return BTreeSet::new();
    }
    let ask = |trio: &Trio<'_>| {
        let settled = answers(trio).settled;
        if not_compared(trio, workload).is_some() {
            return BTreeSet::new();
        }
        gated(trio.head.declaration, &trio.comparable, workload)
            .into_iter()
            .filter(|variant| !settled.contains(&(workload.clone(), variant.clone())))
            .filter(|variant| not_timed(trio, workload, variant).is_none())
            .filter(|variant| is_open(trio, workload, variant))
            .collect()
    };
    on_all_sides(case, ask).unwrap_or_default()
}

/// Every row of one experiment: its declaration, its answers, its times, its memory, its counts, its growth, its verdicts.
/// [`super::decide`] makes outcomes of them.
pub fn weigh(case: &GateCase<'_>) -> Vec<Weighed> {
    if let Some(row) = of_the_whole(case) {
        return vec![Weighed::settled(row)];
    }
    on_all_sides(case, weigh_all).unwrap_or_else(|| {
        let why = Outcome::NoBaseline("it is not declared on both sides".to_owned());
        vec![Weighed::settled(OutcomeRow::plain(case.experiment, None, None, Quantity::Experiment, why))]
    })
}

fn weigh_all(trio: &Trio<'_>) -> Vec<Weighed> {
    let experiment = trio.gate.experiment;
    let mut rows: Vec<OutcomeRow> =
        trio.comparable.not_compared.iter().map(|left| left.row(experiment)).collect();
    rows.extend(of_declaration(trio));
    let Answers { rows: wrong, settled } = answers(trio);
    rows.extend(wrong);
    let mut all: Vec<Weighed> = rows.into_iter().map(Weighed::settled).collect();
    let mut timed: Vec<(Name, Name)> = Vec::new();
    for workload in trio.comparable.workloads.iter().filter(|workload| trio.gate.asked.contains(workload)) {
        if let Some(why) = not_compared(trio, workload) {
            let outcome = Outcome::NoBaseline(why);
            let row = OutcomeRow::plain(experiment, Some(workload), None, Quantity::Experiment, outcome);
            all.push(Weighed::settled(row));
            continue;
        }
        for variant in gated(trio.head.declaration, &trio.comparable, workload) {
            if settled.contains(&(workload.clone(), variant.clone())) {
                continue;
            }
            if let Some(outcome) = not_timed(trio, workload, &variant) {
                let row =
                    OutcomeRow::plain(experiment, Some(workload), Some(&variant), Quantity::Time, outcome);
                all.push(Weighed::settled(row));
                continue;
            }
            all.extend(of_series(trio, workload, &variant));
            timed.push((workload.clone(), variant));
        }
    }
    all.extend(of_growth(trio, &timed).into_iter().map(Weighed::settled));
    all.extend(flips::flips(trio).into_iter().map(Weighed::settled));
    all
}

/// Why nothing of a workload is compared although both sides declare it alike.
fn not_compared(trio: &Trio<'_>, workload: &Name) -> Option<String> {
    if inputs::changed(trio, workload) {
        return Some("its input changed".to_owned());
    }
    let requires = &trio.head.declaration.workload(workload)?.requires;
    let lacks = requires.iter().find_map(|condition| (trio.gate.missing)(condition))?;
    Some(format!("missing: {lacks}"))
}

fn of_declaration(trio: &Trio<'_>) -> Vec<OutcomeRow> {
    let (base, head) = (trio.base.declaration, trio.head.declaration);
    let (easier, unordered): (Vec<_>, Vec<_>) =
        easier(base, head).into_iter().partition(|easing| easing.kind.is_easier());
    let loosened = easier.iter().map(ToString::to_string).chain(loosened_checks(trio));
    let red = loosened.map(|words| Outcome::Regressed(Regression::Loosened(words)));
    // Another prediction, or a target of another kind: no order says which of the two is easier.
    let changed = unordered.iter().map(ToString::to_string).chain(flips::changed(base, head));
    red.chain(changed.map(Outcome::NoBaseline))
        .map(|outcome| OutcomeRow::plain(trio.gate.experiment, None, None, Quantity::Declaration, outcome))
        .collect()
}

fn of_series(trio: &Trio<'_>, workload: &Name, variant: &Name) -> Vec<Weighed> {
    let time = weigh_time(trio, workload, variant);
    let is_fine = match &time.row.outcome {
        Outcome::Ok | Outcome::Improved | Outcome::Suspect(_) => Time::IsFine,
        _ => Time::IsNot,
    };
    let mut found = vec![time];
    found.extend(weigh_memory(trio, workload, variant));
    found.extend(metrics(trio, workload, variant, is_fine).into_iter().map(Weighed::settled));
    found
}

fn of_growth(trio: &Trio<'_>, timed: &[(Name, Name)]) -> Vec<OutcomeRow> {
    let variants: BTreeSet<&Name> = timed.iter().map(|(_, variant)| variant).collect();
    variants
        .into_iter()
        .filter_map(|variant| {
            let on: Vec<Name> =
                timed.iter().filter(|(_, of)| of == variant).map(|(workload, _)| workload.clone()).collect();
            growth::growth(trio, variant, &on)
        })
        .collect()
}
