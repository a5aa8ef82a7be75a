//! Where tasks and programs lie, and what is known of them before anything is measured.

use std::{
    fs,
    path::{Path, PathBuf},
};

use grid_tasks::{
    ContentHash, Listings, Made, Programs, Reading, SourceError, Sources, Tasks, Threads, one_file, read_at,
    write_folder,
};

use crate::{
    DATA, KnownAnswers, Puzzles,
    puzzles::{self, named},
    scratch,
};

/// Tasks and programs as files.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// One file, or a folder.
    pub tasks: PathBuf,
    /// Likewise.
    pub programs: PathBuf,
    /// The numbers of the tasks that are run: those for training.
    pub order: Vec<usize>,
    /// How many pairs these have.
    pub pairs: usize,
    /// What the answers in the files are; nothing where nobody knows.
    pub answers: Option<KnownAnswers>,
    /// Why they cannot be run, or would not be comparable.
    pub refused: Option<String>,
}

const TASKS: &str = "tasks";
const PROGRAMS: &str = "all.programs";

impl Files {
    pub(crate) fn of_made(made: &Made, answers: KnownAnswers) -> Self {
        let programs = made.programs.join("\n");
        let content = ContentHash::of((one_file(&made.tasks) + &programs).as_bytes()).to_string();
        let folder = scratch::filled(&content[..24], |folder| {
            write_folder(&made.tasks, &folder.join(TASKS))?;
            fs::write(folder.join(PROGRAMS), &programs)
        });
        let folder = folder.unwrap_or_else(|error| panic!("tasks cannot be written: {error}"));
        let files = Self {
            tasks: folder.join(TASKS),
            programs: folder.join(PROGRAMS),
            order: (0..made.tasks.tasks().len()).collect(),
            pairs: made.tasks.pairs(),
            answers: Some(answers),
            refused: None,
        };
        let whole = files.read_tasks() == Reading { tasks: made.tasks.clone(), faults: Vec::new() }
            && fs::read(&files.programs).is_ok_and(|text| text == programs.as_bytes());
        assert!(whole, "{}: this is not what was written there: remove the folder", folder.display());
        files
    }

    pub(crate) fn of_user() -> Self {
        let found = || {
            let (tasks, programs) = (named(DATA)?, named(puzzles::PROGRAMS)?);
            let puzzles = Puzzles::of(&tasks)?;
            puzzles.programs_of(&programs)?;
            let order = puzzles.training();
            let pairs = order.iter().map(|&task| puzzles.tasks.tasks()[task].pairs.len()).sum();
            Ok(Self { tasks, programs, order, pairs, ..Self::default() })
        };
        found().unwrap_or_else(|refused| Self { refused: Some(refused), ..Self::default() })
    }

    /// The tasks, fast.
    ///
    /// # Panics
    /// Where there are none.
    pub fn read_tasks(&self) -> Reading<Tasks> {
        self.read_on(Threads::One)
    }

    pub(crate) fn read_on(&self, threads: Threads) -> Reading<Tasks> {
        found(read_at(&self.tasks, threads))
    }

    /// The programs, from their texts.
    ///
    /// # Panics
    /// Where there are none.
    pub fn read_programs(&self) -> Programs {
        listings(&self.programs).parse()
    }
}

/// Without any file there is nothing to run, and no row to say so in.
pub(crate) fn sources(path: &Path, threads: Threads) -> Sources {
    found(Sources::open(path, threads))
}

/// Of tasks, of which nothing is held in memory.
pub(crate) fn hash(path: &Path, threads: Threads) -> ContentHash {
    found(Sources::hash_at(path, threads))
}

fn found<T>(opened: Result<T, SourceError>) -> T {
    opened.unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn listings(path: &Path) -> Listings {
    Listings::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
