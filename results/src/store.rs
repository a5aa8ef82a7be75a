//! A results folder: whole runs in `runs/` and `accepted/`, and partial ones that can be taken up again.

use std::{
    fs::{self, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use model::{Machine, RunHeader, RunKind, RunRecord, nearest};

use crate::{
    Error,
    columns::TableName,
    journal::{self, Journal, Notes, Row},
    lock::{self, Lock},
    read::{self, Wanted},
    tables::{read_header, read_run, read_verdicts},
};

/// A results folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    /// Are the runs of this machine left out?
    only_accepted: bool,
}

/// A run that was not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialRun {
    /// Its name.
    pub run: String,
    /// What it was for: only runs are taken up again.
    pub kind: RunKind,
    /// When it began.
    pub started: String,
    /// How many iterations it has.
    pub samples: usize,
    /// How many rounds it has.
    pub rounds: usize,
}

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEntry {
    /// Its name.
    pub run: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// When it began, RFC 3339 in UTC.
    pub started: String,
    /// The commit, if there was one.
    pub commit: Option<String>,
    /// The hardware class.
    pub class: String,
    /// Did the tree differ from the commit?
    pub dirty: bool,
    /// Is it an accepted reference?
    pub accepted: bool,
}

/// A run as the file system shows it, before anything of it is read.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) run: String,
    pub(crate) folder: PathBuf,
    pub(crate) accepted: bool,
}

/// The folders of partial runs begin so.
pub(crate) const PARTIAL: &str = ".tmp-";

