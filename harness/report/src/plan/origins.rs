//! Where the rows come from: the class, the runs, and what a reader must know of each.

use std::collections::BTreeSet;

use super::{PlanView, count, mark};
use crate::{Column, Table, block::Block, machine_line, provenance};

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    let question = view.question;
    blocks.push(Block::Title(format!("Plan {}: {}", question.name, question.plan.title)));
    let used: BTreeSet<usize> = view.became.standings().map(|standing| standing.run).collect();
    for run in &used {
        let cautions = provenance::cautions(question.runs[*run].record);
        blocks.extend(cautions.iter().map(|caution| Block::Caution(format!("{}: {caution}", mark(*run)))));
    }
    let machine = used.first().map(|run| machine_line(&question.runs[*run].record.machine));
    let machine = machine.map_or_else(String::new, |machine| format!(", {machine}"));
    blocks.push(Block::Text(format!("Hardware class {}{machine}.", view.class)));
    if used.is_empty() {
        blocks.push(Block::Text(
            "Nothing of this plan was measured on this class yet. What was promised and what arithmetic allows is below, and \
             the last part says how to measure it."
                .to_owned(),
        ));
    } else {
        blocks.push(Block::Text(
            "A row is of the newest run that judged its expectation; the column run says which:".to_owned(),
        ));
        blocks.push(Block::Rows("", runs(view, &used), ""));
        blocks.extend(commits(view, &used));
    }
    if !view.elsewhere.is_empty() {
        let classes: Vec<String> = view
            .elsewhere
            .iter()
            .map(|(class, runs)| format!("{} on {class}", count(*runs, "run", "runs")))
            .collect();
        blocks.push(Block::Text(format!(
            "Other classes are other machines and never stand beside these numbers: {}. --class CLASS shows one of them.",
            classes.join(", ")
        )));
    }
}

fn runs(view: &PlanView<'_>, used: &BTreeSet<usize>) -> Table {
    let columns = [
        Column::left(""),
        Column::wrap("run"),
        Column::wrap("commit"),
        Column::left("tree"),
        Column::left("kept as"),
    ];
    let mut table = Table::new(columns);
    for run in used {
        let ran = view.question.runs[*run];
        let header = &ran.record.header;
        table.row([
            mark(*run),
            header.run.clone(),
            provenance::commit(ran.record),
            if header.pin.dirty { "dirty" } else { "clean" }.to_owned(),
            if ran.accepted { "accepted" } else { "local" }.to_owned(),
        ]);
        if let Some(why) = &header.ended_early {
            table.note(&format!("ended early: {why}"));
        }
    }
    table
}

fn commits(view: &PlanView<'_>, used: &BTreeSet<usize>) -> Option<Block> {
    let commits: BTreeSet<Option<&str>> =
        used.iter().map(|run| view.question.runs[*run].record.header.pin.commit.as_deref()).collect();
    (commits.len() > 1).then(|| {
        Block::Text(format!(
            "The rows come from {} commits: each is true of its own, and nothing here measured them together.",
            commits.len()
        ))
    })
}
