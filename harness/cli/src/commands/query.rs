//! `touchstone query`: the tables, asked in SQL.

use report::{Column, Style};
use results::{Cell, Table};

use crate::{
    arguments::{Arguments, Format, Query},
    commands::say_json,
    say,
};

pub(crate) fn run(arguments: &Arguments, query: &Query) -> anyhow::Result<u8> {
    let table = arguments.store()?.query(&query.sql, query.limit)?;
    let format = if arguments.json { Format::Json } else { query.format };
    if format == Format::Json {
        say_json(&table.to_json())?;
    } else {
        say(&written(&table, format))?;
    }
    Ok(0)
}

/// A table in the format that was asked for.
pub(crate) fn written(table: &Table, format: Format) -> String {
    match format {
        Format::Csv => table.to_csv(),
        Format::Markdown => table.to_markdown(),
        Format::Json => table.to_json().to_string() + "\n",
        Format::Text => text(table),
    }
}

/// As wide as the answer is: a query may be piped, and a cell that is cut is no answer.
fn text(table: &Table) -> String {
    let is_number = |i: usize| {
        table.rows.iter().all(|row| matches!(row[i], Cell::Whole(_) | Cell::Number(_) | Cell::Empty))
    };
    let column =
        |(i, name): (usize, &String)| if is_number(i) { Column::right(name) } else { Column::left(name) };
    let mut grid = report::Table::new(table.columns.iter().enumerate().map(column));
    for row in &table.rows {
        grid.row(row.iter().map(Cell::to_string));
    }
    let more = if table.total > table.rows.len() {
        format!("({} of {} rows; --limit shows more)\n", table.rows.len(), table.total)
    } else {
        String::new()
    };
    grid.render(Style { width: usize::MAX, ..Style::PLAIN }) + &more
}
