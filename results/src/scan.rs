//! A table of all runs as Polars sees it in a question: a file is opened when the answer needs it, and only the columns
//! that the answer needs are read.

use std::{
    any::Any,
    sync::{Arc, Mutex, PoisonError},
};

use polars::prelude::{
    AnonymousScan, AnonymousScanArgs, DataFrame, LazyFrame, PlSmallStr, PolarsError, PolarsResult,
    ScanArgsAnonymous, SchemaRef,
};

use crate::{
    Error,
    columns::TableName,
    read::{self, Wanted, run_column},
    store::Found,
};

/// The first error of a file: Polars carries words only, and ours name the way out.
#[derive(Clone, Default)]
pub(crate) struct Failed(Arc<Mutex<Option<Error>>>);

/// All runs behind one scan, not one scan each: Polars counts the rows of a union in 128 bits, which this build of it
/// does not have.
struct Scan {
    runs: Vec<Found>,
    table: TableName,
    failed: Failed,
}

/// The table of some runs, oldest first, so that an answer without ORDER BY reads like a history.
pub(crate) fn scan(runs: &[Found], table: TableName, failed: &Failed) -> PolarsResult<LazyFrame> {
    let runs = runs.iter().rev().cloned().collect();
    let scan = Arc::new(Scan { runs, table, failed: failed.clone() });
    // The default asks `schema` below.
    LazyFrame::anonymous_scan(scan, ScanArgsAnonymous::default())
}

impl Failed {
    pub(crate) fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, error: Error) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

impl Scan {
    fn read(&self, columns: &[&str], most: Option<usize>) -> Result<DataFrame, Error> {
        let mut parts = Vec::new();
        let mut left = most.unwrap_or(usize::MAX);
        for found in &self.runs {
            if left == 0 {
                break;
            }
            let path = found.folder.join(self.table.file());
            let wanted = Wanted { columns: Some(columns), rows: most.map(|_| (0, left)) };
            let frame = read::table(&path, self.table, &wanted)?;
            let frame = asked(frame, &found.run, self.table, columns)
                .map_err(|error| Error::Unreadable { path, why: error.to_string() })?;
            left = left.saturating_sub(frame.height());
            parts.push(frame);
        }
        let empty = DataFrame::empty_with_schema(&self.table.schema()).select(columns.iter().copied());
        empty.and_then(|empty| one(parts, empty)).map_err(|error| Error::Query(error.to_string()))
    }
}

/// Column by column into one piece: Polars would do it later, with a second copy of all keys of a GROUP BY in memory.
fn one(mut parts: Vec<DataFrame>, empty: DataFrame) -> PolarsResult<DataFrame> {
    let height = parts.iter().map(DataFrame::height).sum();
    let mut columns = Vec::new();
    for mut column in empty.into_columns() {
        for part in &mut parts {
            column.append_owned(part.drop_in_place(column.name())?)?;
        }
        columns.push(column.rechunk());
    }
    DataFrame::new(height, columns)
}

/// As a question sees it: with the run's name, and with whole numbers that can be subtracted from one another.
pub(crate) fn asked(
    mut frame: DataFrame,
    run: &str,
    table: TableName,
    columns: &[&str],
) -> PolarsResult<DataFrame> {
    frame.insert_column(0, run_column(run, frame.height()))?;
    let schema = table.schema();
    let columns = columns
        .iter()
        .map(|name| {
            let (column, kind) = (frame.column(name)?, schema.try_get(name)?);
            if column.dtype() == kind { Ok(column.clone()) } else { column.strict_cast(kind) }
        })
        .collect::<PolarsResult<Vec<_>>>()?;
    DataFrame::new(frame.height(), columns)
}

impl AnonymousScan for Scan {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn schema(&self, _: Option<usize>) -> PolarsResult<SchemaRef> {
        Ok(Arc::new(self.table.schema()))
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }

    fn scan(&self, wanted: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let columns: Vec<PlSmallStr> = match (&wanted.output_schema, &wanted.with_columns) {
            (Some(schema), _) => schema.iter_names_cloned().collect(),
            (None, Some(columns)) => columns.to_vec(),
            (None, None) => self.table.columns().map(|column| column.name.into()).collect(),
        };
        let columns: Vec<&str> = columns.iter().map(PlSmallStr::as_str).collect();
        self.read(&columns, wanted.n_rows).map_err(|error| {
            let words = error.to_string();
            self.failed.put(error);
            PolarsError::ComputeError(words.into())
        })
    }
}
