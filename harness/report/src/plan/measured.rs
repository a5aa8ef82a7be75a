//! Phase by phase: every hypothesis with what came out of it. Refuted and inaccurate are results, and shown as such.

use judge::plan::{OfExperiment, Standing};
use model::plans::Phase;

use super::{PlanView, mark};
use crate::{
    Cell, Column, Table,
    block::Block,
    measured,
    verdicts::{came_true, prediction, says_nothing_new},
    word,
};

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("Phase by phase".to_owned()));
    let experiments = &view.became.experiments;
    for phase in &view.question.plan.phases {
        blocks.push(Block::Heading(format!("Phase {}: {}", phase.number, phase.title)));
        let own: Vec<&OfExperiment<'_>> =
            experiments.iter().filter(|experiment| experiment.phase == Some(phase.number)).collect();
        if own.is_empty() {
            blocks.push(Block::Text(elsewhere(phase, experiments)));
        }
        for experiment in own {
            write_experiment(experiment, blocks);
        }
    }
    let phases: Vec<u32> = view.question.plan.phases.iter().map(|phase| phase.number).collect();
    let mut others = experiments
        .iter()
        .filter(|experiment| experiment.phase.is_none_or(|phase| !phases.contains(&phase)))
        .peekable();
    if others.peek().is_some() {
        blocks.push(Block::Heading("In no phase of the plan".to_owned()));
    }
    for experiment in others {
        write_experiment(experiment, blocks);
    }
}

/// An experiment that measures several phases is shown with the first of them.
fn elsewhere(phase: &Phase, experiments: &[OfExperiment<'_>]) -> String {
    let shown: Vec<String> = phase
        .experiments
        .iter()
        .filter_map(|name| experiments.iter().find(|experiment| experiment.name == *name))
        .filter_map(|experiment| {
            Some(format!("{}, which stands at phase {}", experiment.name, experiment.phase?))
        })
        .collect();
    if shown.is_empty() {
        "No experiment measures this phase yet.".to_owned()
    } else {
        format!("Measured by {}.", shown.join("; "))
    }
}

fn write_experiment(experiment: &OfExperiment<'_>, blocks: &mut Vec<Block>) {
    let name = &experiment.name;
    match &experiment.standings {
        Err(absent) => blocks.push(Block::Text(format!("{name}: not measured here, {absent}."))),
        Ok(standings) => {
            let title = experiment.title.map_or_else(String::new, |title| format!(": {title}"));
            blocks.push(Block::Text(format!("{name}{title}")));
            blocks.push(Block::Rows("hypothesis", table(standings), "remarks"));
        }
    }
}

fn table(standings: &[Standing<'_>]) -> Table {
    let columns = [
        Column::left("verdict"),
        Column::wrap("expectation"),
        Column::left("measured"),
        Column::wrap("target"),
        Column::left("prediction"),
        Column::left("run"),
    ];
    let mut table = Table::new(columns).indented(4);
    for of_hypothesis in standings.chunk_by(|a, b| a.row.hypothesis == b.row.hypothesis) {
        table.heading(&of_hypothesis[0].row.hypothesis);
        for standing in of_hypothesis {
            add(&mut table, standing);
        }
    }
    table
}

fn add(table: &mut Table, standing: &Standing<'_>) {
    let row = standing.row;
    let (word, tone) = word(&row.verdict);
    table.row([
        Cell::new(&format!("{word:<14}"), tone),
        Cell::from(&row.expectation),
        Cell::from(measured(row).unwrap_or_default()),
        Cell::from(&row.target),
        came_true(row),
        Cell::from(mark(standing.run)),
    ]);
    if row.as_predicted != Some(true) {
        let prediction = prediction(row);
        if !prediction.is_empty() {
            table.note(&prediction);
        }
    }
    if !says_nothing_new(&row.verdict) {
        table.note(&row.verdict.reason());
    }
    if let Some(now) = standing.asked_now {
        table.note(&format!("the target is {} now, and was not judged since", now.target));
    }
    if let Some(claim) = &row.claim {
        table.note(claim);
    }
}
