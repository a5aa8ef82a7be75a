//! What the gate itself can see on a machine: how often it says red of identical code, and of a known slowdown.

use std::collections::{BTreeMap, BTreeSet};

use model::{Name, PowerRow};

use super::layout::fitting;
use crate::{
    Cell, Column, Style, Table, Tone,
    expectation::rounds as in_words,
    markdown, percent,
    units::{fixed, magnitude},
};

/// What one line of the table is about. False alarms come first, and our own method before the others.
#[derive(Clone, Debug, PartialEq)]
struct Line<'a> {
    method: &'a Name,
    kernel: &'a Name,
    host: &'a Name,
    slowdown: f64,
    replayed: bool,
    /// By the most rounds that a gate had.
    cells: BTreeMap<u32, Vec<&'a PowerRow>>,
}

/// The table for a terminal.
pub fn power_table(rows: &[PowerRow], style: Style) -> String {
    let (rounds, lines) = (all_rounds(rows), lines(rows));
    fitting(&in_columns(&lines, &rounds), &in_columns(&lines, &[]), style)
}

/// The table for a page that scrolls.
pub(crate) fn table(rows: &[PowerRow]) -> Table {
    in_columns(&lines(rows), &all_rounds(rows))
}

/// One column for each of these numbers of rounds; the rates for others stand under the row.
fn in_columns(lines: &[Line<'_>], rounds: &[u32]) -> Table {
    let mut columns =
        vec![Column::left("slowdown"), Column::wrap("method"), Column::wrap("kernel"), Column::wrap("host")];
    columns.extend(rounds.iter().map(|count| Column::left(&in_words(*count))));
    let mut table = Table::new(columns).indented(4);
    let mut part = None;
    for line in lines {
        if part != Some(line.is_false_alarm()) {
            part = Some(line.is_false_alarm());
            table.heading(line.title());
        }
        let mut cells = vec![
            Cell::new(&line.slowdown(), Tone::Strong),
            Cell::from(line.method.as_str()),
            Cell::from(line.kernel.as_str()),
            Cell::from(line.host.as_str()),
        ];
        cells.extend(rounds.iter().map(|count| Cell::from(line.rates(*count))));
        table.row(cells);
        for count in line.cells.keys().filter(|count| !rounds.contains(count)) {
            table.note(&format!("{}: {}", in_words(*count), line.rates(*count)));
        }
        table.note(&line.gates());
        let undecided = line.undecided();
        if !undecided.is_empty() {
            table.note(&format!("undecided: {undecided}"));
        }
    }
    table
}

/// The same for a page.
pub fn power_markdown(rows: &[PowerRow]) -> String {
    let rounds = all_rounds(rows);
    let mut out = String::new();
    let lines = lines(rows);
    for part in lines.chunk_by(|a, b| a.is_false_alarm() == b.is_false_alarm()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("**{}**\n\n| slowdown | method | kernel | host |", part[0].title()));
        for rounds in &rounds {
            out.push_str(&format!(" {} |", in_words(*rounds)));
        }
        out.push_str(" undecided | gates |\n| ---: | --- | --- | --- |");
        out.push_str(&" ---: |".repeat(rounds.len()));
        out.push_str(" --- | --- |\n");
        for line in part {
            let mut cells = vec![
                line.slowdown(),
                line.method.to_string(),
                line.kernel.to_string(),
                line.host.to_string(),
            ];
            cells.extend(rounds.iter().map(|rounds| line.rates(*rounds)));
            cells.extend([line.undecided(), line.gates()]);
            let cells: Vec<String> = cells.iter().map(|cell| shown(cell)).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    out
}

/// An empty cell is a dash: nothing was forgotten.
fn shown(cell: &str) -> String {
    if cell.is_empty() { "–".to_owned() } else { markdown(cell) }
}

fn all_rounds(rows: &[PowerRow]) -> Vec<u32> {
    rows.iter().map(|row| row.rounds).collect::<BTreeSet<u32>>().into_iter().collect()
}

fn lines(rows: &[PowerRow]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for row in rows {
        let place = lines.iter().position(|line| {
            (line.method, line.kernel, line.host, line.replayed)
                == (&row.method, &row.kernel, &row.host, row.replayed)
                && line.slowdown == row.slowdown
        });
        let place = place.unwrap_or_else(|| {
            let PowerRow { method, kernel, host, slowdown, replayed, .. } = row;
            lines.push(Line {
                method,
                kernel,
                host,
                slowdown: *slowdown,
                replayed: *replayed,
                cells: BTreeMap::new(),
            });
            lines.len() - 1
        });
        lines[place].cells.entry(row.rounds).or_default().push(row);
    }
    lines.sort_by(|a, b| {
        let key = |line: &Line<'_>| (!line.is_false_alarm(), line.method.as_str() != "gate");
        key(a)
            .cmp(&key(b))
            .then_with(|| a.method.cmp(b.method))
            .then_with(|| a.kernel.cmp(b.kernel))
            .then_with(|| (b.host.as_str() == "rest").cmp(&(a.host.as_str() == "rest")))
            .then_with(|| a.host.cmp(b.host))
            .then_with(|| a.slowdown.total_cmp(&b.slowdown))
            .then_with(|| a.replayed.cmp(&b.replayed))
    });
    lines
}

impl Line<'_> {
    fn is_false_alarm(&self) -> bool {
        self.slowdown == 0.0
    }

    fn title(&self) -> &'static str {
        if self.is_false_alarm() {
            "False alarms: identical code, built twice, that was called red"
        } else {
            "Power: a known slowdown that was called red"
        }
    }

    fn slowdown(&self) -> String {
        if self.is_false_alarm() { "none".to_owned() } else { format!("+{}", percent(self.slowdown)) }
    }

    fn rates(&self, rounds: u32) -> String {
        let rows = self.cells.get(&rounds).map(Vec::as_slice).unwrap_or_default();
        rows.iter().map(|row| rate(row)).collect::<Vec<_>>().join("; ")
    }

    fn all(&self) -> impl Iterator<Item = &PowerRow> {
        self.cells.values().flatten().copied()
    }

    /// `1000 gates each, replayed from recorded rounds`.
    fn gates(&self) -> String {
        let least = self.all().map(|row| row.gates).min().unwrap_or_default();
        let most = self.all().map(|row| row.gates).max().unwrap_or_default();
        let count = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let how = if self.replayed { "replayed from recorded rounds" } else { "measured one by one" };
        format!("{count} gates each, {how}")
    }

    /// `12 of 1000 at 10 rounds`; empty where all were decided.
    fn undecided(&self) -> String {
        let words: Vec<String> = self
            .all()
            .filter(|row| row.undecided > 0)
            .map(|row| format!("{} of {} at {}", row.undecided, row.gates, in_words(row.rounds)))
            .collect();
        words.join(", ")
    }
}

/// `98 % [95, 99]`: as many digits as the interval allows, its bounds rounded away from the rate, and never all or nothing
/// where it was not.
fn rate(row: &PowerRow) -> String {
    if row.gates == 0 || ![row.rate, row.lower, row.upper].iter().all(|share| share.is_finite()) {
        return "no gates".to_owned();
    }
    let [rate, lower, upper] = [row.rate, row.lower, row.upper].map(|share| share * 100.0);
    let supported = -magnitude((upper - lower) / 2.0);
    let exact = |decimals: i32| {
        let text = fixed(rate, decimals, f64::round);
        let value: f64 = text.parse().unwrap_or(rate);
        (value == 0.0) == (row.red == 0) && (value == 100.0) == (row.red == row.gates)
    };
    let decimals = (supported.clamp(0, 3)..=3).find(|decimals| exact(*decimals)).unwrap_or(3);
    format!(
        "{} % [{}, {}]",
        fixed(rate, decimals, f64::round),
        fixed(lower, decimals, f64::floor),
        fixed(upper, decimals, f64::ceil)
    )
}
