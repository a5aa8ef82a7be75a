//! Tables out, a slice at a time: ten million samples as cells would fill the memory.

use std::{
    io::{self, Write},
    path::Path,
};

use polars::prelude::{DataFrame, LazyFrame};

use crate::{
    Error, Store, Table,
    columns::{TableName, Words},
    finish::parquet,
    read::{self, Wanted},
    scan::{Question, asked, scan},
    store::Found,
};

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated (RFC 4180).
    Csv,
    /// A Markdown table.
    Markdown,
    /// One Parquet file, with the column `run` in front.
    Parquet,
}

/// Rows that are cells at one time.
const SLICE: usize = 1 << 16;

impl Store {
    /// A table as it is, of one run or of all.
    pub fn table(&self, table: TableName, run: Option<&str>) -> Result<Table, Error> {
        let mut whole = Table::from_frame(&DataFrame::empty_with_schema(&table.schema(Words::Text)), 0);
        self.slices(table, run, |slice| {
            whole.rows.extend(slice.rows);
            Ok(())
        })?;
        whole.total = whole.rows.len();
        Ok(whole)
    }

    /// Writes a table out, of one run or of all; `to` is what errors call it.
    pub fn export(
        &self,
        table: TableName,
        run: Option<&str>,
        format: Format,
        to: &Path,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let empty = Table::from_frame(&DataFrame::empty_with_schema(&table.schema(Words::Text)), 0);
        match format {
            Format::Csv => {
                out.write_all(empty.csv_head().as_bytes()).map_err(Error::io(to))?;
                self.slices(table, run, |slice| {
                    out.write_all(slice.csv_rows().as_bytes()).map_err(Error::io(to))
                })
            }
            Format::Markdown => {
                out.write_all(empty.markdown_head().as_bytes()).map_err(Error::io(to))?;
                self.slices(table, run, |slice| {
                    out.write_all(slice.markdown_rows().as_bytes()).map_err(Error::io(to))
                })
            }
            Format::Parquet => {
                let question = Question::new(Words::Text);
                let all = scan(&self.chosen(run)?, table, &question).and_then(LazyFrame::collect);
                let bytes = all.and_then(|mut all| parquet(&mut all));
                if let Some(error) = question.failure() {
                    return Err(error);
                }
                let bytes = bytes.map_err(|error| Error::io(to)(io::Error::other(error.to_string())))?;
                out.write_all(&bytes).map_err(Error::io(to))
            }
        }
    }

    fn slices(
        &self,
        table: TableName,
        run: Option<&str>,
        mut take: impl FnMut(Table) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
        let schema = table.schema(Words::Text);
        for found in self.chosen(run)?.iter().rev() {
            let path = found.folder.join(table.file());
            let height = read::height(&path, table)?;
            for start in (0..height).step_by(SLICE) {
                let frame = read::table(&path, table, &Wanted { columns: None, rows: Some((start, SLICE)) })?;
                let frame = asked(frame, &found.run, &schema, &columns)
                    .map_err(|error| Error::Unreadable { path: path.clone(), why: error.to_string() })?;
                take(Table::from_frame(&frame, usize::MAX))?;
            }
        }
        Ok(())
    }

    fn chosen(&self, run: Option<&str>) -> Result<Vec<Found>, Error> {
        match run {
            Some(run) => Ok(vec![self.find_folder(run)?]),
            None => self.found(),
        }
    }
}
