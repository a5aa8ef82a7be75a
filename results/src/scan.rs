//! A table of all runs as Polars sees it in a question: a file is opened when the answer needs it, and only the columns
//! that the answer needs are read.

use std::{
    any::Any,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use polars::prelude::{
    AnonymousScan, AnonymousScanArgs, DataFrame, Expr, IntoLazy, LazyFrame, PlSmallStr, PolarsError,
    PolarsResult, ScanArgsAnonymous, Schema, SchemaRef,
};

use crate::{
    Error,
    columns::{TableName, Words},
    read::{self, Wanted, run_column},
    rowwise::is_rowwise,
    store::Found,
};

/// What all scans of one question share.
#[derive(Clone)]
pub(crate) struct Question {
    words: Words,
    failed: Arc<Mutex<Option<Error>>>,
    pushes: Arc<AtomicBool>,
}

impl Question {
    pub(crate) fn new(words: Words) -> Self {
        Self { words, failed: Arc::default(), pushes: Arc::default() }
    }

    /// Lets Polars hand its conditions to the scans. Said when the whole question is known, before it is answered.
    pub(crate) fn push_conditions(&self) {
        self.pushes.store(true, Ordering::Relaxed);
    }

    /// The first error of a file: Polars carries words only, and ours name the way out.
    pub(crate) fn failure(&self) -> Option<Error> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn fail(&self, error: Error) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// All runs behind one scan, not one scan each: Polars counts the rows of a union in 128 bits, which this build of it
/// does not have.
struct Scan {
    runs: Vec<Found>,
    table: TableName,
    question: Question,
}

/// The table of some runs, oldest first, so that an answer without ORDER BY reads like a history.
pub(crate) fn scan(runs: &[Found], table: TableName, question: &Question) -> PolarsResult<LazyFrame> {
    let runs = runs.iter().rev().cloned().collect();
    let scan = Arc::new(Scan { runs, table, question: question.clone() });
    // The default asks `schema` below.
    LazyFrame::anonymous_scan(scan, ScanArgsAnonymous::default())
}

impl Scan {
    /// Some columns, and of them the rows that meet a condition which looks at one row at a time.
    fn read(
        &self,
        columns: &[&str],
        most: Option<usize>,
        condition: Option<&Expr>,
    ) -> Result<DataFrame, Error> {
        let schema = self.table.schema(self.question.words);
        let mut parts = Vec::new();
        let mut left = most.unwrap_or(usize::MAX);
        for found in &self.runs {
            if left == 0 {
                break;
            }
            let path = found.folder.join(self.table.file());
            let wanted = Wanted { columns: Some(columns), rows: most.map(|_| (0, left)) };
            let frame = read::table(&path, self.table, &wanted)?;
            left = left.saturating_sub(frame.height());
            let met = meeting(frame, &found.run, &schema, condition);
            let met = met.map_err(|error| Error::Query(error.to_string()))?;
            let frame = asked(met, &found.run, &schema, columns)
                .map_err(|error| Error::Unreadable { path, why: error.to_string() })?;
            parts.push(frame);
        }
        let empty = DataFrame::empty_with_schema(&schema).select(columns.iter().copied());
        empty.and_then(|empty| one(parts, empty)).map_err(|error| Error::Query(error.to_string()))
    }
}

/// The rows that meet a condition, as they are stored: of the others only what it looks at is made ready for a question.
fn meeting(
    frame: DataFrame,
    run: &str,
    schema: &Schema,
    condition: Option<&Expr>,
) -> PolarsResult<DataFrame> {
    let Some(condition) = condition else { return Ok(frame) };
    let seen = asked(frame.clone(), run, schema, &looked_at(condition))?;
    let met = seen.lazy().select([condition.clone().alias("met")]).collect()?;
    frame.filter(met.column("met")?.bool()?)
}

fn looked_at(condition: &Expr) -> Vec<&str> {
    let mut columns: Vec<&str> = condition
        .into_iter()
        .filter_map(|part| match part {
            Expr::Column(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
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
    schema: &Schema,
    columns: &[&str],
) -> PolarsResult<DataFrame> {
    frame.insert_column(0, run_column(run, frame.height()))?;
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
        Ok(Arc::new(self.table.schema(self.question.words)))
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }

    fn allows_predicate_pushdown(&self) -> bool {
        self.question.pushes.load(Ordering::Relaxed)
    }

    fn scan(&self, wanted: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let columns: Vec<PlSmallStr> = match (&wanted.output_schema, &wanted.with_columns) {
            (Some(schema), _) => schema.iter_names_cloned().collect(),
            (None, Some(columns)) => columns.to_vec(),
            (None, None) => self.table.columns().map(|column| column.name.into()).collect(),
        };
        let columns: Vec<&str> = columns.iter().map(PlSmallStr::as_str).collect();
        // A condition may look at columns that the answer does not show.
        let condition = wanted.predicate.as_ref();
        let mut needed = condition.map(looked_at).unwrap_or_default();
        needed.retain(|name| !columns.contains(name));
        needed.splice(0..0, columns.iter().copied());
        let (by_run, at_last) = match condition {
            Some(condition) if !is_rowwise(condition) => (None, Some(condition)),
            condition => (condition, None),
        };
        let read = self.read(&needed, wanted.n_rows, by_run).map_err(|error| {
            let words = error.to_string();
            self.question.fail(error);
            PolarsError::ComputeError(words.into())
        })?;
        let met = match at_last {
            Some(condition) => read.lazy().filter(condition.clone()).collect()?,
            None => read,
        };
        met.select(columns)
    }
}
