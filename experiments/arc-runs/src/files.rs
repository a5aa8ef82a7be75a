//! Where tasks and programs lie, and what is known of them before anything is measured.

use std::{
    fs,
    io::{Write, stderr},
    path::{Path, PathBuf},
};

use grid_tasks::{
    Collection, ContentHash, Listings, Made, Programs, Reading, Sources, Tasks, Threads, Totals, one_file,
    read, write_folder,
};

use crate::{KnownAnswers, scratch};

/// Tasks and programs as files.
#[derive(Clone, Debug)]
pub struct Files {
    /// One file, or a folder.
    pub tasks: PathBuf,
    /// Likewise.
    pub programs: PathBuf,
    /// The numbers of the tasks that are run: those for training.
    pub order: Vec<usize>,
    /// What the answers in the files are; nothing where nobody knows.
    pub answers: Option<KnownAnswers>,
    /// Why results of these tasks are not comparable.
    pub not_comparable: Option<String>,
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
            answers: Some(answers),
            not_comparable: None,
        };
        let whole = files.read_tasks() == Reading { tasks: made.tasks.clone(), faults: Vec::new() }
            && fs::read(&files.programs).is_ok_and(|text| text == programs.as_bytes());
        assert!(whole, "{}: this is not what was written there: remove the folder", folder.display());
        files
    }

    pub(crate) fn of_user(tasks: PathBuf, programs: PathBuf) -> Self {
        let mut files = Self { tasks, programs, order: Vec::new(), answers: None, not_comparable: None };
        let Reading { tasks, faults } = files.read_tasks();
        let training = |number: &usize| tasks.tasks()[*number].collection == Collection::Training;
        files.order = (0..tasks.tasks().len()).filter(training).collect();
        let edition = Totals::of(&tasks, Collection::Training).known().err().map(|error| error.to_string());
        files.not_comparable = faults.first().map(ToString::to_string).or(edition);
        if let Some(warning) = files.read_programs().warning() {
            // Where nobody can read it, the results still have every line of it.
            let _ = writeln!(stderr(), "{warning}");
        }
        files
    }

    /// The tasks, fast.
    ///
    /// # Panics
    /// Where there are none.
    pub fn read_tasks(&self) -> Reading<Tasks> {
        read(&sources(&self.tasks, Threads::One), Threads::One)
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
    Sources::open(path, threads).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn listings(path: &Path) -> Listings {
    Listings::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
