//! Rows become columns, and columns rows again: one module per table, its two directions side by side.

mod checks;
mod declarations;
mod failures;
mod host;
mod machine;
mod metrics;
mod outcomes;
mod power;
mod put;
mod run;
mod samples;
mod spans;
mod take;
mod verdicts;

use std::{collections::HashMap, path::Path};

use model::{Machine, RunHeader, RunRecord};
use polars::prelude::{DataFrame, PolarsResult};

use crate::{Error, columns::TableName, judged::With, read};

use declarations::Declarations;
pub(crate) use run::PATCH;

/// The frame of one table of a run.
pub(crate) fn to_frame(table: TableName, record: &RunRecord) -> PolarsResult<DataFrame> {
    match table {
        TableName::Run => run::to_frame(&record.header, &record.machine),
        TableName::Machine => machine::to_frame(&record.machine),
        TableName::Samples => samples::to_frame(&record.samples),
        TableName::Metrics => metrics::to_frame(&record.metrics),
        TableName::Checks => checks::to_frame(&record.checks),
        TableName::Spans => spans::to_frame(&record.spans),
        TableName::Host => host::to_frame(&record.host),
        TableName::Failures => failures::to_frame(&record.failures),
        TableName::Verdicts => verdicts::to_frame(&record.verdicts),
        TableName::Outcomes => outcomes::to_frame(&record.outcomes),
        TableName::Power => power::to_frame(&record.power),
    }
}

/// A whole run, row for row as it was written.
pub(crate) fn read_run(folder: &Path) -> Result<RunRecord, Error> {
    Ok(RunRecord {
        header: read_header(folder)?,
        machine: rows(folder, TableName::Machine, machine::from_frame)?,
        samples: rows(folder, TableName::Samples, samples::from_frame)?,
        metrics: rows(folder, TableName::Metrics, metrics::from_frame)?,
        checks: rows(folder, TableName::Checks, checks::from_frame)?,
        spans: rows(folder, TableName::Spans, spans::from_frame)?,
        host: rows(folder, TableName::Host, host::from_frame)?,
        failures: rows(folder, TableName::Failures, failures::from_frame)?,
        verdicts: rows(folder, TableName::Verdicts, verdicts::from_frame)?,
        outcomes: rows(folder, TableName::Outcomes, outcomes::from_frame)?,
        power: rows(folder, TableName::Power, power::from_frame)?,
    })
}

/// What was claimed and what came out.
pub(crate) fn read_verdicts(folder: &Path) -> Result<RunRecord, Error> {
    let header = read_header(folder)?;
    let machine = rows(folder, TableName::Machine, machine::from_frame)?;
    Ok(RunRecord {
        checks: rows(folder, TableName::Checks, checks::from_frame)?,
        failures: rows(folder, TableName::Failures, failures::from_frame)?,
        verdicts: rows(folder, TableName::Verdicts, verdicts::from_frame)?,
        ..RunRecord::new(header, machine)
    })
}

/// What was read of other runs, and is the same in most of them.
#[derive(Default)]
pub(crate) struct Known {
    /// By their fingerprints.
    machines: HashMap<String, Machine>,
    declarations: Declarations,
}

/// The verdicts, and the checks where they are wanted.
pub(crate) fn read_judged(folder: &Path, with: With, known: &mut Known) -> Result<RunRecord, Error> {
    let (header, fingerprint) = columns(folder, TableName::Run, Some(run::PINNED), |frame| {
        Ok((run::of_known(frame, &known.declarations)?, run::fingerprint(frame)?))
    })?;
    let mut header = match header {
        Some(header) => header,
        None => columns(folder, TableName::Run, Some(run::NEEDED), run::from_frame)?,
    };
    known.declarations.keep(&header.experiments);
    run::restore_patch(&mut header, folder)?;
    let machine = match known.machines.get(&fingerprint) {
        Some(machine) => machine.clone(),
        None => rows(folder, TableName::Machine, machine::from_frame)?,
    };
    known.machines.entry(fingerprint).or_insert_with(|| machine.clone());
    let mut record = RunRecord::new(header, machine);
    record.verdicts = columns(folder, TableName::Verdicts, Some(verdicts::NEEDED), verdicts::from_frame)?;
    if with == With::Checks {
        record.checks = rows(folder, TableName::Checks, checks::from_frame)?;
    }
    Ok(record)
}

/// What was run, without the rows.
pub(crate) fn read_header(folder: &Path) -> Result<RunHeader, Error> {
    let mut header = rows(folder, TableName::Run, run::from_frame)?;
    run::restore_patch(&mut header, folder)?;
    Ok(header)
}

fn rows<R>(
    folder: &Path,
    table: TableName,
    from_frame: impl Fn(&DataFrame) -> Result<R, String>,
) -> Result<R, Error> {
    columns(folder, table, None, from_frame)
}

/// Of these columns alone: each costs its own unpacking, which is most of the time that a short table takes.
fn columns<R>(
    folder: &Path,
    table: TableName,
    columns: Option<&[&str]>,
    from_frame: impl Fn(&DataFrame) -> Result<R, String>,
) -> Result<R, Error> {
    let path = folder.join(table.file());
    let mut frame = read::table(&path, table, &read::Wanted { columns, rows: None })?;
    frame.rechunk_mut_par();
    from_frame(&frame).map_err(|why| Error::Unreadable { path, why })
}
