//! Message by message: what was asked, and the answer to it.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, Write},
};

use wire::{ERROR, OK, VERSION, receive, send};

use crate::{
    chart::{Chart, points, roofline},
    error::{Result, asked},
    opened::Opened,
    table::Table,
};

/// Answers until nobody asks any more. What was opened, or why it could not be, is said before anything is asked.
pub fn answer(opened: &Result<Opened>, mut from: impl BufRead, mut to: impl Write) -> io::Result<()> {
    let all = match opened {
        Ok(all) => all,
        Err(why) => return send(&mut to, &[ERROR, &why.to_string()]),
    };
    let mut greeting = vec![OK.to_owned(), VERSION.to_owned(), all.to_string()];
    greeting.extend(all.experiments());
    send(&mut to, &greeting)?;
    let mut tables = Tables::default();
    while let Some(question) = receive(&mut from)? {
        let words: Vec<&str> = question.iter().map(String::as_str).collect();
        let answered = match answered(all, &mut tables, &words) {
            Ok(answer) => [vec![OK.to_owned()], answer].concat(),
            Err(why) => vec![ERROR.to_owned(), why.to_string()],
        };
        send(&mut to, &answered)?;
    }
    Ok(())
}

fn answered(all: &Opened, tables: &mut Tables, words: &[&str]) -> Result<Vec<String>> {
    match words {
        ["runs"] => Ok(tables.keep(all.runs()?)),
        ["verdicts"] => Ok(tables.keep(all.verdicts()?)),
        ["samples", experiment] => Ok(tables.keep(all.samples(experiment)?)),
        ["sql", question] => Ok(tables.keep(all.sql(question)?)),
        ["compared"] => Ok(tables.keep(all.compared()?)),
        ["base"] => Ok(vec![all.base()?]),
        ["head"] => Ok(vec![all.head()?]),
        ["intervals", experiment] => Ok(drawn(&all.intervals(experiment)?)),
        ["rounds", experiment, workload] => Ok(drawn(&all.rounds(experiment, workload)?)),
        ["stages", experiment, workload] => Ok(drawn(&all.stages(experiment, workload)?)),
        ["threads", experiment] => Ok(drawn(&all.threads(experiment)?)),
        ["history", experiment, expectation] => Ok(drawn(&all.history(experiment, expectation)?)),
        ["only", table, column, word] => {
            let only = tables.at(table)?.clone().only(column, word)?;
            Ok(tables.keep(only))
        }
        ["columns", table, wanted @ ..] => {
            let columns = tables.at(table)?.columns(wanted)?;
            Ok(tables.keep(columns))
        }
        ["numbers", table, column] => {
            Ok(tables.at(table)?.numbers(column)?.iter().map(ToString::to_string).collect())
        }
        ["texts", table, column] => tables.at(table)?.texts(column),
        ["shown", table, most] => {
            let (table, most) = (tables.at(table)?, number(most)?);
            Ok(vec![table.html(most), table.text(most)])
        }
        ["forget", table] => {
            tables.kept.remove(&number(table)?);
            Ok(Vec::new())
        }
        ["points", table, x, y, by] => Ok(drawn(&points(tables.at(table)?, x, y, by)?)),
        ["roofline", table, x, y, by, bandwidth, peak] => {
            let picture = roofline(tables.at(table)?, (x, y, by), number(bandwidth)?, number(peak)?)?;
            Ok(drawn(&picture))
        }
        _ => asked(format!("`{}` is nothing that can be asked", words.join(" "))),
    }
}

/// A notebook keeps a number for a table; the rows stay here.
#[derive(Default)]
struct Tables {
    kept: BTreeMap<usize, Table>,
    next: usize,
}

impl Tables {
    fn keep(&mut self, table: Table) -> Vec<String> {
        let (number, rows) = (self.next, table.len());
        self.kept.insert(number, table);
        self.next += 1;
        vec![number.to_string(), rows.to_string()]
    }

    fn at(&self, name: &str) -> Result<&Table> {
        match self.kept.get(&number(name)?) {
            Some(table) => Ok(table),
            None => asked(format!("there is no table {name} any more")),
        }
    }
}

fn drawn(picture: &Chart) -> Vec<String> {
    vec![picture.caption.clone(), charts::on_paper(&picture.svg)]
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().or_else(|_| asked(format!("`{text}` stands where a number should")))
}
