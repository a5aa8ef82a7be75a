//! The files that tasks are in: one file with all of them, or folders with a file for each.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{Collection, ContentHash};

/// How many threads may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threads {
    /// The calling one.
    One,
    /// All of rayon's pool.
    Pool,
}

/// What is read of a file at once to be hashed: it stays near the processor.
const PIECE: usize = 64 << 10;

/// The files of one data set, with what is in them.
#[derive(Debug)]
pub struct Sources {
    pub(crate) files: Vec<Source>,
}

/// One file.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    /// From the folder that was asked for: where that lies makes no difference to the hash.
    name: String,
    pub(crate) holds: Holds,
    pub(crate) bytes: Result<Vec<u8>, String>,
}

/// What a file is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// All tasks of both collections.
    All,
    /// The task of its name.
    One(Collection, String),
}

/// Why there are no files.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file or the folder cannot be listed.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder without tasks.
    #[error(
        "{}: no file ends in `.json`; name one file with all tasks, a folder of tasks, or one with the folders `training` and \
         `evaluation`",
        .0.display()
    )]
    Empty(PathBuf),
}

impl Sources {
    /// Everything that a file or a folder holds.
    ///
    /// # Errors
    /// Where it is not there, or holds no `.json`. A single file of a folder that cannot be read is a fault of its task.
    pub fn open(path: &Path, threads: Threads) -> Result<Self, SourceError> {
        let mut files = find(path)?;
        match threads {
            Threads::One => files.iter_mut().for_each(Source::fill),
            Threads::Pool => files.par_iter_mut().for_each(Source::fill),
        }
        Ok(Self { files })
    }

    /// Of names and contents.
    #[must_use]
    pub fn hash(&self, threads: Threads) -> ContentHash {
        hash_of(
            &self.files,
            threads,
            || (),
            |(), source| ContentHash::of(source.bytes.as_deref().unwrap_or_default()),
        )
    }

    /// The same hash of what lies there now, of which nothing is held in memory.
    ///
    /// # Errors
    /// Where there is nothing to open.
    pub fn hash_at(path: &Path, threads: Threads) -> Result<ContentHash, SourceError> {
        let nothing = ContentHash::of(&[]);
        let hash = |memory: &mut Vec<u8>, source: &Source| {
            ContentHash::of_file(&source.path, memory).unwrap_or(nothing)
        };
        Ok(hash_of(&find(path)?, threads, || vec![0; PIECE], hash))
    }

    /// How many bytes the files have.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|source| source.bytes.as_ref().map_or(0, Vec::len)).sum()
    }
}

fn hash_of<M>(
    files: &[Source],
    threads: Threads,
    memory: impl Fn() -> M + Sync + Send,
    hash: impl Fn(&mut M, &Source) -> ContentHash + Sync + Send,
) -> ContentHash {
    let hashes: Vec<ContentHash> = match threads {
        Threads::One => {
            let mut memory = memory();
            files.iter().map(|source| hash(&mut memory, source)).collect()
        }
        Threads::Pool => files.par_iter().map_init(memory, hash).collect(),
    };
    ContentHash::of_named(files.iter().map(|source| source.name.as_str()).zip(hashes))
}

impl Source {
    pub(crate) fn fill(&mut self) {
        self.bytes = fs::read(&self.path).map_err(|error| error.to_string());
    }

    /// As a fault names it.
    pub(crate) fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

pub(crate) fn find(path: &Path) -> Result<Vec<Source>, SourceError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| SourceError::Io { path, error }
    };
    if fs::metadata(path).map_err(failed(path))?.is_file() {
        let name = String::new();
        return Ok(vec![Source { path: path.to_owned(), name, holds: Holds::All, bytes: Ok(Vec::new()) }]);
    }
    let mut files = Vec::new();
    for (folder, collection) in folders(path) {
        let mut ids = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let name = entry.map_err(failed(&folder))?.file_name().to_string_lossy().into_owned();
            if let Some(id) = name.strip_suffix(".json").filter(|id| !id.is_empty() && !id.starts_with('.')) {
                ids.push(id.to_owned());
            }
        }
        ids.sort();
        files.extend(ids.into_iter().map(|id| Source {
            path: folder.join(format!("{id}.json")),
            name: format!("{collection}/{id}"),
            holds: Holds::One(collection, id),
            bytes: Ok(Vec::new()),
        }));
    }
    if files.is_empty() { Err(SourceError::Empty(path.to_owned())) } else { Ok(files) }
}

/// A checkout of the data has the folders of both collections in `data`.
fn folders(path: &Path) -> Vec<(PathBuf, Collection)> {
    for root in [path.join("data"), path.to_owned()] {
        let both: Vec<_> = Collection::ALL
            .map(|collection| (root.join(collection.name()), collection))
            .into_iter()
            .filter(|(folder, _)| folder.is_dir())
            .collect();
        if !both.is_empty() {
            return both;
        }
    }
    let evaluation = path.file_name().is_some_and(|name| name == Collection::Evaluation.name());
    vec![(path.to_owned(), if evaluation { Collection::Evaluation } else { Collection::Training })]
}
