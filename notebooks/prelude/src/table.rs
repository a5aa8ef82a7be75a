//! A table that was asked for. Its rows stay with the command.

use std::fmt;

use crate::{error::Result, link::Link};

/// So many rows are shown, unless more are asked for.
const SHOWN: usize = 20;

/// Rows and columns; what is shown of them says how many there are.
pub struct Table {
    link: Link,
    /// The command's name for it.
    number: String,
    rows: usize,
    shown: usize,
}

impl Table {
    pub(crate) fn of(link: &Link, question: &[&str]) -> Result<Self> {
        let mut answer = link.ask(question)?.into_iter();
        let number = answer.next().unwrap_or_default();
        let rows = answer.next().and_then(|rows| rows.parse().ok()).unwrap_or_default();
        Ok(Self { link: link.clone(), number, rows, shown: SHOWN })
    }

    pub(crate) fn link(&self) -> &Link {
        &self.link
    }

    pub(crate) fn number(&self) -> &str {
        &self.number
    }

    /// Shows so many rows.
    #[must_use]
    pub fn at_most(mut self, rows: usize) -> Self {
        self.shown = rows;
        self
    }

    /// Only the rows in which this column says this.
    pub fn only(&self, column: &str, word: &str) -> Result<Self> {
        self.made(&["only", &self.number, column, word])
    }

    /// Only these columns, in this order.
    pub fn columns(&self, wanted: &[&str]) -> Result<Self> {
        self.made(&[&["columns", self.number.as_str()], wanted].concat())
    }

    fn made(&self, question: &[&str]) -> Result<Self> {
        Ok(Self::of(&self.link, question)?.at_most(self.shown))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// No rows at all?
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The numbers of a column, as they are stored; what is none is NaN.
    pub fn numbers(&self, column: &str) -> Result<Vec<f64>> {
        let answer = self.link.ask(&["numbers", &self.number, column])?;
        Ok(answer.iter().map(|number| number.parse().unwrap_or(f64::NAN)).collect())
    }

    /// The cells of a column as text.
    pub fn texts(&self, column: &str) -> Result<Vec<String>> {
        self.link.ask(&["texts", &self.number, column])
    }

    /// As a page shows it, and as a terminal does.
    pub(crate) fn laid_out(&self) -> Result<(String, String)> {
        let mut answer = self.link.ask(&["shown", &self.number, &self.shown.to_string()])?.into_iter();
        let mut next = || answer.next().unwrap_or_default();
        Ok((next(), next()))
    }
}

/// As a terminal shows it.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, text) = self.laid_out().map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        // Where nobody answers any more, nothing is kept either.
        let _ = self.link.ask(&["forget", &self.number]);
    }
}
