//! The page of an experiment: why it exists, what was claimed, what was found on each class of machines, from what, and how
//! to measure it again.

use std::collections::BTreeSet;

use judge::plan::Ran;
use model::{Name, RunRecord};

use super::{
    SiteView,
    histories::{History, declaration},
    hypotheses, intervals, past, scaling, stages, times,
};
use crate::{
    Cell, Column, Table, Tone,
    block::Block,
    machine_line, measured,
    provenance::{cautions, commit},
    sections::failures,
    word,
};

pub(super) fn blocks(view: &SiteView<'_>, name: &Name, own: &[&History<'_>]) -> Vec<Block> {
    let newest = own.iter().filter_map(|history| history.rows.last()).map(|(ran, _)| *ran);
    let newest = newest.max_by_key(|ran| &ran.record.header.started_utc);
    let declared = newest.and_then(|ran| declaration(&ran, name));
    let title = declared.map_or_else(|| name.to_string(), |declared| format!("{name}: {}", declared.title));
    let mut blocks = vec![Block::Title(title)];
    if view.is_gone(name) {
        blocks.push(Block::Caution(
            "There is no such experiment in the workspace any more. What its runs found is below.".to_owned(),
        ));
    }
    blocks.extend(belongs(newest.as_ref(), name).map(Block::Text));
    let classes: BTreeSet<&str> = own.iter().map(|history| history.class).collect();
    for class in &classes {
        let of_class: Vec<&History<'_>> =
            own.iter().filter(|history| history.class == *class).copied().collect();
        blocks.push(Block::Part(format!("On {class}")));
        write_class(view, name, &of_class, &mut blocks);
    }
    if classes.len() > 1 {
        blocks.push(Block::Part("Machines beside each other".to_owned()));
        blocks.push(Block::Text(
            "Each column is of its own machine and its own rounds. A verdict is never made across them."
                .to_owned(),
        ));
        blocks.push(Block::Rows("hypothesis", machines(own, &classes), ""));
    }
    blocks
}

fn belongs(newest: Option<&Ran<'_>>, name: &Name) -> Option<String> {
    let pin = newest?.record.header.experiments.iter().find(|pin| pin.experiment == *name)?;
    match (&pin.plan, pin.phase) {
        (Some(plan), Some(phase)) => Some(format!("Phase {phase} of the plan {plan}.")),
        (Some(plan), None) => Some(format!("Of the plan {plan}.")),
        (None, _) => None,
    }
}

fn write_class(view: &SiteView<'_>, name: &Name, own: &[&History<'_>], blocks: &mut Vec<Block>) {
    let Some(newest) = own
        .iter()
        .filter_map(|history| history.rows.last())
        .map(|(ran, _)| *ran)
        .max_by_key(|ran| &ran.record.header.started_utc)
    else {
        return;
    };
    blocks.push(Block::Text(format!("{}.", machine_line(&newest.record.machine))));
    blocks.extend(cautions(newest.record).into_iter().map(Block::Caution));
    let picture = format!("intervals {name} {}", newest.record.machine.class);
    blocks.extend(intervals::block(own, &picture));
    hypotheses::write(own, &newest.record.header.run, blocks);
    let whole = view.whole.iter().find(|record| {
        record.machine.class == newest.record.machine.class
            && record.header.experiments.iter().any(|pin| pin.experiment == *name)
    });
    if let Some(record) = whole {
        blocks.push(Block::Heading("What the newest run measured".to_owned()));
        if let Some(unshown) = view.unshown.iter().find(|unshown| unshown.run == record.header.run) {
            unshown.write(name, blocks);
        } else {
            let before = blocks.len();
            times::write(record, name, blocks);
            stages::write(record, name, blocks);
            if blocks.len() == before {
                blocks.push(Block::Text("Nothing of this experiment was timed in it.".to_owned()));
            }
        }
    }
    let mut threads = Vec::new();
    scaling::write(own, view.whole, &mut threads);
    if !threads.is_empty() {
        blocks.push(Block::Heading("What threads give".to_owned()));
        blocks.push(Block::Text(scaling::CEILING.to_owned()));
        blocks.append(&mut threads);
    }
    blocks.push(Block::Heading("From run to run".to_owned()));
    past::write(own, blocks);
    blocks.push(Block::Heading("How to measure it again".to_owned()));
    again(&newest, blocks);
    let failed: Vec<String> = whole.map_or_else(Vec::new, |record| failed(record, name));
    if !failed.is_empty() {
        blocks.push(Block::Heading("What failed or could not run".to_owned()));
        blocks.push(Block::Items(failed));
    }
}

fn failed(record: &RunRecord, name: &Name) -> Vec<String> {
    failures(record).filter(|(row, _)| row.experiment == *name).map(|(_, what)| what).collect()
}

fn again(ran: &Ran<'_>, blocks: &mut Vec<Block>) {
    let header = &ran.record.header;
    let mut facts = Table::new([Column::left("the newest run"), Column::wrap("")]);
    let kept = if ran.accepted { "accepted as the reference of its class" } else { "local" };
    let flags = if header.flags.is_empty() { "no flags" } else { &header.flags };
    for (what, value) in [
        ("run", header.run.clone()),
        ("kept as", kept.to_owned()),
        ("started", header.started_utc.clone()),
        ("commit", commit(ran.record)),
        ("compiler", format!("{}, {flags}", header.rustc)),
        ("harness", header.harness.clone()),
        ("seed", header.seed.to_string()),
        ("command", header.command.join(" ")),
    ] {
        facts.row([what.to_owned(), value]);
    }
    if let Some(why) = &header.ended_early {
        facts.note(&format!("ended early: {why}"));
    }
    blocks.push(Block::Rows("", facts, ""));
    blocks
        .push(Block::Text("This builds its commit once more and holds what it finds against it:".to_owned()));
    blocks.push(Block::Commands(vec![format!("touchstone reproduce {}", header.run)]));
}

fn machines(own: &[&History<'_>], classes: &BTreeSet<&str>) -> Table {
    let mut columns = vec![Column::wrap("expectation")];
    columns.extend(classes.iter().map(|class| Column::wrap(class)));
    let mut table = Table::new(columns);
    let mut shown: Vec<(&str, &str)> = Vec::new();
    for history in own {
        let (_, row) = history.stands();
        let key = (row.hypothesis.as_str(), row.expectation.as_str());
        if shown.contains(&key) {
            continue;
        }
        if shown.last().is_none_or(|last| last.0 != key.0) {
            table.heading(key.0);
        }
        shown.push(key);
        let mut cells = vec![Cell::from(&row.expectation)];
        cells.extend(classes.iter().map(|class| {
            let there = own.iter().filter(|other| other.class == *class).map(|other| other.stands().1);
            let mut same = there.filter(|row| (row.hypothesis.as_str(), row.expectation.as_str()) == key);
            same.next().map_or_else(
                || Cell::new("never measured", Tone::Faint),
                |row| {
                    let (sign, tone) = word(&row.verdict);
                    Cell::new(&format!("{sign} {}", measured(row).unwrap_or_default()), tone)
                },
            )
        }));
        table.row(cells);
    }
    table
}
