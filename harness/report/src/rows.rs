//! The rows of a page for other programs: the same cells as comma-separated values (RFC 4180) and as JSON.

use model::VerdictRow;
use serde_json::{Map, Value};

/// Rows under the names of their columns.
pub(crate) struct Rows {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Datum>>,
}

/// What stands in a row under a column.
pub(crate) enum Datum {
    /// Words.
    Text(String),
    /// As it is stored: not rounded, and not always finite.
    Number(f64),
    /// How many.
    Whole(u64),
    /// Yes or no.
    YesNo(bool),
    /// There is none.
    Empty,
}

/// What every page says of a verdict, in this order.
pub(crate) const VERDICT: [&str; 9] =
    ["hypothesis", "expectation", "target", "estimate", "lower", "upper", "unit", "verdict", "reason"];

/// The cells under [`VERDICT`].
pub(crate) fn verdict(row: &VerdictRow) -> [Datum; VERDICT.len()] {
    [
        row.hypothesis.as_str().into(),
        row.expectation.as_str().into(),
        row.target.as_str().into(),
        row.estimate.into(),
        row.lower.into(),
        row.upper.into(),
        row.unit.as_str().into(),
        row.verdict.word().into(),
        row.verdict.reason().as_str().into(),
    ]
}

impl Rows {
    /// None yet, under columns of these names.
    pub(crate) fn under<'a>(columns: impl IntoIterator<Item = &'a &'static str>) -> Self {
        Self { columns: columns.into_iter().copied().collect(), rows: Vec::new() }
    }

    /// One more: a cell for each column.
    pub(crate) fn push(&mut self, cells: impl IntoIterator<Item = Datum>) {
        let cells: Vec<Datum> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "{:?}", self.columns);
        self.rows.push(cells);
    }

    /// A line of names, and one for each row.
    pub(crate) fn csv(&self) -> String {
        let mut out = self.columns.join(",") + "\n";
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Datum::csv).collect();
            out += &cells.join(",");
            out.push('\n');
        }
        out
    }

    /// An object for each row.
    pub(crate) fn json(&self) -> Value {
        let object = |row: &Vec<Datum>| {
            let names = self.columns.iter().map(|name| (*name).to_owned());
            Value::Object(names.zip(row.iter().map(Datum::json)).collect::<Map<_, _>>())
        };
        self.rows.iter().map(object).collect()
    }
}

impl Datum {
    fn csv(&self) -> String {
        match self {
            Self::Text(text) if text.contains([',', '"', '\n', '\r']) => {
                format!("\"{}\"", text.replace('"', "\"\""))
            }
            Self::Text(text) => text.clone(),
            // The shortest text that reads back as the same number.
            Self::Number(value) if *value != 0.0 && !(1e-5..1e16).contains(&value.abs()) => {
                format!("{value:e}")
            }
            Self::Number(value) => value.to_string(),
            Self::Whole(value) => value.to_string(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Empty => String::new(),
        }
    }

    /// JSON has no number that is not finite: it becomes `null`, as where there is none.
    fn json(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(value) => (*value).into(),
            Self::Whole(value) => (*value).into(),
            Self::YesNo(yes) => (*yes).into(),
            Self::Empty => Value::Null,
        }
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Datum {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Datum {
    fn from(value: u32) -> Self {
        Self::Whole(value.into())
    }
}

impl From<usize> for Datum {
    fn from(value: usize) -> Self {
        Self::Whole(value as u64)
    }
}

impl From<bool> for Datum {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
