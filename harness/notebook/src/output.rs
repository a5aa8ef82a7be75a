//! What a cell gave, as Jupyter writes it down.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

/// One output of a cell.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "output_type", rename_all = "snake_case")]
pub enum Output {
    /// Lines.
    Stream {
        /// `stdout` or `stderr`.
        name: String,
        /// The lines.
        text: Lines,
    },
    /// The same thing in several forms, of which the richest is shown.
    ExecuteResult {
        /// By MIME type.
        data: BTreeMap<String, Lines>,
    },
    /// Likewise, shown on the way.
    DisplayData {
        /// By MIME type.
        data: BTreeMap<String, Lines>,
    },
    /// It does not compile, or the kernel is gone.
    Error {
        /// What went wrong.
        ename: String,
        /// Why.
        evalue: String,
    },
}

/// Text that a notebook holds as one string or line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(pub String);

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(from)? {
            Value::String(text) => Self(text),
            Value::Array(lines) => Self(lines.iter().filter_map(Value::as_str).collect()),
            other => Self(other.to_string()),
        })
    }
}

impl Lines {
    /// As a notebook holds it.
    pub(crate) fn json(&self) -> Value {
        self.0.split_inclusive('\n').collect()
    }
}

impl Output {
    /// What it holds of this MIME type.
    pub fn data(&self, mime: &str) -> Option<&str> {
        match self {
            Self::ExecuteResult { data } | Self::DisplayData { data } => {
                data.get(mime).map(|lines| lines.0.as_str())
            }
            Self::Stream { .. } | Self::Error { .. } => None,
        }
    }

    /// What it holds of this stream.
    pub fn stream(&self, of: &str) -> Option<&str> {
        match self {
            Self::Stream { name, text } if name == of => Some(&text.0),
            _ => None,
        }
    }

    pub(crate) fn json(&self, count: u64) -> Value {
        let held = |data: &BTreeMap<String, Lines>| -> Value {
            data.iter()
                .map(|(mime, lines)| (mime.clone(), lines.json()))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        match self {
            Self::Stream { name, text } => {
                json!({ "name": name, "output_type": "stream", "text": text.json() })
            }
            Self::ExecuteResult { data } => json!({
                "data": held(data), "execution_count": count, "metadata": {}, "output_type": "execute_result"
            }),
            Self::DisplayData { data } => {
                json!({ "data": held(data), "metadata": {}, "output_type": "display_data" })
            }
            Self::Error { ename, evalue } => {
                json!({ "ename": ename, "evalue": evalue, "output_type": "error", "traceback": [] })
            }
        }
    }
}

/// Streams in one piece each: how a stream was cut on its way says nothing, and differs from time to time.
pub(crate) fn joined(outputs: Vec<Output>) -> Vec<Output> {
    let mut all: Vec<Output> = Vec::new();
    for output in outputs {
        if let Output::Stream { name, text } = &output
            && let Some(Output::Stream { text: before, .. }) = all
                .iter_mut()
                .find(|other| matches!(other, Output::Stream { name: other, .. } if other == name))
        {
            before.0.push_str(&text.0);
        } else {
            all.push(output);
        }
    }
    all
}
