//! What is measured is on disk before the next round begins.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use model::{CheckRow, FailureRow, HostRow, Machine, MetricRow, RunHeader, RunRecord, SampleRow, SpanRow};
use serde::{Deserialize, Serialize};

use crate::{Error, columns::SCHEMA};

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// Always the first line.
    Begin {
        /// The version of the rows.
        schema: u32,
        /// What was run.
        header: Box<RunHeader>,
        /// On which machine.
        machine: Box<Machine>,
    },
    /// An iteration.
    Sample(SampleRow),
    /// A figure.
    Metric(MetricRow),
    /// A comparison.
    Check(CheckRow),
    /// A stage.
    Span(SpanRow),
    /// A round.
    Host(Box<HostRow>),
    /// A failure, or evidence.
    Failure(FailureRow),
    /// Something that the runner must know again when it resumes.
    Note {
        /// What it is about.
        key: String,
        /// What it is.
        value: serde_json::Value,
    },
}

/// The notes of a journal, in the order they were made.
pub type Notes = Vec<(String, serde_json::Value)>;

/// The file that a run is gathered in.
#[derive(Debug)]
pub struct Journal {
    run: String,
    folder: PathBuf,
    file: File,
}

pub(crate) const FILE: &str = "journal.ndjson";

impl Journal {
    /// The journal appears with its first rows in it, or not at all.
    pub(crate) fn begin(
        runs: &Path,
        header: &RunHeader,
        machine: &Machine,
        first: &[Row],
    ) -> Result<Self, Error> {
        let folder = runs.join(format!(".tmp-{}", header.run));
        fs::create_dir(&folder).map_err(Error::io(&folder))?;
        let unborn = folder.join(".journal-unborn");
        let file =
            OpenOptions::new().create_new(true).append(true).open(&unborn).map_err(Error::io(&unborn))?;
        let mut journal = Self { run: header.run.clone(), folder, file };
        let begin = Row::Begin {
            schema: SCHEMA,
            header: Box::new(header.clone()),
            machine: Box::new(machine.clone()),
        };
        let rows: Vec<Row> = std::iter::once(begin).chain(first.iter().cloned()).collect();
        journal.append(&rows)?;
        fs::rename(&unborn, journal.path()).map_err(Error::io(unborn))?;
        Ok(journal)
    }

    pub(crate) fn open(run: String, folder: PathBuf) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::io(path))?;
        Ok(Self { run, folder, file })
    }

    /// Appends rows and waits until they are on disk.
    pub fn append(&mut self, rows: &[Row]) -> Result<(), Error> {
        let mut lines = Vec::new();
        for row in rows {
            serde_json::to_writer(&mut lines, row).map_err(|error| Error::io(self.path())(error.into()))?;
            lines.push(b'\n');
        }
        let length = self.file.metadata().map_err(Error::io(self.path()))?.len();
        let written = self.file.write_all(&lines).and_then(|()| self.file.sync_data());
        written.map_err(|error| {
            // Half a round would be taken for a torn end; take it back, so that the journal stays whole.
            let _ = self.file.set_len(length);
            Error::io(self.path())(error)
        })
    }

    /// The run.
    pub fn run(&self) -> &str {
        &self.run
    }

    /// Its folder while it is gathered. Logs of invocations lie in `logs` beside the journal.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }
}

/// Reads a journal back. An end that was torn off by a kill is dropped; anything else that is no row is an error.
/// Returns how many bytes were whole.
pub(crate) fn read(folder: &Path) -> Result<(RunRecord, Notes, u64), Error> {
    let path = folder.join(FILE);
    let bytes = fs::read(&path).map_err(Error::io(&path))?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let wrong = |line: usize, why: String| Error::Journal { path: path.clone(), line: line + 1, why };
    let text = std::str::from_utf8(&bytes[..whole]).map_err(|error| wrong(0, error.to_string()))?;
    let mut record = None;
    let mut notes = Notes::new();
    for (number, line) in text.lines().enumerate() {
        let row: Row = serde_json::from_str(line).map_err(|error| wrong(number, error.to_string()))?;
        if let Row::Begin { schema, header, machine } = row {
            if schema > SCHEMA {
                return Err(Error::Newer { path, found: schema, known: SCHEMA });
            }
            record = Some(empty(*header, *machine));
            continue;
        }
        let record =
            record.as_mut().ok_or_else(|| wrong(number, "the first line must begin the run".to_owned()))?;
        match row {
            Row::Begin { .. } => {}
            Row::Sample(row) => record.samples.push(row),
            Row::Metric(row) => record.metrics.push(row),
            Row::Check(row) => record.checks.push(row),
            Row::Span(row) => record.spans.push(row),
            Row::Host(row) => record.host.push(*row),
            Row::Failure(row) => record.failures.push(row),
            Row::Note { key, value } => notes.push((key, value)),
        }
    }
    let record = record.ok_or_else(|| wrong(0, "it is empty".to_owned()))?;
    Ok((record, notes, whole as u64))
}

fn empty(header: RunHeader, machine: Machine) -> RunRecord {
    RunRecord {
        header,
        machine,
        samples: Vec::new(),
        metrics: Vec::new(),
        checks: Vec::new(),
        spans: Vec::new(),
        host: Vec::new(),
        failures: Vec::new(),
        verdicts: Vec::new(),
    }
}
