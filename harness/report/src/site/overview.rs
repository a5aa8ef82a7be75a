//! The first page: what needs a look, what was claimed and what holds here, on which machines.

use std::collections::{BTreeMap, BTreeSet};

use model::{Name, Verdict};

use super::{SiteView, alerts, frame, histories::History};
use crate::{Cell, Column, Table, Tone, block::Block, machine_line};

pub(super) fn blocks(view: &SiteView<'_>, all: &[History<'_>]) -> Vec<Block> {
    let mut blocks = vec![Block::Title("What was claimed, and what holds".to_owned())];
    if all.is_empty() {
        blocks.push(Block::Text(
            "There is no run yet, so there is nothing to see. This measures everything quickly and judges it:".to_owned(),
        ));
        blocks.push(Block::Commands(vec!["touchstone run --quick".to_owned()]));
    } else {
        blocks.push(Block::Text(extent(view, all)));
        alerts::write(all, &mut blocks);
    }
    let mut shown: BTreeSet<&Name> = BTreeSet::new();
    let mut unmeasured = Table::new([Column::left("plan"), Column::wrap(""), Column::wrap("promised for")]);
    for (name, plan) in &view.plans.plans {
        let own: Vec<&History<'_>> = all.iter().filter(|history| belongs(view, history, name)).collect();
        if own.is_empty() {
            unmeasured.row([name, &plan.title, &plan.machine]);
            continue;
        }
        shown.extend(own.iter().map(|history| history.experiment));
        blocks.push(Block::Part(format!("Plan {name}: {}", plan.title)));
        blocks.push(Block::Rows("", tallies(view, &own), "remark"));
        let classes: BTreeSet<&str> = own.iter().map(|history| history.class).collect();
        blocks.push(Block::Rows("", plan_pages(name, &classes), ""));
        if !plan.claims.is_empty() {
            let words =
                format!("What it promised in all, for {}, and what its own numbers allow:", plan.machine);
            blocks.push(Block::Text(words));
            blocks.push(Block::Items(plan.claims.iter().map(claim).collect()));
        }
    }
    let rest: Vec<&History<'_>> = all.iter().filter(|history| !shown.contains(history.experiment)).collect();
    if !rest.is_empty() {
        blocks.push(Block::Part("Of no plan".to_owned()));
        blocks.push(Block::Rows("", tallies(view, &rest), "remark"));
    }
    if !unmeasured.is_empty() {
        blocks.push(Block::Part("Plans of which nothing was measured yet".to_owned()));
        blocks.push(Block::Rows("", unmeasured, ""));
    }
    if !view.runs.is_empty() {
        blocks.push(Block::Part("Machines".to_owned()));
        blocks.push(Block::Text(
            "Runs are held only against runs of the same class: another class is another machine.".to_owned(),
        ));
        blocks.push(Block::Rows("", machines(view), ""));
    }
    blocks
}

fn extent(view: &SiteView<'_>, all: &[History<'_>]) -> String {
    let experiments: BTreeSet<&Name> = all.iter().map(|history| history.experiment).collect();
    let classes: BTreeSet<&str> = all.iter().map(|history| history.class).collect();
    let accepted = view.runs.iter().filter(|ran| ran.accepted).count();
    format!(
        "{} ({accepted} accepted) of {} on {}. A verdict here is of the newest run that judged it.",
        count(view.runs.len(), "run"),
        count(experiments.len(), "experiment"),
        if classes.len() == 1 {
            "1 class of machines".to_owned()
        } else {
            format!("{} classes of machines", classes.len())
        }
    )
}

pub(super) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

fn claim(claim: &model::plans::PlanClaim) -> String {
    format!("{}: {}", claim.about, judge::audit::allowed(claim).why)
}

/// By what the run says of the experiment, and by what the crate says that is there now.
fn belongs(view: &SiteView<'_>, history: &History<'_>, plan: &str) -> bool {
    let (ran, _) = history.stands();
    let mut pins = ran.record.header.experiments.iter();
    let pinned = pins.find(|pin| pin.experiment == *history.experiment).and_then(|pin| pin.plan.as_deref());
    let known = view.known.iter().find(|known| known.experiment == *history.experiment);
    known.map_or(pinned, |known| known.plan.as_deref()) == Some(plan)
}

const WORDS: [&str; 6] = ["confirmed", "refuted", "inconclusive", "inaccurate", "crashed", "not judged"];

/// One line for each experiment and class.
fn tallies(view: &SiteView<'_>, own: &[&History<'_>]) -> Table {
    // One class for all is told once, with the machines.
    let is_one_class = own.iter().all(|history| history.class == own[0].class);
    let mut columns = vec![Column::left("experiment"), Column::left("newest run")];
    if !is_one_class {
        columns.push(Column::wrap("machine class"));
    }
    columns.extend(WORDS.map(Column::right));
    columns.push(Column::right("not as predicted"));
    let mut table = Table::new(columns);
    for group in own.chunk_by(|a, b| (a.experiment, a.class) == (b.experiment, b.class)) {
        let declared: Vec<_> =
            group.iter().filter(|history| history.is_declared).map(|history| history.stands()).collect();
        let newest = group.iter().filter_map(|history| history.rows.last()).map(|(ran, _)| ran);
        let newest = newest.max_by_key(|ran| &ran.record.header.started_utc);
        let mut cells = vec![
            Cell::new(group[0].experiment.as_str(), Tone::Strong)
                .leading_to(&frame::experiment(group[0].experiment)),
            Cell::from(newest.map_or("", |ran| day(&ran.record.header.started_utc))),
        ];
        if !is_one_class {
            cells.push(Cell::from(group[0].class));
        }
        cells.extend(WORDS.map(|word| {
            let count = declared.iter().filter(|(_, row)| row.verdict.word() == word).count();
            Cell::new(&count.to_string(), if count == 0 { Tone::Faint } else { Tone::Plain })
        }));
        let news = declared.iter().filter(|(_, row)| row.as_predicted == Some(false)).count();
        cells.push(Cell::new(&news.to_string(), if news == 0 { Tone::Faint } else { Tone::Strong }));
        table.row(cells);
        if view.is_gone(group[0].experiment) {
            table.note("there is no such experiment in the workspace any more");
        }
        let wrong = declared.iter().filter(|(_, row)| {
            matches!(row.verdict, Verdict::Inaccurate(_)) && row.as_predicted != Some(true)
        });
        for (_, row) in wrong {
            table.note(&format!("inaccurate, and not predicted to be: {}", row.expectation));
        }
    }
    table
}

/// `2026-11-21`, of a time in UTC.
pub(super) fn day(utc: &str) -> &str {
    utc.split('T').next().unwrap_or(utc)
}

fn plan_pages(name: &str, classes: &BTreeSet<&str>) -> Table {
    let mut table = Table::new([Column::left("the plan, whole, on one class")]);
    for class in classes {
        table.row([Cell::from(class).leading_to(&frame::plan(name, class))]);
    }
    table
}

fn machines(view: &SiteView<'_>) -> Table {
    let columns =
        [Column::left("class"), Column::wrap("machine"), Column::right("runs"), Column::left("newest")];
    let mut by_class: BTreeMap<&str, Vec<&judge::plan::Ran<'_>>> = BTreeMap::new();
    for ran in view.runs {
        by_class.entry(&ran.record.machine.class).or_default().push(ran);
    }
    let mut table = Table::new(columns);
    for (class, runs) in by_class {
        let newest = runs[0].record;
        table.row([
            class.to_owned(),
            machine_line(&newest.machine),
            runs.len().to_string(),
            day(&newest.header.started_utc).to_owned(),
        ]);
    }
    table
}
