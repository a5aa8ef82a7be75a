//! A results folder: whole runs in `runs/` and `accepted/`, and partial ones that can be taken up again.

use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
};

use model::{Machine, RunHeader, RunRecord, nearest};

use crate::{
    Error,
    columns::TableName,
    frames::from_json,
    journal::{self, Journal, Notes, Row},
    lock::Lock,
    read::{read_run, read_table},
};

/// A results folder.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// A run that was not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialRun {
    /// Its name.
    pub run: String,
    /// When it began.
    pub started: String,
    /// How many iterations it has.
    pub samples: usize,
}

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEntry {
    /// Its name.
    pub run: String,
    /// Where it lies.
    pub folder: PathBuf,
    /// Is it an accepted reference?
    pub accepted: bool,
}

impl Store {
    /// Opens a results folder, and makes it where there is none.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let runs = root.join("runs");
        fs::create_dir_all(&runs).map_err(Error::io(&runs))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Keeps every other harness out until the lock is dropped.
    pub fn lock(&self) -> Result<Lock, Error> {
        Lock::take(&self.root)
    }

    /// Begins a run. Its first rows are there with it, whenever it is killed.
    pub fn begin(&self, header: &RunHeader, machine: &Machine, first: &[Row]) -> Result<Journal, Error> {
        Journal::begin(&self.runs_folder(), header, machine, first)
    }

    /// Runs that can be taken up again, oldest first.
    pub fn partial(&self) -> Result<Vec<PartialRun>, Error> {
        let mut partial = Vec::new();
        for (name, folder) in folders(&self.runs_folder())? {
            let Some(run) = name.strip_prefix(".tmp-") else { continue };
            restore_journal(&folder)?;
            if is_stillborn(&folder) {
                continue;
            }
            let (record, ..) = journal::read(&folder)?;
            partial.push(PartialRun {
                run: run.to_owned(),
                started: record.header.started_utc,
                samples: record.samples.len(),
            });
        }
        partial.sort_by(|a, b| a.run.cmp(&b.run));
        Ok(partial)
    }

    /// Takes a partial run up where it was left.
    pub fn resume(&self, run: &str) -> Result<(Journal, RunRecord, Notes), Error> {
        let folder = self.runs_folder().join(format!(".tmp-{run}"));
        restore_journal(&folder)?;
        let (record, notes, whole) = journal::read(&folder)?;
        let path = folder.join(journal::FILE);
        // What a kill tore off in the middle of a line goes, so that new lines begin on a line of their own.
        OpenOptions::new()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_len(whole))
            .map_err(Error::io(&path))?;
        Ok((Journal::open(run.to_owned(), folder)?, record, notes))
    }

    /// Gives a partial run up.
    pub fn discard(&self, run: &str) -> Result<(), Error> {
        let folder = self.runs_folder().join(format!(".tmp-{run}"));
        fs::remove_dir_all(&folder).map_err(Error::io(folder))
    }

    /// Removes what a kill left before the first line was written. Only with the lock is it certain that nobody else
    /// is about to write that line.
    pub fn sweep(&self, _lock: &Lock) -> Result<(), Error> {
        for (name, folder) in folders(&self.runs_folder())? {
            if name.starts_with(".tmp-") {
                restore_journal(&folder)?;
                if is_stillborn(&folder) {
                    fs::remove_dir_all(&folder).map_err(Error::io(folder))?;
                }
            } else {
                // Killed between the rename and the removal of the journal: the run is whole.
                let done = folder.join(".journal-done");
                if done.exists() {
                    fs::remove_file(&done).map_err(Error::io(done))?;
                }
            }
        }
        Ok(())
    }

    /// Whole runs, newest first.
    pub fn runs(&self) -> Result<Vec<RunEntry>, Error> {
        let mut runs = Vec::new();
        for (run, folder) in folders(&self.runs_folder())? {
            if !run.starts_with('.') {
                runs.push(RunEntry { run, folder, accepted: false });
            }
        }
        for (_, class) in folders(&self.root.join("accepted"))? {
            for (run, folder) in folders(&class)? {
                // A run that was accepted here is still in `runs` too; it counts once, as accepted.
                runs.retain(|own| own.run != run);
                runs.push(RunEntry { run, folder, accepted: true });
            }
        }
        runs.sort_by(|a, b| b.run.cmp(&a.run));
        Ok(runs)
    }

    /// The run of this name, of this beginning of a name, or the `latest`.
    pub fn find(&self, run: &str) -> Result<RunEntry, Error> {
        let runs = self.runs()?;
        let hint = match nearest(run, runs.iter().map(|entry| entry.run.as_str())) {
            _ if runs.is_empty() => "there are none yet: `touchstone run` makes one".to_owned(),
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`touchstone show --runs` lists them".to_owned(),
        };
        let no_such = |hint| Error::NoSuchRun { run: run.to_owned(), root: self.root.clone(), hint };
        if run == "latest" {
            return runs.into_iter().next().ok_or_else(|| no_such(hint));
        }
        let mut matching: Vec<RunEntry> =
            runs.into_iter().filter(|entry| entry.run.starts_with(run)).collect();
        match matching.len() {
            1 => Ok(matching.remove(0)),
            0 => Err(no_such(hint)),
            many => Err(no_such(format!("{many} runs begin so: say more of the name"))),
        }
    }

    /// A run, row for row as it was written.
    pub fn read(&self, run: &str) -> Result<RunRecord, Error> {
        read_run(&self.find(run)?.folder)
    }

    /// What was run, without the rows.
    pub fn header(&self, entry: &RunEntry) -> Result<RunHeader, Error> {
        let path = entry.folder.join("run.parquet");
        let unreadable = |why| Error::Unreadable { path: path.clone(), why };
        from_json(&read_table(&path, TableName::Run, Some(&["json"]))?)
            .map_err(unreadable)?
            .into_iter()
            .next()
            .ok_or_else(|| unreadable("it has no row".to_owned()))
    }

    fn runs_folder(&self) -> PathBuf {
        self.root.join("runs")
    }
}

/// Killed before the first line was whole: nothing was measured, nothing is lost.
fn is_stillborn(folder: &Path) -> bool {
    fs::read(folder.join(journal::FILE)).map_or(true, |bytes| !bytes.contains(&b'\n'))
}

/// Killed between the last write and the rename: the journal has its second name already.
fn restore_journal(folder: &Path) -> Result<(), Error> {
    let done = folder.join(".journal-done");
    if done.exists() {
        fs::rename(&done, folder.join(journal::FILE)).map_err(Error::io(done))?;
    }
    Ok(())
}

/// The folders in a folder; none where there is no such folder.
fn folders(within: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let entries = match fs::read_dir(within) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
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