impl Store {
    /// Opens a results folder, and makes it where there is none.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let store = Self { root: root.to_owned(), only_accepted: false };
        let runs = store.runs_folder();
        fs::create_dir_all(&runs).map_err(Error::io(runs))?;
        Ok(store)
    }

    /// Opens a results folder to look at what is there; nothing is made.
    pub fn look(root: &Path) -> Result<Self, Error> {
        fs::read_dir(root).map_err(Error::io(root))?;
        Ok(Self { root: root.to_owned(), only_accepted: false })
    }

    /// Without the runs of this machine that are no reference.
    #[must_use]
    pub fn only_accepted(self) -> Self {
        Self { only_accepted: true, ..self }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps every other harness out until the lock is dropped.
    pub fn lock(&self) -> Result<Lock, Error> {
        Lock::take(&self.runs_folder())
    }

    /// Begins a run. The `first` rows are on disk together with its beginning: a run is never there without them.
    pub fn begin(&self, header: &RunHeader, machine: &Machine, first: &[Row]) -> Result<Journal, Error> {
        let whole = self.runs_folder().join(&header.run);
        if whole.exists() {
            return Err(Error::Exists(whole));
        }
        Journal::begin(self.partial_folder(&header.run), header, machine, first)
    }

    /// Runs that can be taken up again, oldest first. One that somebody is gathering at the moment is among them.
    pub fn partial(&self) -> Result<Vec<PartialRun>, Error> {
        let mut partial = Vec::new();
        for (name, folder) in folders(&self.runs_folder())? {
            let Some(run) = name.strip_prefix(PARTIAL) else { continue };
            if is_stillborn(&folder)? {
                continue;
            }
            let record = journal::read(&folder)?.record;
            partial.push(PartialRun {
                run: run.to_owned(),
                kind: record.header.kind,
                started: record.header.started_utc,
                samples: record.samples.len(),
                rounds: record.host.len(),
            });
        }
        partial.sort_by(|a, b| (&a.started, &a.run).cmp(&(&b.started, &b.run)));
        Ok(partial)
    }

    /// Takes a partial run up where it was left: its rows so far, without verdicts, and its notes.
    pub fn resume(&self, run: &str) -> Result<(Journal, RunRecord, Notes), Error> {
        let folder = self.find_partial(run)?;
        restore_journal(&folder)?;
        let gathered = journal::read(&folder)?;
        let path = folder.join(journal::FILE);
        // What a kill tore off in the middle of a line goes, so that the next line begins on a line of its own.
        OpenOptions::new()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_len(gathered.whole))
            .map_err(Error::io(&path))?;
        Ok((Journal::open(run.to_owned(), folder)?, gathered.record, gathered.notes))
    }

    /// Gives a partial run up, and all that was measured for it.
    pub fn discard(&self, run: &str) -> Result<(), Error> {
        let folder = self.find_partial(run)?;
        fs::remove_dir_all(&folder).map_err(Error::io(folder))
    }

    /// Removes what a kill left before the first line was written. Only with the lock is it certain that nobody else
    /// is about to write that line.
    pub fn sweep(&self, _lock: &Lock) -> Result<(), Error> {
        for (name, folder) in folders(&self.runs_folder())? {
            if !name.starts_with(PARTIAL) {
                // Killed between the rename and the removal of the journal: the run is whole.
                let done = folder.join(journal::DONE);
                if done.exists() {
                    fs::remove_file(&done).map_err(Error::io(done))?;
                }
            } else if is_stillborn(&folder)? {
                fs::remove_dir_all(&folder).map_err(Error::io(folder))?;
            } else {
                restore_journal(&folder)?;
            }
        }
        Ok(())
    }

    /// Whole runs, newest first.
    pub fn runs(&self) -> Result<Vec<RunEntry>, Error> {
        self.found()?.into_iter().map(entry).collect()
    }

    /// The name of the newest whole run; little is read.
    pub fn newest(&self) -> Result<Option<String>, Error> {
        Ok(self.found()?.into_iter().next().map(|found| found.run))
    }

    /// Does somebody measure into this folder at the moment? Told from what the lock says, without touching it.
    pub fn is_measuring(&self) -> bool {
        lock::holder(&self.runs_folder()).is_some()
    }

    /// The run of this name, of this beginning of a name, or the `latest`.
    pub fn find(&self, run: &str) -> Result<RunEntry, Error> {
        entry(self.find_folder(run)?)
    }

    /// A run, row for row as it was written. It is named like in [`find`](Self::find).
    pub fn read(&self, run: &str) -> Result<RunRecord, Error> {
        read_run(&self.find_folder(run)?.folder)
    }

    /// What was claimed and what came out: a run without its samples, metrics, spans and rounds.
    pub fn verdicts(&self, entry: &RunEntry) -> Result<RunRecord, Error> {
        read_verdicts(&entry.folder)
    }

    /// How many samples a run has; none of them is read.
    pub fn samples(&self, entry: &RunEntry) -> Result<usize, Error> {
        read::height(&entry.folder.join(TableName::Samples.file()), TableName::Samples)
    }

    /// What was run, without the rows.
    pub fn header(&self, entry: &RunEntry) -> Result<RunHeader, Error> {
        read_header(&entry.folder)
    }

    /// Every whole run, newest first, by its name: the time comes first in it.
    pub(crate) fn found(&self) -> Result<Vec<Found>, Error> {
        let mut runs = Vec::new();
        let own = if self.only_accepted { Vec::new() } else { folders(&self.runs_folder())? };
        for (run, folder) in own {
            if !run.starts_with('.') {
                runs.push(Found { run, folder, accepted: false });
            }
        }
        for (_, class) in folders(&self.accepted_folder())? {
            for (run, folder) in folders(&class)? {
                if !run.starts_with('.') {
                    // A run that was accepted here is still in `runs` too; it counts once, as accepted.
                    runs.retain(|own| own.run != run);
                    runs.push(Found { run, folder, accepted: true });
                }
            }
        }
        runs.sort_by(|a, b| b.run.cmp(&a.run));
        Ok(runs)
    }

    pub(crate) fn find_folder(&self, run: &str) -> Result<Found, Error> {
        let runs = self.found()?;
        let no_such =
            |hint| Error::NoSuchRun { what: "run", run: run.to_owned(), root: self.root.clone(), hint };
        if runs.is_empty() {
            return Err(no_such("there are none yet: `touchstone run` makes one".to_owned()));
        }
        if run == "latest" {
            // What a gate measured once more is a part of that gate.
            for found in &runs {
                if !is_part(found)? {
                    return Ok(found.clone());
                }
            }
        }
        let matching: Vec<&Found> = if run.is_empty() {
            Vec::new()
        } else {
            runs.iter().filter(|f| f.run.starts_with(run)).collect()
        };
        match matching.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(no_such(match nearest(run, runs.iter().map(|found| found.run.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the latest is `{}`", runs[0].run),
            })),
            several => several.iter().find(|found| found.run == run).map_or_else(
                || {
                    let (many, latest) = (several.len(), &several[0].run);
                    Err(no_such(format!(
                        "{many} runs begin so, the latest is `{latest}`: say more of the name"
                    )))
                },
                |exact| Ok((*exact).clone()),
            ),
        }
    }

    pub(crate) fn accepted_folder(&self) -> PathBuf {
        self.root.join("accepted")
    }

    pub(crate) fn runs_folder(&self) -> PathBuf {
        self.root.join("runs")
    }

    fn partial_folder(&self, run: &str) -> PathBuf {
        self.runs_folder().join(format!("{PARTIAL}{run}"))
    }

    /// Only what is listed is ever opened or removed, whatever stands in the name.
    fn find_partial(&self, run: &str) -> Result<PathBuf, Error> {
        let all = folders(&self.runs_folder())?;
        let partial = || all.iter().filter_map(|(name, _)| name.strip_prefix(PARTIAL));
        if partial().any(|name| name == run) {
            return Ok(self.partial_folder(run));
        }
        let hint = match (nearest(run, partial()), partial().next()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(_)) => format!("there are {}", partial().collect::<Vec<_>>().join(", ")),
            (None, None) => "every run that was begun is whole".to_owned(),
        };
        Err(Error::NoSuchRun { what: "partial run", run: run.to_owned(), root: self.root.clone(), hint })
    }
}

