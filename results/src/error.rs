//! What can go wrong with files: the file, what is wrong with it, and the way out.

use std::{io, path::PathBuf};

/// Names the file or folder, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or writing failed.
    #[error("{}: {}", .path.display(), words(.error))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file of a run that cannot be read.
    #[error("{}: this file cannot be read ({why}). Restore it, or move its run folder out of the results", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Written by a newer Touchstone.
    #[error("{}: written with version {found} of the tables, this Touchstone reads up to {known}: update it, or move the run folder out of the results", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// A journal with something in its middle that is no row.
    #[error("{}, line {line}: {why}. Repair the line, or remove the folder to give this partial run up", .path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A number that would not come back.
    #[error("{what} is {value}, which cannot be kept: report finite numbers, or none")]
    NotFinite {
        /// Whose number.
        what: String,
        /// The number.
        value: f64,
    },
    /// Somebody else measures.
    #[error("another touchstone is at work here ({holder}; lock {}): two at once would disturb each other. Wait for it, or stop it", .path.display())]
    Locked {
        /// The lock.
        path: PathBuf,
        /// What the other one wrote into it.
        holder: String,
    },
    /// There is no such run.
    #[error("there is no {what} `{run}` in {}; {hint}", .root.display())]
    NoSuchRun {
        /// `run` or `partial run`.
        what: &'static str,
        /// What was asked for.
        run: String,
        /// Where.
        root: PathBuf,
        /// The nearest, or how to get one.
        hint: String,
    },
    /// The folder of the run is there already.
    #[error("{} exists already: a run is never replaced. Take another name, or move that folder away", .0.display())]
    Exists(PathBuf),
    /// A run that cannot be what others are held against.
    #[error("`{run}` cannot be accepted: {why}")]
    NotAcceptable {
        /// The run.
        run: String,
        /// Why, and what to do instead.
        why: String,
    },
    /// What was written is not what was meant.
    #[error("{}: read back, it differs from what was written ({why}); the journal is kept, `touchstone run --resume` tries again", .path.display())]
    Differs {
        /// The file.
        path: PathBuf,
        /// How.
        why: String,
    },
    /// The question cannot be answered.
    #[error("the query cannot be answered: {0}")]
    Query(String),
}

impl Error {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { path, error }
    }
}

fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!(
                "{error}: make room; what was measured is in the journal, and `touchstone run --resume` finishes it"
            )
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            format!("{error}: make the folder writable, or name another one with --results")
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            format!(
                "{error}: there is a file where a folder must be; move it away, or name another folder with --results"
            )
        }
        _ => error.to_string(),
    }
}
