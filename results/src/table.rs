//! A table of plain cells: what a query answers, and what is exported.

use std::fmt;

use polars::prelude::{AnyValue, DataFrame};

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
    /// The names.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows there are in all, where not all of them are here.
    pub total: usize,
}

impl Table {
    pub(crate) fn from_frame(frame: &DataFrame, cap: usize) -> Self {
        let columns = frame.columns();
        let shown = frame.height().min(cap);
        let rows = (0..shown)
            .map(|i| {
                columns.iter().map(|column| column.get(i).map_or(Cell::Empty, |value| cell(&value))).collect()
            })
            .collect();
        Self {
            columns: columns.iter().map(|column| column.name().to_string()).collect(),
            rows,
            total: frame.height(),
        }
    }

    /// Comma-separated, quoted where needed (RFC 4180).
    pub fn to_csv(&self) -> String {
        let quoted = |text: String| {
            if text.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        };
        let line = |cells: Vec<String>| cells.into_iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        let mut text = line(self.columns.clone());
        for row in &self.rows {
            text.push_str(&line(row.iter().map(Cell::to_string).collect()));
        }
        text
    }

    /// A Markdown table, with numbers to the right.
    pub fn to_markdown(&self) -> String {
        let escaped = |text: &str| text.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " ");
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let is_number = |i: usize| {
            self.rows
                .iter()
                .map(|row| &row[i])
                .all(|cell| matches!(cell, Cell::Whole(_) | Cell::Number(_) | Cell::Empty))
        };
        let mut text = line(self.columns.iter().map(|name| escaped(name)).collect());
        text += &line(
            (0..self.columns.len()).map(|i| if is_number(i) { "---:" } else { "---" }.to_owned()).collect(),
        );
        for row in &self.rows {
            text += &line(row.iter().map(|cell| escaped(&cell.to_string())).collect());
        }
        text
    }

    /// One JSON object per row.
    pub fn to_json(&self) -> serde_json::Value {
        let object = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row).map(|(name, cell)| (name.clone(), cell.to_json()));
            serde_json::Value::Object(cells.collect())
        };
        self.rows.iter().map(object).collect()
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
            // The shortest text that reads back as the same number.
            Self::Number(number) => write!(out, "{number}"),
            Self::Text(text) => out.write_str(text),
        }
    }
}

fn cell(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Null => Cell::Empty,
        AnyValue::Boolean(yes) => Cell::YesNo(*yes),
        AnyValue::Float32(number) => Cell::Number(f64::from(*number)),
        AnyValue::Float64(number) => Cell::Number(*number),
        AnyValue::String(text) => Cell::Text((*text).to_owned()),
        AnyValue::StringOwned(text) => Cell::Text(text.to_string()),
        value if value.is_integer() => value.extract::<i128>().map_or(Cell::Empty, Cell::Whole),
        value => Cell::Text(value.to_string()),
    }
}
