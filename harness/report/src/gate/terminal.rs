//! A gate on a terminal: the answer first, then the worst, then what to believe and where to look.

use super::{
    GateKind, GateView,
    answer::{Answer, count, headline},
    group::{Group, groups},
    kind::Kind,
    layout::fitting,
    numbers,
    words::{comparison, figures, reason, remarks, side, subject},
};
use crate::{Cell, Column, Style, Table, Tone, harmless, page::Page};

/// Every row starts here.
const MARGIN: usize = 4;

/// The text of `touchstone gate`.
pub fn gate_text(view: &GateView<'_>, style: Style) -> String {
    let mut page = Page::new(style);
    page.toned(Answer::of(view).tone(), 0, &headline(view));
    let (base, head) = (harmless(&side(view.base)), harmless(&side(view.head)));
    let tone = if view.kind == GateKind::AgainstAccepted { Tone::Unsure } else { Tone::Plain };
    page.toned(tone, 0, &format!("base {base}, head {head}: {}", comparison(view)));
    let groups = groups(view.rows);
    let table = fitting(&in_columns(&groups), &under_each_other(&groups), style);
    if !table.is_empty() {
        page.blank();
        page.rendered(&table);
    }
    let same: Vec<&Group<'_>> = groups.iter().filter(|group| group.rows.is_empty()).collect();
    if !same.is_empty() {
        page.blank();
    }
    for group in same {
        page.toned(Tone::Faint, 2, &format!("{}: identical, {}", group.experiment, group.sameness()));
    }
    if !view.cautions.is_empty() {
        page.blank();
    }
    for caution in view.cautions {
        page.toned(Tone::Bad, 0, &format!("CAUTION: {}", harmless(caution)));
    }
    legend(&mut page, view, style);
    if let Some(run) = view.run {
        page.blank();
        page.line(0, &format!("more: `touchstone show {}`", harmless(run)));
    }
    page.text()
}

/// All numbers in columns.
fn in_columns(groups: &[Group<'_>]) -> Table {
    let mut table = Table::new([
        Column::left("outcome"),
        Column::wrap("what"),
        Column::right("base"),
        Column::right("head"),
        Column::left("change"),
        Column::right("margin"),
        Column::right("rounds"),
    ])
    .indented(MARGIN);
    for group in groups.iter().filter(|group| !group.rows.is_empty()) {
        table.heading(group.experiment.as_str());
        for row in &group.rows {
            let rounds = if row.rounds == 0 { String::new() } else { row.rounds.to_string() };
            table.row([
                outcome(Kind::of(&row.outcome)),
                Cell::from(subject(row)),
                Cell::from(numbers::side(row, row.base)),
                Cell::from(numbers::side(row, row.head)),
                Cell::from(numbers::change(row).unwrap_or_default()),
                Cell::from(numbers::margin(row).unwrap_or_default()),
                Cell::from(rounds),
            ]);
            notes(&mut table, [reason(row)].into_iter().chain(remarks(row)));
        }
        identical(&mut table, group);
    }
    table
}

/// The same with the numbers under their rows.
fn under_each_other(groups: &[Group<'_>]) -> Table {
    let mut table = Table::new([Column::left(""), Column::wrap("")]).indented(MARGIN);
    for group in groups.iter().filter(|group| !group.rows.is_empty()) {
        table.heading(group.experiment.as_str());
        for row in &group.rows {
            table.row([outcome(Kind::of(&row.outcome)), Cell::from(subject(row))]);
            notes(&mut table, [figures(row), reason(row)].into_iter().chain(remarks(row)));
        }
        identical(&mut table, group);
    }
    table
}

fn outcome(kind: Kind) -> Cell {
    Cell::new(&kind.signed(), kind.tone())
}

fn notes(table: &mut Table, notes: impl Iterator<Item = String>) {
    for note in notes.filter(|note| !note.is_empty()) {
        table.note(&note);
    }
}

/// One line for all of them.
fn identical(table: &mut Table, group: &Group<'_>) {
    if !group.identical.is_empty() {
        let words = format!("{} more, {}", group.identical.len(), group.sameness());
        table.row([outcome(Kind::Identical), Cell::from(words)]);
    }
}

fn legend(page: &mut Page, view: &GateView<'_>, style: Style) {
    let mut table = Table::new([Column::left(""), Column::wrap("")]).indented(2);
    for kind in Kind::ALL.into_iter().filter(|kind| count(view.rows, *kind) > 0) {
        table.row([Cell::new(&kind.signed(), Tone::Plain), Cell::new(kind.meaning(), Tone::Faint)]);
    }
    if !table.is_empty() {
        page.blank();
        page.rendered(&table.render(style));
    }
}
