//! Parquet files back into frames, whatever version wrote them, and frames back into a run.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use model::{RunHeader, RunRecord};
use polars::prelude::{Column, DataFrame, SerReader};
use polars_io::parquet::read::ParquetReader;

use crate::{
    Error,
    columns::{SCHEMA, TableName},
    finish::FOOTER,
    frames::{from_json, to_metrics, to_samples, to_spans},
};

/// One table of one run, in the declared shape. Columns that an older version did not have are empty. `only` names
/// the columns that are wanted.
pub(crate) fn read_table(path: &Path, table: TableName, only: Option<&[&str]>) -> Result<DataFrame, Error> {
    let unreadable = |why: String| Error::Unreadable { path: path.to_owned(), why };
    let file = File::open(path).map_err(Error::io(path))?;
    let mut reader = ParquetReader::new(file);
    let version = version(&mut reader).map_err(unreadable)?;
    if version > SCHEMA {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: SCHEMA });
    }
    let stored = reader.schema().map_err(|error| unreadable(error.to_string()))?;
    let wanted = |name: &str| only.is_none_or(|only| only.contains(&name));
    let mut there: Vec<String> = table
        .columns()
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| wanted(name) && stored.contains(*name))
        .map(str::to_owned)
        .collect();
    if there.is_empty() {
        // The number of rows is an answer too, and only a column has it.
        there.extend(stored.iter_names().next().map(|name| name.to_string()));
    }
    let frame = reader.with_columns(Some(there)).finish().map_err(|error| unreadable(error.to_string()))?;
    align(&frame, table, &wanted).map_err(|error| unreadable(error.to_string()))
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

fn align(
    frame: &DataFrame,
    table: TableName,
    wanted: &dyn Fn(&str) -> bool,
) -> polars::prelude::PolarsResult<DataFrame> {
    let columns = table
        .columns()
        .iter()
        .filter(|(name, _)| wanted(name))
        .map(|(name, kind)| match frame.column(name) {
            Ok(column) => column.cast(kind),
            Err(_) => Ok(Column::full_null((*name).into(), frame.height(), kind)),
        })
        .collect::<polars::prelude::PolarsResult<Vec<_>>>()?;
    DataFrame::new(frame.height(), columns)
}

/// A whole run, row for row as it was written.
pub(crate) fn read_run(folder: &Path) -> Result<RunRecord, Error> {
    let path = |table: TableName| -> PathBuf { folder.join(format!("{}.parquet", table.as_str())) };
    let frame = |table: TableName| read_table(&path(table), table, None);
    let in_file = |table: TableName| move |why: String| Error::Unreadable { path: path(table), why };
    let one = |table: TableName, why: &str| in_file(table)(why.to_owned());
    let header: RunHeader = from_json(&frame(TableName::Run)?)
        .map_err(in_file(TableName::Run))?
        .into_iter()
        .next()
        .ok_or_else(|| one(TableName::Run, "it has no row"))?;
    let machine = from_json(&frame(TableName::Machine)?)
        .map_err(in_file(TableName::Machine))?
        .into_iter()
        .next()
        .ok_or_else(|| one(TableName::Machine, "it has no row"))?;
    Ok(RunRecord {
        header,
        machine,
        samples: to_samples(&frame(TableName::Samples)?).map_err(in_file(TableName::Samples))?,
        metrics: to_metrics(&frame(TableName::Metrics)?).map_err(in_file(TableName::Metrics))?,
        checks: from_json(&frame(TableName::Checks)?).map_err(in_file(TableName::Checks))?,
        spans: to_spans(&frame(TableName::Spans)?).map_err(in_file(TableName::Spans))?,
        host: from_json(&frame(TableName::Host)?).map_err(in_file(TableName::Host))?,
        failures: from_json(&frame(TableName::Failures)?).map_err(in_file(TableName::Failures))?,
        verdicts: from_json(&frame(TableName::Verdicts)?).map_err(in_file(TableName::Verdicts))?,
    })
}
