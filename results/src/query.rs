//! SQL over all runs. Only the tables and columns that a question names are read.

use std::collections::BTreeMap;

use model::nearest;
use polars::{
    prelude::{AnyValue, Column, DataFrame, DataType, IntoLazy, Scalar},
    sql::{SQLContext, extract_table_identifiers},
};

use crate::{Error, Store, Table, columns::TableName, read::read_table, store::RunEntry};

impl Store {
    /// Answers a question in SQL. At most `cap` rows come back; the table knows how many there are.
    pub fn query(&self, sql: &str, cap: usize) -> Result<Table, Error> {
        let names =
            extract_table_identifiers(sql, false, true).map_err(|error| Error::Query(error.to_string()))?;
        let mut needed: BTreeMap<TableName, ()> = BTreeMap::new();
        for name in &names {
            match TableName::parse(name) {
                Some(table) => _ = needed.insert(table, ()),
                // Names of WITH clauses come along; a table that is really missing fails below, by Polars' own word.
                None if sql.to_lowercase().contains(&format!("{} as", name.to_lowercase())) => {}
                None => return Err(Error::Query(unknown_table(name))),
            }
        }
        let runs = self.runs()?;
        let mut context = SQLContext::new();
        for table in needed.into_keys() {
            let frame = whole_table(&runs, table, &columns_named(table, sql))?;
            context.register(table.as_str(), frame.lazy());
        }
        let answer = context
            .execute(sql)
            .and_then(polars::prelude::LazyFrame::collect)
            .map_err(|error| Error::Query(self.explained(&error.to_string(), &names)))?;
        Ok(Table::from_frame(&answer, cap))
    }

    /// A table as it is, of one run or of all.
    pub fn table(&self, table: TableName, run: Option<&str>) -> Result<Table, Error> {
        let runs = match run {
            Some(run) => vec![self.find(run)?],
            None => self.runs()?,
        };
        let all: Vec<&str> = table.column_names().collect();
        Ok(Table::from_frame(&whole_table(&runs, table, &all)?, usize::MAX))
    }

    /// Polars names the column that it does not know; we know which ones there are.
    fn explained(&self, said: &str, tables: &[String]) -> String {
        let known =
            || tables.iter().filter_map(|name| TableName::parse(name)).flat_map(TableName::column_names);
        let said = said.lines().next().unwrap_or_default();
        let wrong = said.split(['"', '\'', '`', ' ', ':']).filter(|word| !word.is_empty()).find_map(|word| {
            let is_word = word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            (is_word && said.contains("not found") && !known().any(|name| name == word))
                .then(|| nearest(word, known()))
                .flatten()
        });
        wrong.map_or_else(|| said.to_owned(), |near| format!("{said}; did you mean `{near}`?"))
    }
}

fn unknown_table(name: &str) -> String {
    let all = TableName::ALL.map(TableName::as_str);
    let hint = nearest(name, all).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    format!("there is no table `{name}`; {hint}The tables are {}", all.join(", "))
}

/// A column is read when its name stands in the question, or when all are asked for. Reading one too many costs time;
/// one too few would be an error, so any mention counts.
fn columns_named(table: TableName, sql: &str) -> Vec<&'static str> {
    let text = sql.to_lowercase();
    let without_counts = text.replace(' ', "").replace("count(*)", "");
    if without_counts.contains('*') {
        return table.column_names().collect();
    }
    let words: Vec<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    table.column_names().filter(|name| words.contains(name)).collect()
}

fn whole_table(runs: &[RunEntry], table: TableName, columns: &[&str]) -> Result<DataFrame, Error> {
    let mut all: Option<DataFrame> = None;
    // Oldest first, so that an answer without ORDER BY reads like a history.
    for entry in runs.iter().rev() {
        let path = entry.folder.join(format!("{}.parquet", table.as_str()));
        let mut frame = read_table(&path, table, Some(columns))?;
        let unreadable = |error: polars::prelude::PolarsError| Error::Unreadable {
            path: path.clone(),
            why: error.to_string(),
        };
        if columns.contains(&"run") || columns.is_empty() {
            let name = Scalar::new(DataType::String, AnyValue::StringOwned(entry.run.as_str().into()));
            let run = Column::new_scalar("run".into(), name, frame.height());
            frame.insert_column(0, run).map_err(unreadable)?;
        }
        match &mut all {
            Some(all) => _ = all.vstack_mut(&frame).map_err(unreadable)?,
            None => all = Some(frame),
        }
    }
    Ok(all.unwrap_or_else(|| no_rows(table)))
}

/// Before the first run a question has an empty answer, not an error about columns.
fn no_rows(table: TableName) -> DataFrame {
    let run = Column::new_empty("run".into(), &DataType::String);
    let columns = table.columns().iter().map(|(name, kind)| Column::new_empty((*name).into(), kind));
    DataFrame::new(0, std::iter::once(run).chain(columns).collect()).unwrap_or_default()
}
