//! The input: tasks and programs as files, and a folder for results.

use std::{
    env, fs,
    io::{self, Write, stderr},
    path::{Path, PathBuf},
};

use grid_tasks::{
    Collection, Listings, Sources, Tasks, Threads, Totals, keep_tasks, make, read, write_folder,
};
use tempfile::TempDir;
use touchstone::{Rng, prelude::RngExt};

/// Names the file or the folder that the puzzles of a user are in.
pub(crate) const DATA: &str = "TOUCHSTONE_ARC_DATA";
/// Names the file or the folder of his programs.
pub(crate) const PROGRAMS: &str = "TOUCHSTONE_ARC_PROGRAMS";

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// From a seed.
    Made { tasks: usize, pairs: usize },
    /// Those of a user.
    Puzzles,
}

/// What variants work on.
pub(crate) struct World {
    pub(crate) load: Load,
    pub(crate) files: Result<Files, String>,
}

/// Where everything lies.
pub(crate) struct Files {
    pub(crate) tasks: PathBuf,
    pub(crate) programs: PathBuf,
    /// The tasks that are solved.
    pub(crate) order: Vec<usize>,
    /// What is read must come out as this.
    pub(crate) expected: Tasks,
    /// What is made here; everything in it goes with the process.
    own: TempDir,
}

impl Load {
    /// How much there is to do, roughly: pairs.
    pub(crate) fn size(self) -> f64 {
        match self {
            Self::Made { pairs, .. } => pairs as f64,
            Self::Puzzles => grid_tasks::TRAINING.pairs as f64,
        }
    }
}

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        let files = match load {
            Load::Made { tasks, pairs } => {
                made(rng.random(), tasks, pairs).map_err(|error| error.to_string())
            }
            Load::Puzzles => of_user(),
        };
        Self { load, files: files.and_then(with_tasks_kept) }
    }
}

impl Files {
    /// All tasks in one file, kept from an earlier run.
    pub(crate) fn kept_tasks(&self) -> PathBuf {
        self.own.path().join("tasks.kept")
    }

    /// Where results go.
    pub(crate) fn results(&self, name: &str) -> PathBuf {
        self.own.path().join(name)
    }

    /// How many pairs are solved.
    pub(crate) fn pairs(&self) -> usize {
        self.order.iter().map(|&task| self.expected.tasks()[task].pairs.len()).sum()
    }
}

fn made(seed: u64, tasks: usize, pairs: usize) -> io::Result<Files> {
    let made = make(seed, tasks, pairs);
    let own = own()?;
    let files = Files {
        tasks: own.path().join("tasks"),
        programs: own.path().join("all.programs"),
        order: (0..tasks).collect(),
        expected: made.tasks,
        own,
    };
    write_folder(&files.expected, &files.tasks)?;
    fs::write(&files.programs, made.programs.join("\n"))?;
    Ok(files)
}

fn of_user() -> Result<Files, String> {
    let path = |variable: &str| {
        env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set"))
    };
    of_paths(&path(DATA)?, &path(PROGRAMS)?)
}

pub(crate) fn of_paths(data: &Path, programs: &Path) -> Result<Files, String> {
    let sources = Sources::open(data, Threads::Pool).map_err(|error| error.to_string())?;
    let reading = read(&sources, Threads::Pool);
    if let Some(fault) = reading.faults.first() {
        return Err(format!("{fault} ({} faults in all)", reading.faults.len()));
    }
    Totals::of(&reading.tasks, Collection::Training).known().map_err(|edition| edition.to_string())?;
    let listings = Listings::open(programs).map_err(|error| format!("{}: {error}", programs.display()))?;
    if let Some(warning) = listings.parse().warning() {
        // Where nobody can read it, the results still have every line of it.
        let _ = writeln!(stderr(), "{warning}");
    }
    let each = reading.tasks.tasks().iter().enumerate();
    let training = each.filter(|(_, task)| task.collection == Collection::Training);
    let files = Files {
        tasks: data.to_owned(),
        programs: programs.to_owned(),
        order: training.map(|(number, _)| number).collect(),
        own: own().map_err(|error| error.to_string())?,
        expected: reading.tasks,
    };
    Ok(files)
}

fn own() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("arc-combined-").tempdir()
}

fn with_tasks_kept(files: Files) -> Result<Files, String> {
    let sources = Sources::open(&files.tasks, Threads::One).map_err(|error| error.to_string())?;
    let (path, hash) = (files.kept_tasks(), sources.hash(Threads::One));
    keep_tasks(&path, hash, &files.expected).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(files)
}
