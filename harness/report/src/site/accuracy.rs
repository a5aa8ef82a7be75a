//! Every answer beside the reference: how far off it was, how far it may be, and which planted faults were caught.

use std::collections::{BTreeMap, BTreeSet};

use judge::plan::Ran;
use model::{Check, CheckRow, Declaration, Name, Role, RunRecord};

use super::{SiteView, frame};
use crate::{Cell, Column, Table, Tone, block::Block, rows::Rows};

/// The newest run of an experiment on a class.
struct Newest<'a> {
    class: &'a str,
    experiment: &'a Name,
    declared: &'a Declaration,
    record: &'a RunRecord,
}

/// One check of one variant, over all seeds.
struct Checked<'a> {
    row: &'a CheckRow,
    role: Option<Role>,
    seeds: usize,
}

pub(super) fn blocks(view: &SiteView<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title("How far off every answer is".to_owned()),
        Block::Text(
            "Each answer is held against the reference of its workload before anything is timed. A wrong one has no speed; a \
             control is a planted fault, and must come out wrong. Where a check was made with several seeds, the worst is \
             shown."
                .to_owned(),
        ),
    ];
    let newest = newest(view.runs);
    if newest.is_empty() {
        blocks.push(Block::Text("Nothing was checked yet: there is no run.".to_owned()));
    }
    for of in &newest {
        blocks.push(Block::Part(format!("{} on {}", of.experiment, of.class)));
        blocks.push(Block::Rows("workload", table(of), ""));
    }
    blocks
}

pub(super) fn rows(view: &SiteView<'_>) -> Rows {
    let mut rows = Rows::under(&[
        "experiment",
        "class",
        "workload",
        "variant",
        "role",
        "check",
        "error",
        "tolerance",
        "passed",
        "seeds",
        "note",
        "run",
    ]);
    for of in newest(view.runs) {
        for Checked { row, role: is, seeds } in checked(&of) {
            let check = &row.check;
            rows.push([
                of.experiment.as_str().into(),
                of.class.into(),
                row.workload.as_str().into(),
                row.variant.as_str().into(),
                is.map(role).into(),
                check.name.as_str().into(),
                check.error.into(),
                check.tolerance.into(),
                check.passed.into(),
                seeds.into(),
                check.note.as_deref().into(),
                of.record.header.run.as_str().into(),
            ]);
        }
    }
    rows
}

fn newest<'a>(runs: &[Ran<'a>]) -> Vec<Newest<'a>> {
    let mut seen: BTreeSet<(&Name, &str)> = BTreeSet::new();
    let mut newest = Vec::new();
    for ran in runs {
        let class = ran.record.machine.class.as_str();
        for pin in &ran.record.header.experiments {
            let has_checks = ran.record.checks.iter().any(|row| row.experiment == pin.experiment);
            if has_checks && seen.insert((&pin.experiment, class)) {
                let (experiment, declared) = (&pin.experiment, &pin.declaration);
                newest.push(Newest { class, experiment, declared, record: ran.record });
            }
        }
    }
    newest.sort_by_key(|of| (of.experiment, of.class));
    newest
}

/// In the order of declaration, the worst of all seeds.
fn checked<'a>(of: &Newest<'a>) -> Vec<Checked<'a>> {
    let mut by_check: BTreeMap<(usize, usize, &str), Vec<&'a CheckRow>> = BTreeMap::new();
    for row in of.record.checks.iter().filter(|row| row.experiment == *of.experiment) {
        let workload = of.declared.workloads.iter().position(|workload| workload.name == row.workload);
        let variant = of.declared.variants.iter().position(|variant| variant.name == row.variant);
        let place = |place: Option<usize>| place.unwrap_or(usize::MAX);
        by_check.entry((place(workload), place(variant), &row.check.name)).or_default().push(row);
    }
    by_check
        .into_values()
        .filter_map(|rows| {
            let seeds = rows.iter().map(|row| row.seed).collect::<BTreeSet<_>>().len();
            let row = rows.into_iter().max_by(|a, b| badness(&a.check).total_cmp(&badness(&b.check)))?;
            let role = of.declared.variant(&row.variant).map(|variant| variant.role);
            Some(Checked { row, role, seeds })
        })
        .collect()
}

/// How far beyond what is allowed; what could not be compared is worst.
fn badness(check: &Check) -> f64 {
    match check.error {
        Some(error) if error.is_finite() && check.passed => {
            error / (error + check.tolerance + f64::MIN_POSITIVE)
        }
        Some(error) if error.is_finite() => 2.0 + error / (error.abs() + 1.0),
        _ => f64::INFINITY,
    }
}

fn table(of: &Newest<'_>) -> Table {
    let columns = [
        Column::left("variant"),
        Column::left("is"),
        Column::wrap("what is held"),
        Column::right("error"),
        Column::right("allowed"),
        Column::left(""),
        Column::right("seeds"),
        Column::wrap("where"),
    ];
    let mut table = Table::new(columns);
    let mut part: Option<&Name> = None;
    for Checked { row, role: is, seeds } in checked(of) {
        if part != Some(&row.workload) {
            part = Some(&row.workload);
            table.heading(row.workload.as_str());
        }
        let check = &row.check;
        let is_control = is == Some(Role::Control);
        let (word, tone) = match (check.passed, is_control) {
            (true, false) => ("✓ right", Tone::Good),
            (true, true) => ("right in this, though a control", Tone::Faint),
            (false, true) => ("✓ caught", Tone::Good),
            (false, false) => ("✗ wrong", Tone::Bad),
        };
        table.row([
            Cell::new(row.variant.as_str(), Tone::Strong).leading_to(&frame::experiment(of.experiment)),
            Cell::from(is.map_or("", role)),
            Cell::from(&check.name),
            Cell::from(check.error.map_or_else(|| "none".to_owned(), |error| format!("{error:.2e}"))),
            Cell::from(format!("{:.2e}", check.tolerance)),
            Cell::new(word, tone),
            Cell::from(seeds.to_string()),
            Cell::new(check.note.as_deref().unwrap_or_default(), Tone::Faint),
        ]);
    }
    table
}

/// What a variant is, in a word.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Baseline => "baseline",
        Role::Candidate => "candidate",
        Role::Control => "control",
        Role::Peer => "peer",
    }
}
