//! `summary.md` of a run folder: what people read on a forge and what git can diff. Same run, same text.

use judge::{Proof, controls};
use model::{RunRecord, VerdictRow};

use crate::{
    machine_line, markdown, measured,
    provenance::{cautions, commit},
    sections::failures,
    verdicts::prediction,
};

/// The whole page.
pub fn summary_markdown(run: &RunRecord) -> String {
    let mut blocks = vec![format!("# Run {}", markdown(&run.header.run))];
    blocks.extend(cautions(run).iter().map(|caution| format!("> **Caution:** {}", markdown(caution))));
    blocks.push(header(run));
    for of_experiment in run.verdicts.chunk_by(|a, b| a.experiment == b.experiment) {
        blocks.extend(experiment(run, of_experiment));
    }
    let controls = controls_list(run);
    if !controls.is_empty() {
        blocks.extend(["## Controls".to_owned(), controls.join("\n")]);
    }
    let failed: Vec<String> = failures(run).map(|(_, what)| format!("- {}", markdown(&what))).collect();
    if !failed.is_empty() {
        blocks.extend(["## Failures".to_owned(), failed.join("\n")]);
    }
    blocks.join("\n\n") + "\n"
}

fn header(run: &RunRecord) -> String {
    let header = &run.header;
    let flags = if header.flags.is_empty() { "no flags" } else { &header.flags };
    let disturbed = run.host.iter().filter(|row| row.disturbance.is_some()).count();
    let mut facts = vec![
        ("started", header.started_utc.clone()),
        ("commit", commit(run)),
        ("class", run.machine.class.clone()),
        ("machine", machine_line(&run.machine)),
        ("compiler", format!("{}, {flags}", header.rustc)),
        ("harness", header.harness.clone()),
        ("command", header.command.join(" ")),
        ("seed", header.seed.to_string()),
        ("disturbed rounds", format!("{disturbed} of {}", run.host.len())),
    ];
    facts.extend(header.ended_early.iter().map(|why| ("ended early", why.clone())));
    let mut lines = vec!["| | |".to_owned(), "| --- | --- |".to_owned()];
    lines.extend(facts.iter().map(|(what, value)| format!("| {what} | {} |", cell(value))));
    lines.join("\n")
}

fn experiment(run: &RunRecord, rows: &[VerdictRow]) -> Vec<String> {
    let name = &rows[0].experiment;
    let pin = run.header.experiments.iter().find(|pin| pin.experiment == *name);
    let mut blocks = vec![format!("## {name}")];
    blocks.extend(pin.map(|pin| markdown(&pin.declaration.title)));
    let mut lines = vec![
        "| hypothesis | expectation | target | measured | rounds | verdict | prediction | claim |".to_owned(),
        "| --- | --- | --- | --- | ---: | --- | --- | --- |".to_owned(),
    ];
    lines.extend(rows.iter().map(line));
    blocks.push(lines.join("\n"));
    blocks
}

fn line(row: &VerdictRow) -> String {
    let reason = row.verdict.reason();
    let word = row.verdict.word();
    let verdict =
        if reason.is_empty() { format!("**{word}**") } else { format!("**{word}**: {}", markdown(&reason)) };
    let cells = [
        cell(&row.hypothesis),
        cell(&row.expectation),
        cell(&row.target),
        cell(&measured(row).unwrap_or_default()),
        row.rounds.to_string(),
        verdict,
        cell(&prediction(row)),
        cell(row.claim.as_deref().unwrap_or_default()),
    ];
    format!("| {} |", cells.join(" | "))
}

/// An empty cell is a dash: nothing was forgotten.
fn cell(text: &str) -> String {
    if text.trim().is_empty() { "–".to_owned() } else { markdown(text) }
}

fn controls_list(run: &RunRecord) -> Vec<String> {
    let mut lines = Vec::new();
    for pin in &run.header.experiments {
        for control in controls(&pin.experiment, &pin.declaration, &run.checks) {
            let proof = match &control.proof {
                Proof::Caught(_) => "was caught",
                Proof::CameOutRight => "**came out right**: these checks let a wrong answer pass",
                Proof::Unchecked => continue,
            };
            lines.push(format!("- {}: {} on {} {proof}", pin.experiment, control.variant, control.workload));
        }
    }
    lines
}
