//! What every variant took, on each workload: the rounds themselves, and what they come to.

use std::collections::BTreeMap;

use charts::{Axis, Rounds, Scale, Value, rounds};
use model::{Declaration, Name, RunRecord, SampleRow, Scope};
use stats::median;

use super::accuracy::role;
use crate::units::tick;
use crate::{Cell, Column, Table, Tone, block::Block, bytes, seconds};

/// Seconds of a call in each round, and whether it was disturbed.
type ByRound = BTreeMap<u32, (f64, bool)>;

pub(super) fn write(record: &RunRecord, name: &Name, blocks: &mut Vec<Block>) {
    let mut pins = record.header.experiments.iter();
    let Some(declared) = pins.find(|pin| pin.experiment == *name).map(|pin| &pin.declaration) else { return };
    for workload in &declared.workloads {
        let by_variant = calls(record, name, declared, &workload.name);
        if by_variant.is_empty() {
            continue;
        }
        blocks.push(Block::Text(match &workload.made_from {
            Some(made_from) => format!("Workload {}, made from {made_from}:", workload.name),
            None => format!("Workload {}:", workload.name),
        }));
        blocks.push(picture(name, &workload.name, &by_variant));
        blocks.push(Block::Rows("", table(record, name, &workload.name, declared, &by_variant), ""));
    }
}

/// In the order of declaration.
fn calls<'a>(
    record: &RunRecord,
    name: &Name,
    declared: &'a Declaration,
    workload: &Name,
) -> Vec<(&'a model::Variant, ByRound)> {
    let mut by_variant: BTreeMap<&Name, BTreeMap<u32, Vec<&SampleRow>>> = BTreeMap::new();
    let of_workload = |row: &&SampleRow| {
        row.experiment == *name && row.workload == *workload && row.scope == Scope::Alone && row.loops > 0
    };
    for row in record.samples.iter().filter(of_workload) {
        by_variant.entry(&row.variant).or_default().entry(row.round).or_default().push(row);
    }
    let of_variant = |variant: &'a model::Variant| {
        let rounds = by_variant.get(&variant.name)?.iter().map(|(round, rows)| {
            let calls: Vec<f64> = rows.iter().map(|row| call(row, variant.judged_by_cpu_time())).collect();
            (*round, (median(&calls), rows.iter().any(|row| row.disturbed)))
        });
        Some((variant, rounds.collect()))
    };
    declared.variants.iter().filter_map(of_variant).collect()
}

/// By the clock that the variant is judged by.
fn call(row: &SampleRow, by_cpu_time: bool) -> f64 {
    let ns = row.thread_cpu_ns.filter(|_| by_cpu_time).unwrap_or(row.wall_ns);
    ns as f64 / 1e9 / f64::from(row.loops)
}

fn picture(name: &Name, workload: &Name, by_variant: &[(&model::Variant, ByRound)]) -> Block {
    let series: Vec<charts::Series> = by_variant
        .iter()
        .map(|(variant, rounds)| charts::Series {
            label: variant.name.to_string(),
            values: rounds
                .iter()
                .map(|(round, (value, disturbed))| Value {
                    value: *value,
                    disturbed: *disturbed,
                    says: format!(
                        "{}: {}, round {}{}",
                        variant.name,
                        seconds(*value),
                        round + 1,
                        if *disturbed { ", disturbed" } else { "" }
                    ),
                })
                .collect(),
        })
        .collect();
    let title = format!("Every round of {name} on {workload}");
    let drawn = rounds(&Rounds {
        title: &title,
        axis: Axis { words: "time of a call", scale: Scale::Factors, tick: &|value| tick(value, "s") },
        series: &series,
    });
    let caption = "One dot for each round, the first at the top of its row; a ring where the host was disturbed. The line is \
                   the median of the others.";
    Block::drawn(&format!("rounds {name} {workload}"), caption, drawn)
}

fn table(
    record: &RunRecord,
    name: &Name,
    workload: &Name,
    declared: &Declaration,
    by_variant: &[(&model::Variant, ByRound)],
) -> Table {
    let columns = [
        Column::left("variant"),
        Column::left("is"),
        Column::right("threads"),
        Column::right("rounds"),
        Column::right("time of a call"),
        Column::right("least"),
        Column::right("most"),
        Column::left("by"),
        Column::right("peak memory"),
    ];
    let mut table = Table::new(columns);
    for (variant, rounds) in by_variant {
        let times: Vec<f64> = rounds.values().map(|(time, _)| *time).collect();
        let of_variant = |row: &&SampleRow| {
            row.experiment == *name && row.workload == *workload && row.variant == variant.name
        };
        let threads = record.samples.iter().find(of_variant).map_or(0, |row| row.threads);
        let peak = record
            .metrics
            .iter()
            .filter(|row| row.experiment == *name && row.workload == *workload && row.variant == variant.name)
            .filter(|row| row.metric.as_str() == "peak-memory" && row.seed.is_none())
            .map(|row| row.value)
            .fold(f64::NAN, f64::max);
        let is_right = right(record, name, workload, &variant.name);
        table.row([
            Cell::new(variant.name.as_str(), Tone::Strong),
            Cell::from(role(variant.role)),
            Cell::from(threads.to_string()),
            Cell::from(rounds.len().to_string()),
            Cell::from(seconds(median(&times))),
            Cell::new(&seconds(times.iter().copied().fold(f64::INFINITY, f64::min)), Tone::Faint),
            Cell::new(&seconds(times.iter().copied().fold(0.0, f64::max)), Tone::Faint),
            Cell::new(
                if variant.judged_by_cpu_time() { "processor time" } else { "the wall clock" },
                Tone::Faint,
            ),
            Cell::from(if peak.is_finite() { bytes(peak as u64) } else { String::new() }),
        ]);
        if !is_right {
            table.note("its answer is wrong or was never checked, so these times are no speed");
        }
    }
    let never = declared.variants.iter().filter(|variant| {
        variant.runs_on(workload) && !by_variant.iter().any(|(measured, _)| measured.name == variant.name)
    });
    let never: Vec<&str> = never.map(|variant| variant.name.as_str()).collect();
    if !never.is_empty() {
        table.note(&format!("not timed here: {}", never.join(", ")));
    }
    table
}

fn right(record: &RunRecord, name: &Name, workload: &Name, variant: &Name) -> bool {
    let mut checks = record
        .checks
        .iter()
        .filter(|row| row.experiment == *name && row.workload == *workload && row.variant == *variant)
        .peekable();
    checks.peek().is_some() && checks.all(|row| row.check.passed)
}
