//! SQL over all runs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::nearest;
use polars::{
    prelude::{DataFrame, PolarsError},
    sql::{SQLContext, extract_table_identifiers},
};

use crate::{
    Error, Store, Table,
    columns::{TableName, Words},
    read::said,
    rowwise::all_rowwise,
    scan::{Question, scan},
};

impl Store {
    /// Answers a question in SQL over the tables of all runs; each of them has a column `run`. At most `cap` rows come
    /// back, and the table knows how many there are.
    pub fn query(&self, sql: &str, cap: usize) -> Result<Table, Error> {
        if !asks(sql) {
            let why = "tables are only ever added to: ask with SELECT, WITH, SHOW TABLES or EXPLAIN";
            return Err(Error::Query(why.to_owned()));
        }
        // Few questions search words for letters; the others are answered in half the time without.
        self.answered(sql, cap, Words::Numbered).or_else(|error| match error {
            Error::Query(_) => self.answered(sql, cap, Words::Text),
            error => Err(error),
        })
    }

    fn answered(&self, sql: &str, cap: usize, words: Words) -> Result<Table, Error> {
        let runs = self.found()?;
        let question = Question::new(words);
        let answer = catch_unwind(AssertUnwindSafe(|| -> Result<DataFrame, String> {
            let mut context = SQLContext::new();
            for table in TableName::ALL {
                let frame = scan(&runs, table, &question).map_err(|error| error.to_string())?;
                context.register(table.as_str(), frame);
            }
            let explained = |error: PolarsError| explained(&error.to_string(), sql);
            let asked = context.execute(sql).map_err(explained)?;
            if all_rowwise(&asked.logical_plan) {
                question.push_conditions();
            }
            asked.collect().map_err(explained)
        }))
        .unwrap_or_else(|panic| Err(format!("Polars gave up on it: {}", said(&*panic))));
        // What is wrong with a file says more than what Polars made of it.
        if let Some(error) = question.failure() {
            return Err(error);
        }
        answer.map(|frame| Table::from_frame(&frame, cap)).map_err(Error::Query)
    }
}

/// Polars would answer DELETE and DROP too, on a copy, and nobody would notice that nothing was deleted.
fn asks(sql: &str) -> bool {
    let first = sql.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    let first = first.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    ["select", "with", "from", "show", "explain", "values"]
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word))
}

/// Polars names what it does not know; we know what there is.
fn explained(said: &str, sql: &str) -> String {
    let first = said.lines().next().unwrap_or_default();
    if let Some(table) = between(first, "relation '", "' was not found") {
        let all = TableName::ALL.map(TableName::as_str);
        let hint = meant(table, all).unwrap_or_default();
        return format!("there is no table `{table}`; {hint}the tables are {}", all.join(", "));
    }
    let column = between(first, "unable to find column \"", "\"")
        .or_else(|| between(first, "unable to find column '", "'"))
        .or_else(|| between(first, "no column named '", "'"));
    let Some(column) = column else { return first.to_owned() };
    let asked = extract_table_identifiers(sql, false, true).unwrap_or_default();
    let tables: Vec<TableName> = asked.iter().filter_map(|name| TableName::parse(name)).collect();
    let names: Vec<&str> = tables.iter().map(|table| table.as_str()).collect();
    let known: Vec<&str> = tables.iter().flat_map(|table| table.columns()).map(|c| c.name).collect();
    let hint = meant(column, known.iter().copied()).unwrap_or_default();
    format!("there is no column `{column}` in {}; {hint}there are {}", names.join(" and "), known.join(", "))
}

fn meant<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, known).map(|near| format!("did you mean `{near}`? "))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(inner, _)| inner)
}
