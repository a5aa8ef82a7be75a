//! Speedup and efficiency against threads, beside what this machine can give at all.

use charts::{Axis, Curve, Curves, Kind, Point, Scale, curves};
use judge::plan::Ran;
use model::{Expectation, Level, Measure, Name, RunRecord, Target, Threads, VerdictRow};

use super::{
    SiteView,
    histories::{History, declaration},
};
use crate::units::tick;
use crate::{Cell, Column, Table, Tone, block::Block, measured, number, percent, rows::Rows, word};

/// What was found of threads: of a speedup that is asked for as a share of the ceiling.
struct Scaled<'a> {
    row: &'a VerdictRow,
    threads: u32,
    /// The ceiling, or the bound that it leaves: what the target is a share of.
    most: Option<f64>,
}

/// What the pictures and tables hold speedups against.
pub(super) const CEILING: &str = "At most: what as many copies at once reach together on this machine in the same rounds, less \
                                  what cannot be shared out evenly.";

pub(super) fn write(own: &[&History<'_>], whole: &[&RunRecord], blocks: &mut Vec<Block>) {
    let scaled: Vec<Scaled<'_>> = own.iter().filter_map(|history| scaled(history, whole)).collect();
    if scaled.is_empty() {
        return;
    }
    blocks.push(picture(own, &scaled));
    blocks.push(Block::Rows("", table(&scaled), ""));
}

/// All experiments on all classes.
pub(super) fn page(view: &SiteView<'_>, all: &[History<'_>]) -> Vec<Block> {
    let mut blocks = vec![Block::Title("What threads give".to_owned()), Block::Text(CEILING.to_owned())];
    let history: Vec<&History<'_>> = all.iter().filter(|history| history.is_declared).collect();
    for own in history.chunk_by(|a, b| (a.experiment, a.class) == (b.experiment, b.class)) {
        let mut part = Vec::new();
        write(own, view.whole, &mut part);
        if !part.is_empty() {
            blocks.push(Block::Part(format!("{} on {}", own[0].experiment, own[0].class)));
            blocks.append(&mut part);
        }
    }
    if blocks.len() == 2 {
        blocks.push(Block::Text(
            "No speedup was measured yet that is asked for as a share of what this machine can give."
                .to_owned(),
        ));
    }
    blocks
}

pub(super) fn rows(view: &SiteView<'_>, all: &[History<'_>]) -> Rows {
    let mut rows = Rows::under(&[
        "experiment",
        "class",
        "expectation",
        "threads",
        "speedup",
        "lower",
        "upper",
        "efficiency",
        "most",
        "share",
        "verdict",
        "run",
    ]);
    for history in all.iter().filter(|history| history.is_declared) {
        let Some(Scaled { row, threads, most }) = scaled(history, view.whole) else { continue };
        rows.push([
            history.experiment.as_str().into(),
            history.class.into(),
            row.expectation.as_str().into(),
            threads.into(),
            row.estimate.into(),
            row.lower.into(),
            row.upper.into(),
            row.estimate.map(|estimate| estimate / f64::from(threads)).into(),
            most.into(),
            row.estimate.zip(most).map(|(estimate, most)| estimate / most).into(),
            row.verdict.word().into(),
            history.stands().0.record.header.run.as_str().into(),
        ]);
    }
    rows
}

fn scaled<'a>(history: &History<'a>, whole: &[&RunRecord]) -> Option<Scaled<'a>> {
    let (ran, row) = history.stands();
    let (_, expectation) = history.declared()?;
    let Expectation::Reaches { measure: Measure::Speedup { of, .. }, target, .. } = expectation else {
        return None;
    };
    let share = match target {
        Target::AtLeast(Level::ShareOfCeiling(share) | Level::ShareOfBound { share, .. }) => *share,
        _ => return None,
    };
    row.estimate?;
    let record = whole.iter().find(|record| record.header.run == ran.record.header.run).copied();
    let threads =
        record.and_then(|record| threads(record, row, of)).unwrap_or_else(|| declared_threads(&ran, row, of));
    Some(Scaled { row, threads, most: row.target_value.map(|target| target / share) })
}

fn threads(record: &RunRecord, row: &VerdictRow, of: &Name) -> Option<u32> {
    let mut samples = record.samples.iter();
    let sample = samples.find(|sample| {
        sample.experiment == row.experiment && sample.workload == row.workload && sample.variant == *of
    });
    sample.map(|sample| sample.threads)
}

/// As many as it was told to work on: what is known where the samples of its run are not at hand.
fn declared_threads(ran: &Ran<'_>, row: &VerdictRow, of: &Name) -> u32 {
    let usable = ran.record.machine.cores.usable;
    let declared = declaration(ran, &row.experiment).and_then(|declared| declared.variant(of));
    declared.map_or(usable, |variant| match variant.threads {
        Threads::One => 1,
        Threads::Exactly(threads) => threads,
        Threads::PerformanceCores => usable,
    })
}

fn picture(own: &[&History<'_>], scaled: &[Scaled<'_>]) -> Block {
    let mut all: Vec<Curve> = Vec::new();
    for Scaled { row, threads, most } in scaled {
        let one = Point { x: 1.0, y: [1.0; 3], says: "1x on 1 thread, by definition".to_owned() };
        let estimate = row.estimate.unwrap_or(f64::NAN);
        let bounds = [row.lower.unwrap_or(estimate), estimate, row.upper.unwrap_or(estimate)];
        let figure = measured(row).unwrap_or_default();
        let here = Point {
            x: f64::from(*threads),
            y: bounds,
            says: format!("{}: {figure} by {threads} threads", row.expectation),
        };
        let label = row.expectation.clone();
        if let Some(most) = most {
            let roof = Point {
                x: f64::from(*threads),
                y: [*most; 3],
                says: format!("at most {} here: {label}", number(*most, "x")),
            };
            all.push(Curve {
                label: format!("at most: {label}"),
                kind: Kind::Reference,
                points: vec![one.clone(), roof],
            });
        }
        all.push(Curve { label, kind: Kind::Measured, points: vec![one, here] });
    }
    let name = own.first().map_or("", |history| history.experiment.as_str());
    let title = format!("What threads give {name}");
    let tick = |value: f64| tick(value, "x");
    let whole = |value: f64| if value.fract() == 0.0 { value.to_string() } else { String::new() };
    let drawn = curves(&Curves {
        title: &title,
        x: Axis { words: "threads", scale: Scale::Linear, tick: &whole },
        y: Axis { words: "speedup over one thread", scale: Scale::Linear, tick: &tick },
        curves: &all,
    });
    Block::drawn(&format!("threads {name}"), &title, drawn)
}

fn table(scaled: &[Scaled<'_>]) -> Table {
    let columns = [
        Column::wrap("expectation"),
        Column::right("threads"),
        Column::left("speedup"),
        Column::right("efficiency"),
        Column::right("at most here"),
        Column::right("of that"),
        Column::left("verdict"),
    ];
    let mut table = Table::new(columns);
    for Scaled { row, threads, most } in scaled {
        let estimate = row.estimate.unwrap_or(f64::NAN);
        let (sign, tone) = word(&row.verdict);
        table.row([
            Cell::from(&row.expectation),
            Cell::from(threads.to_string()),
            Cell::from(measured(row).unwrap_or_default()),
            Cell::from(percent(estimate / f64::from(*threads))),
            Cell::from(most.map_or_else(String::new, |most| number(most, "x"))),
            Cell::new(&most.map_or_else(String::new, |most| percent(estimate / most)), Tone::Strong),
            Cell::new(&sign, tone),
        ]);
    }
    table
}
