//! A whole run in words and numbers: what was claimed, what was measured, how sure that is, and what to do next.

use model::{ExperimentPin, Name, RunRecord, VerdictRow};

use crate::{
    Style, Tone, expectation, harmless, machine_line,
    page::Page,
    provenance::{cautions, commit},
    sections,
};

/// The text of `touchstone show`.
pub fn explain(run: &RunRecord, style: Style) -> String {
    let mut page = Page::new(style);
    let cautions = cautions(run);
    for caution in &cautions {
        page.toned(Tone::Bad, 0, &format!("CAUTION: {}", harmless(caution)));
    }
    if !cautions.is_empty() {
        page.blank();
    }
    header(&mut page, run);
    for of_experiment in run.verdicts.chunk_by(|a, b| a.experiment == b.experiment) {
        page.blank();
        experiment(&mut page, run, of_experiment);
    }
    sections::write(&mut page, run);
    page.text()
}

fn header(page: &mut Page, run: &RunRecord) {
    let header = &run.header;
    page.toned(Tone::Strong, 0, &format!("run {}", harmless(&header.run)));
    page.line(2, &format!("started {}, {}", harmless(&header.started_utc), commit(run)));
    page.line(2, &machine_line(&run.machine));
    page.line(2, &format!("class {}", harmless(&run.machine.class)));
    let flags = if header.flags.is_empty() { "no flags" } else { &header.flags };
    let built = format!("{}, {flags}, harness {}, seed {}", header.rustc, header.harness, header.seed);
    page.line(2, &harmless(&built));
    page.line(2, &format!("`{}`", harmless(&header.command.join(" "))));
    if let Some(why) = &header.ended_early {
        page.toned(Tone::Unsure, 2, &format!("ended early: {}", harmless(why)));
    }
}

fn experiment(page: &mut Page, run: &RunRecord, rows: &[VerdictRow]) {
    let name = &rows[0].experiment;
    let pin = run.header.experiments.iter().find(|pin| pin.experiment == *name);
    page.toned(Tone::Strong, 0, &heading(name, pin));
    for of_hypothesis in rows.chunk_by(|a, b| a.hypothesis == b.hypothesis) {
        let declared = pin.and_then(|pin| {
            pin.declaration.hypotheses.iter().find(|declared| declared.claim == of_hypothesis[0].hypothesis)
        });
        page.blank();
        page.line(2, &harmless(&of_hypothesis[0].hypothesis));
        if let Some(because) = declared.and_then(|declared| declared.because.as_ref()) {
            page.line(4, &format!("predicted because {}", harmless(because)));
        }
        for (place, row) in of_hypothesis.iter().enumerate() {
            expectation::write(page, run, row, declared.map(|declared| (declared, place)));
        }
    }
}

fn heading(name: &Name, pin: Option<&ExperimentPin>) -> String {
    let Some(pin) = pin else { return name.to_string() };
    let place = match (&pin.plan, pin.phase) {
        (Some(plan), Some(phase)) => format!(" (plan {}, phase {phase})", harmless(plan)),
        (Some(plan), None) => format!(" (plan {})", harmless(plan)),
        (None, _) => String::new(),
    };
    format!("{name}: {}{place}", harmless(&pin.declaration.title))
}
