//! A run that was measured elsewhere comes in: a copy, read back before it counts, and never in place of another.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::RunRecord;

use crate::{
    Error, Lock, Store,
    columns::TableName,
    files,
    finish::declarations,
    run_id::safe,
    store::folders,
    tables::{PATCH, read_run},
};

/// What became of a run that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It lies here now.
    New(PathBuf),
    /// It did already, with the same rows.
    Known(PathBuf),
}

/// What lies in a folder that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Whole runs, by name.
    pub whole: Vec<(String, PathBuf)>,
    /// The names of those that were stopped and are not whole.
    pub partial: Vec<String>,
}

/// The folders of runs while they come in; what begins with a dot is never listed.
const ARRIVING: &str = ".arriving-";

impl Arrived {
    /// In a pack or a results folder (its `runs`), in a folder of runs, or the one run that the folder is.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let folder = fs::canonicalize(folder).map_err(Error::io(folder))?;
        let is_run = |folder: &Path| folder.join(TableName::Run.file()).is_file();
        if is_run(&folder) {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Ok(Self { whole: vec![(name, folder)], partial: Vec::new() });
        }
        let runs = folder.join("runs");
        let within = folders(if runs.is_dir() { &runs } else { &folder })?;
        let mut arrived = Self::default();
        for (name, folder) in within {
            if let Some(run) = name.strip_prefix(".tmp-") {
                arrived.partial.push(run.to_owned());
            } else if !name.starts_with('.') && is_run(&folder) {
                arrived.whole.push((name, folder));
            }
        }
        Ok(arrived)
    }

    /// One of them, row for row. A folder that is named like another run is refused.
    pub fn read(name: &str, folder: &Path) -> Result<RunRecord, Error> {
        let record = read_run(folder)?;
        if record.header.run == name && safe(name) == name {
            return Ok(record);
        }
        let why = format!("it holds the run {:?}, and its folder is called {name}", record.header.run);
        Err(Error::Unreadable { path: folder.join(TableName::Run.file()), why })
    }
}

impl Store {
    /// Takes a run in that lies in another folder. What is written for people is made from its tables and not copied, so
    /// that it says what they say.
    pub fn take_in(
        &self,
        record: &RunRecord,
        from: &Path,
        summary: &str,
        _lock: &Lock,
    ) -> Result<Arrival, Error> {
        let name = &record.header.run;
        if let Some(here) = self.found()?.into_iter().find(|found| found.run == *name) {
            return if read_run(&here.folder)? == *record {
                Ok(Arrival::Known(here.folder))
            } else {
                Err(Error::Exists(here.folder))
            };
        }
        let runs = self.runs_folder();
        let (arriving, whole) = (runs.join(format!("{ARRIVING}{name}")), runs.join(name));
        if arriving.exists() {
            // Left by a kill; what it was a copy of is still there.
            fs::remove_dir_all(&arriving).map_err(Error::io(&arriving))?;
        }
        fs::create_dir(&arriving).map_err(Error::io(&arriving))?;
        for table in TableName::ALL {
            copy(&from.join(table.file()), &arriving.join(table.file()))?;
        }
        if record.header.pin.patch.is_some() {
            copy(&from.join(PATCH), &arriving.join(PATCH))?;
        }
        copy_logs(&from.join("logs"), &arriving.join("logs"))?;
        files::write(&arriving.join("declarations.json"), &declarations(record))?;
        files::write(&arriving.join("summary.md"), summary.as_bytes())?;
        if read_run(&arriving)? != *record {
            return Err(Error::Unreadable {
                path: from.to_owned(),
                why: "it changed while it was copied".to_owned(),
            });
        }
        files::sync_folder(&arriving)?;
        files::rename_without_replacing(&arriving, &whole)?;
        files::sync_folder(&runs)?;
        Ok(Arrival::New(whole))
    }
}

/// A table that an older Touchstone did not know is not there.
fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    match fs::read(from) {
        Ok(bytes) => files::write(to, &bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::io(from)(error)),
    }
}

/// What failed invocations printed. No links are followed: they would lead to files of this machine.
fn copy_logs(from: &Path, to: &Path) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    fs::create_dir(to).map_err(Error::io(to))?;
    for entry in entries {
        let entry = entry.map_err(Error::io(from))?;
        if entry.file_type().is_ok_and(|kind| kind.is_file()) {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    }
    files::sync_folder(to)
}
