//! Names of experiments, workloads, variants and metrics: one rule for all, and the nearest one when a name is unknown.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A lower-case name such as `row-table`, safe in a file name, a command line and an SQL query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// Why a text cannot be a [`Name`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError(String);

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let first = text.chars().next();
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        if text.len() <= 64
            && first.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            && text.chars().all(legal)
        {
            Ok(Self(text.to_owned()))
        } else {
            Err(NameError(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Name {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:?} is not a name: up to 64 of a-z, 0-9, '-', '_' and '.', starting with a letter or a digit",
            self.0
        )
    }
}

impl std::error::Error for NameError {}

/// The known name nearest to `wanted`, where one is near enough to be what was meant.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (edits(wanted, name), name))
        .filter(|(distance, name)| *distance <= name.len().max(wanted.len()) / 2)
        .min()
        .map(|(_, name)| name)
}

/// The question that goes in front of a list of what there is; nothing where no name is near.
pub fn did_you_mean<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(wanted, known).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default()
}

/// Levenshtein's distance, one row at a time.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_lower_case_and_starts_with_a_letter_or_digit() {
        for good in ["smoke", "full-200", "f64.tree", "2d"] {
            assert_eq!(good.parse::<Name>().unwrap().as_str(), good);
        }
        for bad in ["", "-x", "Smoke", "a b", "é", "a/b", &"x".repeat(65)] {
            assert!(bad.parse::<Name>().is_err(), "{bad:?} passed");
        }
    }

    #[test]
    fn a_typing_mistake_finds_its_name_and_nonsense_finds_none() {
        let known = ["row-table", "tree", "haversine"];
        assert_eq!(nearest("row-tabel", known), Some("row-table"));
        assert_eq!(nearest("haversin", known), Some("haversine"));
        assert_eq!(nearest("qqqqqqqqqqqq", known), None);
        assert_eq!(did_you_mean("haversin", known), "did you mean `haversine`? ");
        assert_eq!(did_you_mean("qqqqqqqqqqqq", known), "");
    }
}
