//! A table that was asked for, and how it looks.

use model::did_you_mean;
use report::{Column, Style};
use results::{Cell, Kind};

use crate::{
    error::{Result, asked},
    unit::{self, Unit},
};

/// Rows and columns.
#[derive(Clone)]
pub struct Table {
    answer: results::Table,
}

impl Table {
    pub(crate) fn of(answer: results::Table) -> Self {
        Self { answer }
    }

    /// Columns of text but for those that are named with their place.
    pub(crate) fn made(columns: &[&str], kinds: &[(usize, Kind)], rows: Vec<Vec<Cell>>) -> Self {
        let kind =
            |place: usize| kinds.iter().find(|(of, _)| *of == place).map_or(Kind::Text, |(_, kind)| *kind);
        Self::of(results::Table {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            kinds: (0..columns.len()).map(kind).collect(),
            total: rows.len(),
            rows,
        })
    }

    /// Only the rows in which this column says this.
    pub fn only(mut self, column: &str, word: &str) -> Result<Self> {
        self.is_whole()?;
        let place = self.place(column)?;
        self.answer.rows.retain(|row| row[place].to_string() == word);
        self.answer.total = self.answer.rows.len();
        Ok(self)
    }

    /// Only these columns, in this order.
    pub fn columns(&self, wanted: &[&str]) -> Result<Self> {
        let places: Vec<usize> = wanted.iter().map(|name| self.place(name)).collect::<Result<_>>()?;
        let picked = |row: &Vec<Cell>| places.iter().map(|place| row[*place].clone()).collect();
        Ok(Self {
            answer: results::Table {
                columns: wanted.iter().map(|name| (*name).to_owned()).collect(),
                kinds: places.iter().map(|place| self.answer.kinds[*place]).collect(),
                rows: self.answer.rows.iter().map(picked).collect(),
                total: self.answer.total,
            },
        })
    }

    /// How many rows there are, those that are not here included.
    pub fn len(&self) -> usize {
        self.answer.total
    }

    /// No rows at all?
    pub fn is_empty(&self) -> bool {
        self.answer.total == 0
    }

    /// The numbers of a column, as they are stored; what is none is NaN.
    pub fn numbers(&self, column: &str) -> Result<Vec<f64>> {
        self.is_whole()?;
        let place = self.place(column)?;
        let number = |row: &Vec<Cell>| match &row[place] {
            Cell::Whole(whole) => *whole as f64,
            Cell::Number(number) => *number,
            Cell::YesNo(yes) => f64::from(u8::from(*yes)),
            Cell::Empty | Cell::Text(_) => f64::NAN,
        };
        Ok(self.answer.rows.iter().map(number).collect())
    }

    /// The cells of a column as text.
    pub fn texts(&self, column: &str) -> Result<Vec<String>> {
        self.is_whole()?;
        let place = self.place(column)?;
        Ok(self.answer.rows.iter().map(|row| row[place].to_string()).collect())
    }

    fn place(&self, column: &str) -> Result<usize> {
        let known = &self.answer.columns;
        if let Some(place) = known.iter().position(|name| name == column) {
            return Ok(place);
        }
        let near = did_you_mean(column, known.iter().map(String::as_str));
        asked(format!("there is no column `{column}`; {near}there are {}", known.join(", ")))
    }

    /// What is computed from a part of an answer looks like the whole.
    fn is_whole(&self) -> Result<()> {
        if self.answer.is_whole() {
            return Ok(());
        }
        let (here, all) = (self.answer.rows.len(), self.answer.total);
        asked(format!(
            "the answer has {all} rows, of which {here} are here: ask for less of it, or sum it up in SQL"
        ))
    }

    /// As a page shows it, so many rows of it.
    pub fn html(&self, most: usize) -> String {
        // A notebook that is not trusted loses style sheets, but keeps what stands at the cells.
        let table = self.laid_out(most).html("", "");
        table
            .replace("class=\"number\"", "class=\"number\" style=\"text-align:right\"")
            .replace("class=\"whole\"", "class=\"whole\" style=\"text-align:left\"")
    }

    /// As a terminal shows it, so many rows of it.
    pub fn text(&self, most: usize) -> String {
        self.laid_out(most).render(Style { width: usize::MAX, ..Style::PLAIN })
    }

    /// What is shown says how many rows there are.
    fn laid_out(&self, most: usize) -> report::Table {
        let columns = self.answer.columns.iter().zip(&self.answer.kinds).map(|(name, kind)| {
            let (heading, _) = unit::of(name);
            match kind {
                Kind::Whole | Kind::Number => Column::right(heading),
                Kind::YesNo | Kind::Text => Column::left(heading),
            }
        });
        let mut table = report::Table::new(columns);
        let rows = &self.answer.rows[..self.answer.rows.len().min(most)];
        for row in rows {
            table
                .row(row.iter().zip(&self.answer.columns).map(|(cell, name)| worded(cell, unit::of(name).1)));
        }
        if rows.len() < self.answer.total {
            let most =
                format!("{} of {} rows are shown; `.at_most(…)` shows more", rows.len(), self.answer.total);
            table.note(&most);
        } else if rows.is_empty() {
            table.row(["no rows"]);
        }
        table
    }
}

fn worded(cell: &Cell, unit: Unit) -> String {
    match (cell, unit) {
        (Cell::Number(number), _) => unit.worded(*number),
        (Cell::Whole(whole), Unit::Nanoseconds | Unit::Seconds | Unit::Bytes) => unit.worded(*whole as f64),
        _ => cell.to_string(),
    }
}
