//! A run becomes the accepted reference of its hardware class: a copy for the commit, with the reason beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use model::{RunKind, RunRecord};

use crate::{
    Acceptance, Error, Store,
    accepted::{JSON, UNKNOWN, WORDS},
    files,
    run_id::safe,
    tables::read_run,
};

impl Store {
    /// Copies a run to `accepted/<class>/`, where git keeps it, in somebody's name. Logs stay behind.
    pub fn accept(&self, author: &str, run: &str, because: &str, now: Timestamp) -> Result<PathBuf, Error> {
        let refused = |why: String| Error::NotAcceptable { run: run.to_owned(), why };
        if because.trim().is_empty() {
            return Err(refused(
                "no reason is given; say why later runs are to be held against it".to_owned(),
            ));
        }
        let found = self.find_folder(run)?;
        // What cannot be read today must not become what later runs are compared with.
        let record = read_run(&found.folder)?;
        if record.header.kind != RunKind::Run {
            let kind = record.header.kind.as_str();
            return Err(refused(format!(
                "it is a {kind}, which compares builds and is no reference; accept one that `touchstone run` made"
            )));
        }
        let class = self.accepted_folder().join(safe(&record.machine.class));
        let (whole, partial) = (class.join(&found.run), class.join(format!(".tmp-{}", found.run)));
        if whole.exists() {
            return Err(Error::Exists(whole));
        }
        let acceptance = Acceptance {
            author: author.trim().to_owned(),
            accepted_utc: format!("{now:.0}"),
            because: because.trim().to_owned(),
            replaces: self.replaced(&record)?,
        };
        fs::create_dir_all(&class).map_err(Error::io(&class))?;
        if partial.exists() {
            // Left by a kill; what it was a copy of is still there.
            fs::remove_dir_all(&partial).map_err(Error::io(&partial))?;
        }
        fs::create_dir(&partial).map_err(Error::io(&partial))?;
        copy_files(&found.folder, &partial)?;
        files::write(&partial.join(WORDS), acceptance.words().as_bytes())?;
        files::write(&partial.join(JSON), acceptance.json().as_bytes())?;
        files::sync_folder(&partial)?;
        files::rename_without_replacing(&partial, &whole)?;
        files::sync_folder(&class)?;
        Ok(whole)
    }

    /// The run that was the reference of any of these experiments until now: the last one that was accepted.
    fn replaced(&self, record: &RunRecord) -> Result<Option<String>, Error> {
        let reference = self.last_accepted(&record.machine.class, |experiments| {
            record
                .header
                .experiments
                .iter()
                .any(|pin| experiments.iter().any(|e| e == pin.experiment.as_str()))
        })?;
        Ok(reference.map(|found| found.run))
    }
}

/// Who works here, by the git configuration that holds for a folder: `Name <address>`, or `unknown`.
pub fn author(folder: &Path) -> String {
    let config = git2::Repository::discover(folder)
        .and_then(|repository| repository.config())
        .or_else(|_| git2::Config::open_default());
    let Ok(config) = config else { return UNKNOWN.to_owned() };
    let word = |key: &str| {
        let word = config.get_string(key).ok().map(|word| word.trim().to_owned());
        word.filter(|word| !word.is_empty())
    };
    match (word("user.name"), word("user.email")) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(name), None) => name,
        (None, Some(address)) => format!("<{address}>"),
        (None, None) => UNKNOWN.to_owned(),
    }
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(Error::io(from))? {
        let entry = entry.map_err(Error::io(from))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let path = entry.path();
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            files::write(&to.join(entry.file_name()), &bytes)?;
        }
    }
    Ok(())
}