/// Does it belong to another run?
fn is_part(found: &Found) -> Result<bool, Error> {
    let path = found.folder.join(TableName::Run.file());
    let frame = read::table(&path, TableName::Run, &Wanted { columns: Some(&["kind"]), rows: Some((0, 1)) })?;
    let kind = frame.column("kind").and_then(|column| column.str());
    let kind = kind.map_err(|error| Error::Unreadable { path, why: error.to_string() })?;
    Ok(kind.get(0) == Some(RunKind::Again.as_str()))
}

/// What people ask first of a run, out of its smallest table.
fn entry(found: Found) -> Result<RunEntry, Error> {
    let path = found.folder.join(TableName::Run.file());
    let wanted = ["started", "commit", "class", "dirty"];
    let frame = read::table(&path, TableName::Run, &Wanted { columns: Some(&wanted), rows: Some((0, 1)) })?;
    let unreadable = |why: String| Error::Unreadable { path: path.clone(), why };
    let text = |name: &str| -> Result<Option<String>, Error> {
        let cells =
            frame.column(name).and_then(|c| c.str()).map_err(|error| unreadable(error.to_string()))?;
        Ok(cells.get(0).map(str::to_owned))
    };
    let dirty =
        frame.column("dirty").and_then(|c| c.bool()).map_err(|error| unreadable(error.to_string()))?;
    Ok(RunEntry {
        started: text("started")?.ok_or_else(|| unreadable("it has no row".to_owned()))?,
        commit: text("commit")?,
        class: text("class")?.unwrap_or_default(),
        dirty: dirty.get(0).unwrap_or(true),
        accepted: found.accepted,
        run: found.run,
        folder: found.folder,
    })
}

/// Killed before the first line was whole: nothing was measured, nothing is lost. A journal that cannot be read is not
/// that, and neither is a folder that holds anything else.
fn is_stillborn(folder: &Path) -> Result<bool, Error> {
    match journal::is_begun(folder)? {
        Some(begun) => Ok(!begun),
        None => Ok(fs::read_dir(folder).map_err(Error::io(folder))?.next().is_none()),
    }
}

/// Killed between the last write and the rename: the journal has its second name already.
fn restore_journal(folder: &Path) -> Result<(), Error> {
    let done = folder.join(journal::DONE);
    match fs::rename(&done, folder.join(journal::FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(Error::io(done)),
    }
}

/// The folders in a folder; none where there is no such folder.
pub(crate) fn folders(within: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let entries = match fs::read_dir(within) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(within)(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io(within))?;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
