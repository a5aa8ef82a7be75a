//! `touchstone export`: a table as a file for other programs.

use std::{
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use model::did_you_mean;
use results::{Format, TableName};

use crate::arguments::{Arguments, Export, ExportFormat};

pub(crate) fn run(arguments: &Arguments, export: &Export) -> anyhow::Result<u8> {
    let Some(table) = TableName::parse(&export.table) else {
        let all = TableName::ALL.map(TableName::as_str);
        let hint = did_you_mean(&export.table, all);
        bail!("there is no table `{}`; {hint}The tables are {}", export.table, all.join(", "));
    };
    let format = if arguments.json { ExportFormat::Json } else { export.format };
    if format == ExportFormat::Parquet && export.output.is_none() && io::stdout().is_terminal() {
        bail!("Parquet is not for a terminal: name a file with --output");
    }
    let store = arguments.store()?;
    // Found before the file is made: a run that is not there leaves none behind.
    let run = export.run.as_deref().map(|run| store.find(run)).transpose()?.map(|entry| entry.run);
    let to = export.output.clone().unwrap_or_else(|| PathBuf::from("standard output"));
    let mut out = writer(export.output.as_deref())?;
    let format = match format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Markdown => Format::Markdown,
        ExportFormat::Parquet => Format::Parquet,
        ExportFormat::Json => {
            serde_json::to_writer(&mut out, &store.table(table, run.as_deref())?.to_json())?;
            writeln!(out)?;
            out.flush()?;
            return Ok(0);
        }
    };
    store.export(table, run.as_deref(), format, &to, &mut out)?;
    out.flush()?;
    Ok(0)
}

fn writer(path: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    Ok(match path {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).with_context(|| format!("{} cannot be written", path.display()))?,
        )),
        None => Box::new(BufWriter::new(io::stdout().lock())),
    })
}
