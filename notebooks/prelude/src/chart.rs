//! Pictures, of an experiment's page or of a table of one's own.

use crate::{error::Result, link::Link, table::Table};

/// A picture with its words.
pub struct Chart {
    pub(crate) caption: String,
    pub(crate) svg: String,
}

impl Chart {
    pub(crate) fn of(link: &Link, question: &[&str]) -> Result<Self> {
        let mut answer = link.ask(question)?.into_iter();
        let mut next = || answer.next().unwrap_or_default();
        Ok(Self { caption: next(), svg: next() })
    }
}

/// Any two columns of numbers against each other: a curve for each word in the column `by`.
pub fn points(table: &Table, x: &str, y: &str, by: &str) -> Result<Chart> {
    Chart::of(table.link(), &["points", table.number(), x, y, by])
}

/// What each row reaches, under what the machine allows: `x` is work for each byte moved, `y` work in a second, `bandwidth`
/// bytes in a second and `peak` work in a second at most. The roof is only as true as these two numbers: measure them.
pub fn roofline(table: &Table, (x, y, by): (&str, &str, &str), bandwidth: f64, peak: f64) -> Result<Chart> {
    let question = ["roofline", table.number(), x, y, by, &bandwidth.to_string(), &peak.to_string()];
    Chart::of(table.link(), &question)
}
