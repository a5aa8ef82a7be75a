//! What is measured is on disk before the next round begins.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use model::{CheckRow, FailureRow, HostRow, Machine, MetricRow, RunHeader, RunRecord, SampleRow, SpanRow};
use serde::{Deserialize, Serialize};

use crate::{Error, columns::SCHEMA, files};

/// What a journal is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// The beginning of a run, written by [`Store::begin`](crate::Store::begin) and by nobody else.
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

/// What a journal says, and how many of its bytes are whole lines.
pub(crate) struct Gathered {
    pub(crate) record: RunRecord,
    pub(crate) notes: Notes,
    pub(crate) whole: u64,
}

/// The journal of a run that is gathered.
pub(crate) const FILE: &str = "journal.ndjson";
/// The same file while its folder is renamed. A kill at that moment leaves it under this name.
pub(crate) const DONE: &str = ".journal-done";

impl Journal {
    pub(crate) fn begin(
        folder: PathBuf,
        header: &RunHeader,
        machine: &Machine,
        first: &[Row],
    ) -> Result<Self, Error> {
        fs::create_dir(&folder).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(folder.clone()),
            _ => Error::io(&folder)(error),
        })?;
        let mut journal = Self::open(header.run.clone(), folder)?;
        let begin = Row::Begin {
            schema: SCHEMA,
            header: Box::new(header.clone()),
            machine: Box::new(machine.clone()),
        };
        let rows: Vec<Row> = std::iter::once(begin).chain(first.iter().cloned()).collect();
        journal.append(&rows)?;
        files::sync_folder(&journal.folder)?;
        Ok(journal)
    }

    pub(crate) fn open(run: String, folder: PathBuf) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let file = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::io(path))?;
        Ok(Self { run, folder, file })
    }

    /// Appends rows and waits until they are on disk: all of them, or after a kill none. They make one line, because a
    /// round of which half is there would be judged like a whole one.
    pub fn append(&mut self, rows: &[Row]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        rows.iter().try_for_each(finite)?;
        let path = self.folder.join(FILE);
        let mut line = serde_json::to_vec(rows).map_err(|error| Error::io(&path)(error.into()))?;
        line.push(b'\n');
        let length = self.file.metadata().map_err(Error::io(&path))?.len();
        let written = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        written.map_err(|error| {
            // On a full disk half a line may be there; the next one must not be glued to it.
            let _ = self.file.set_len(length);
            Error::io(path)(error)
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
}

/// JSON would write these as `null`, and the line would not be a row any more.
fn finite(row: &Row) -> Result<(), Error> {
    let numbers: &[(&str, Option<f64>)] = match row {
        Row::Metric(row) => &[("value", Some(row.value))],
        Row::Check(row) => &[("error", row.check.error), ("tolerance", Some(row.check.tolerance))],
        Row::Host(row) => &[("load", row.before.load_1m), ("load", row.after.load_1m)],
        _ => &[],
    };
    match numbers.iter().find_map(|(what, value)| Some((what, value.filter(|value| !value.is_finite())?))) {
        None => Ok(()),
        Some((number, value)) => {
            let what = match row {
                Row::Metric(row) => format!("{number} of metric {} of {}", row.metric, row.variant),
                Row::Check(row) => format!("{number} of check {} of {}", row.check.name, row.variant),
                _ => format!("the {number} of the host"),
            };
            Err(Error::NotFinite { what, value })
        }
    }
}

/// The journal of a folder under whichever of its names, if it is there.
fn find(folder: &Path) -> Result<Option<(PathBuf, File)>, Error> {
    for name in [FILE, DONE] {
        let path = folder.join(name);
        match File::open(&path) {
            Ok(file) => return Ok(Some((path, file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io(path)(error)),
        }
    }
    Ok(None)
}

/// Has it a whole line? `None` where there is no journal.
pub(crate) fn is_begun(folder: &Path) -> Result<Option<bool>, Error> {
    let Some((path, file)) = find(folder)? else { return Ok(None) };
    let mut first = Vec::new();
    BufReader::new(file).read_until(b'\n', &mut first).map_err(Error::io(path))?;
    Ok(Some(first.ends_with(b"\n")))
}

/// Reads a journal back. An end that was torn off by a kill is dropped; anything else that is no row is an error.
pub(crate) fn read(folder: &Path) -> Result<Gathered, Error> {
    let Some((path, mut file)) = find(folder)? else {
        return Err(Error::io(folder.join(FILE))(io::ErrorKind::NotFound.into()));
    };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(Error::io(&path))?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let gathered = take_lines(None, &bytes[..whole], &path)?;
    let gathered = gathered.map(|gathered| Gathered { whole: whole as u64, ..gathered });
    gathered.ok_or_else(|| Error::Journal { path, line: 1, why: "it is empty".to_owned() })
}

/// Whole lines, after what was read before them.
pub(crate) fn take_lines(
    mut gathered: Option<Gathered>,
    lines: &[u8],
    path: &Path,
) -> Result<Option<Gathered>, Error> {
    for (number, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let wrong = |why: String| Error::Journal { path: path.to_owned(), line: number + 1, why };
        let rows: Vec<Row> = serde_json::from_slice(line).map_err(|error| wrong(error.to_string()))?;
        for row in rows {
            match (&mut gathered, row) {
                (None, Row::Begin { schema, .. }) if schema > SCHEMA => {
                    return Err(Error::Newer { path: path.to_owned(), found: schema, known: SCHEMA });
                }
                (None, Row::Begin { header, machine, .. }) => {
                    gathered = Some(Gathered::begun(*header, *machine));
                }
                (None, _) => return Err(wrong("the first row must begin the run".to_owned())),
                (Some(_), Row::Begin { .. }) => return Err(wrong("it begins a second run".to_owned())),
                (Some(gathered), row) => gathered.take(row),
            }
        }
    }
    Ok(gathered)
}

impl Gathered {
    fn begun(header: RunHeader, machine: Machine) -> Self {
        Self { record: RunRecord::new(header, machine), notes: Notes::new(), whole: 0 }
    }

    fn take(&mut self, row: Row) {
        match row {
            Row::Begin { .. } => {}
            Row::Sample(row) => self.record.samples.push(row),
            Row::Metric(row) => self.record.metrics.push(row),
            Row::Check(row) => self.record.checks.push(row),
            Row::Span(row) => self.record.spans.push(row),
            Row::Host(row) => self.record.host.push(*row),
            Row::Failure(row) => self.record.failures.push(row),
            Row::Note { key, value } => self.notes.push((key, value)),
        }
    }
}
