//! Parquet files back into frames of the declared shape, whatever version wrote them.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use polars::prelude::{Column, DataFrame, DataType, PolarsError, PolarsResult, SerReader};
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};

use crate::{
    Error,
    columns::{DeclaredColumn, SCHEMA, TableName},
    finish::FOOTER,
    pages,
};

/// A table with fewer rows is unpacked before other threads have woken up to help.
const SHORT: usize = 10_000;

/// What of a table is wanted.
pub(crate) struct Wanted<'a> {
    /// These columns; all of them where none are named.
    pub(crate) columns: Option<&'a [&'a str]>,
    /// From this row on, so many.
    pub(crate) rows: Option<(usize, usize)>,
}

impl Wanted<'_> {
    /// Everything.
    pub(crate) const ALL: Self = Self { columns: None, rows: None };

    fn has(&self, column: &DeclaredColumn) -> bool {
        self.columns.is_none_or(|wanted| wanted.contains(&column.name))
    }
}

/// One table of one run. Columns that an older version did not have are empty.
pub(crate) fn table(path: &Path, table: TableName, wanted: &Wanted<'_>) -> Result<DataFrame, Error> {
    if is_older(path, table)? {
        let columns: Vec<DeclaredColumn> = table.stored().iter().copied().filter(|c| wanted.has(c)).collect();
        return aligned(&DataFrame::empty(), &columns).map_err(|error| unreadable(path, error.to_string()));
    }
    let Opened { mut reader, file, .. } = open(path)?;
    // Polars gives an error for most broken files and gives up with a panic on some.
    catch_unwind(AssertUnwindSafe(|| {
        let stored = reader.schema()?;
        let height = reader.num_rows()?;
        let columns: Vec<DeclaredColumn> = table.stored().iter().copied().filter(|c| wanted.has(c)).collect();
        let there: Vec<String> =
            columns.iter().filter(|c| stored.contains(c.name)).map(|c| c.name.to_owned()).collect();
        let (start, length) = wanted.rows.unwrap_or((0, height));
        let length = length.min(height.saturating_sub(start));
        let footer = reader.get_metadata()?.clone();
        pages::check(&file, &footer, &there).map_err(|why| PolarsError::ComputeError(why.into()))?;
        let frame = if there.is_empty() {
            DataFrame::empty_with_height(length)
        } else {
            let parallel = if height < SHORT { ParallelStrategy::None } else { ParallelStrategy::Auto };
            let reader = reader.read_parallel(parallel).with_columns(Some(there));
            reader.with_slice(wanted.rows.map(|_| (start, length))).finish()?
        };
        aligned(&frame, &columns)
    }))
    .unwrap_or_else(|panic| Err(PolarsError::ComputeError(said(&*panic).into())))
    .map_err(|error| unreadable(path, error.to_string()))
}

/// How many rows a table has; only the footer is read.
pub(crate) fn height(path: &Path, table: TableName) -> Result<usize, Error> {
    if is_older(path, table)? {
        return Ok(0);
    }
    open(path)?.reader.num_rows().map_err(|error| unreadable(path, error.to_string()))
}

/// Was the run written before there was such a table? A file that is missing from a run of today is an error.
fn is_older(path: &Path, table: TableName) -> Result<bool, Error> {
    if table.since() == 1 || path.exists() {
        return Ok(false);
    }
    let run = open(&path.with_file_name(TableName::Run.file()))?;
    Ok(run.version < table.since())
}

/// A file whose footer was read.
struct Opened {
    reader: ParquetReader<File>,
    /// The same file, for who reads at places of their own.
    file: File,
    /// With which it was written.
    version: u32,
}

fn open(path: &Path) -> Result<Opened, Error> {
    let file = File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => unreadable(path, "it is missing".to_owned()),
        _ => Error::io(path)(error),
    })?;
    let mut reader = ParquetReader::new(file.try_clone().map_err(Error::io(path))?);
    let found = catch_unwind(AssertUnwindSafe(|| version(&mut reader)))
        .unwrap_or_else(|panic| Err(said(&*panic)))
        .map_err(|why| unreadable(path, why))?;
    if found > SCHEMA {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA });
    }
    Ok(Opened { reader, file, version: found })
}

fn version(reader: &mut ParquetReader<File>) -> Result<u32, String> {
    let metadata = reader.get_metadata().map_err(|error| error.to_string())?;
    metadata
        .key_value_metadata()
        .iter()
        .flatten()
        .find(|entry| entry.key == FOOTER)
        .and_then(|entry| entry.value.as_deref()?.parse().ok())
        .ok_or_else(|| format!("its footer has no {FOOTER}: it is no table of Touchstone"))
}

fn aligned(frame: &DataFrame, columns: &[DeclaredColumn]) -> PolarsResult<DataFrame> {
    let columns = columns
        .iter()
        .map(|declared| match frame.column(declared.name) {
            Ok(column) if *column.dtype() == declared.stored_as() => Ok(column.clone()),
            Ok(column) => column.strict_cast(&declared.stored_as()),
            Err(_) => Ok(Column::full_null(declared.name.into(), frame.height(), &declared.stored_as())),
        })
        .collect::<PolarsResult<Vec<_>>>()?;
    DataFrame::new(frame.height(), columns)
}

/// The name of a run as a column of its rows.
pub(crate) fn run_column(run: &str, height: usize) -> Column {
    use polars::prelude::{AnyValue, Scalar};
    Column::new_scalar("run".into(), Scalar::new(DataType::String, AnyValue::StringOwned(run.into())), height)
}

fn unreadable(path: &Path, why: String) -> Error {
    Error::Unreadable { path: path.to_owned(), why }
}

/// The words of a panic.
pub(crate) fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("Polars gave up").to_owned()
}
