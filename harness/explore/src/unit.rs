//! What the numbers of a column are: its name ends with it, and what is shown says it in words.

use report::{bytes, number, seconds};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    None,
    Nanoseconds,
    Seconds,
    Bytes,
}

/// The heading of a column without the unit at its end, and that unit.
pub(crate) fn of(name: &str) -> (&str, Unit) {
    for (ending, unit) in [("_ns", Unit::Nanoseconds), ("_bytes", Unit::Bytes), ("_s", Unit::Seconds)] {
        if let Some(heading) = name.strip_suffix(ending) {
            return (heading, unit);
        }
    }
    (name, Unit::None)
}

impl Unit {
    pub(crate) fn worded(self, value: f64) -> String {
        match self {
            Self::None => number(value, ""),
            Self::Nanoseconds => seconds(value / 1e9),
            Self::Seconds => seconds(value),
            Self::Bytes => bytes(value as u64),
        }
    }
}
