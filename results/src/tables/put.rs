//! Columns out of rows, built whole: no value is copied cell by cell where a slice of the row will do.

use polars::prelude::{Column, DataFrame, NamedFrom, PolarsResult, Series};
use serde::Serialize;

/// The columns of a frame, one call each, in the order of the declared columns.
pub(super) struct Columns<'a, R> {
    rows: &'a [R],
    columns: Vec<Column>,
}

impl<'a, R> Columns<'a, R> {
    pub(super) fn of(rows: &'a [R]) -> Self {
        Self { rows, columns: Vec::new() }
    }

    fn add(mut self, series: Series) -> Self {
        self.columns.push(series.into());
        self
    }

    pub(super) fn text(self, name: &str, get: impl Fn(&'a R) -> &'a str) -> Self {
        let values: Vec<&str> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn maybe_text(self, name: &str, get: impl Fn(&'a R) -> Option<&'a str>) -> Self {
        let values: Vec<Option<&str>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    /// Text that no row holds as it is.
    pub(super) fn made_text(self, name: &str, get: impl Fn(&'a R) -> String) -> Self {
        let values: Vec<String> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn count(self, name: &str, get: impl Fn(&'a R) -> u32) -> Self {
        let values: Vec<u32> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn maybe_count(self, name: &str, get: impl Fn(&'a R) -> Option<u32>) -> Self {
        let values: Vec<Option<u32>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn whole(self, name: &str, get: impl Fn(&'a R) -> u64) -> Self {
        let values: Vec<u64> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn maybe_whole(self, name: &str, get: impl Fn(&'a R) -> Option<u64>) -> Self {
        let values: Vec<Option<u64>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn number(self, name: &str, get: impl Fn(&'a R) -> f64) -> Self {
        let values: Vec<f64> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn maybe_number(self, name: &str, get: impl Fn(&'a R) -> Option<f64>) -> Self {
        let values: Vec<Option<f64>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn yes_no(self, name: &str, get: impl Fn(&'a R) -> bool) -> Self {
        let values: Vec<bool> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn maybe_yes_no(self, name: &str, get: impl Fn(&'a R) -> Option<bool>) -> Self {
        let values: Vec<Option<bool>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    pub(super) fn frame(self) -> PolarsResult<DataFrame> {
        DataFrame::new(self.rows.len(), self.columns)
    }
}

/// Rows of `model` hold nothing that JSON refuses: no maps with odd keys.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The word of an enum without data, as serde knows it.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
