//! A table of plain cells: what a query answers, and what is exported.

use std::fmt;

use polars::prelude::{AnyValue, DataFrame};

use crate::columns::Kind;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Whole(i128),
    /// A number.
    Number(f64),
    /// Anything else.
    Text(String),
}

/// Named columns and rows of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The names of the columns. Where the numbers of one have a unit, that ends its name: `wall_ns`.
    pub columns: Vec<String>,
    /// What the cells of each are, unless they are empty.
    pub kinds: Vec<Kind>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows there are in all, where not all of them are here.
    pub total: usize,
}

impl Table {
    pub(crate) fn from_frame(frame: &DataFrame, cap: usize) -> Self {
        let columns = frame.columns();
        let row = |i| columns.iter().map(|c| c.get(i).map_or(Cell::Empty, |value| cell(&value))).collect();
        Self {
            columns: columns.iter().map(|column| column.name().to_string()).collect(),
            kinds: columns.iter().map(|column| Kind::of(column.dtype())).collect(),
            rows: (0..frame.height().min(cap)).map(row).collect(),
            total: frame.height(),
        }
    }

    /// Is this all there is?
    pub fn is_whole(&self) -> bool {
        self.rows.len() == self.total
    }

    /// Comma-separated, quoted where needed (RFC 4180). An empty cell is nothing, an empty text is `""`.
    pub fn to_csv(&self) -> String {
        self.csv_head() + &self.csv_rows()
    }

    /// A Markdown table, with numbers to the right.
    pub fn to_markdown(&self) -> String {
        self.markdown_head() + &self.markdown_rows()
    }

    /// One JSON object per row; what is no finite number is `null`.
    pub fn to_json(&self) -> serde_json::Value {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row).map(|(name, cell)| (name.clone(), cell.to_json()));
            serde_json::Value::Object(cells.collect())
        };
        self.rows.iter().map(object).collect()
    }

    pub(crate) fn csv_head(&self) -> String {
        csv_line(self.columns.iter().map(|name| csv_text(name)))
    }

    pub(crate) fn csv_rows(&self) -> String {
        let cell = |cell: &Cell| match cell {
            Cell::Text(text) if text.is_empty() => "\"\"".to_owned(),
            Cell::Text(text) => csv_text(text),
            other => other.to_string(),
        };
        self.rows.iter().map(|row| csv_line(row.iter().map(cell))).collect()
    }

    pub(crate) fn markdown_head(&self) -> String {
        let rule = |kind: &Kind| match kind {
            Kind::Whole | Kind::Number => "---:",
            Kind::YesNo | Kind::Text => "---",
        };
        markdown_line(self.columns.iter().map(|name| markdown_text(name)))
            + &markdown_line(self.kinds.iter().map(|kind| rule(kind).to_owned()))
    }

    pub(crate) fn markdown_rows(&self) -> String {
        let line = |row: &Vec<Cell>| markdown_line(row.iter().map(|cell| markdown_text(&cell.to_string())));
        self.rows.iter().map(line).collect()
    }
}

impl Cell {
    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Empty => serde_json::Value::Null,
            Self::YesNo(yes) => (*yes).into(),
            Self::Whole(number) => i64::try_from(*number)
                .map(Into::into)
                .or_else(|_| u64::try_from(*number).map(Into::into))
                .unwrap_or_default(),
            Self::Number(number) => (*number).into(),
            Self::Text(text) => text.clone().into(),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::YesNo(yes) => write!(out, "{yes}"),
            Self::Whole(number) => write!(out, "{number}"),
            // Both are the shortest text that reads back as the same number; this one stays short at 1e300.
            Self::Number(number) if *number != 0.0 && !(1e-5..1e16).contains(&number.abs()) => {
                write!(out, "{number:e}")
            }
            Self::Number(number) => write!(out, "{number}"),
            Self::Text(text) => out.write_str(text),
        }
    }
}

fn csv_line(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\n"
}

fn csv_text(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn markdown_line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// A cell is one line: what would end it, or the cell, is escaped.
fn markdown_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace("\r\n", "<br>").replace(['\n', '\r'], "<br>")
}

fn cell(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Null => Cell::Empty,
        AnyValue::Boolean(yes) => Cell::YesNo(*yes),
        AnyValue::Float32(number) => Cell::Number(f64::from(*number)),
        AnyValue::Float64(number) => Cell::Number(*number),
        value if value.is_integer() => value.extract::<i128>().map_or(Cell::Empty, Cell::Whole),
        value => Cell::Text(value.get_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}
