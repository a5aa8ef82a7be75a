//! What is kept beside the binary, so that tasks and programs need not be read again. It is made before anything is measured, by the
//! hash of what it was made from; whether it is still of that is asked in every run.

use std::{
    io,
    path::PathBuf,
    time::{Duration, Instant},
};

use grid_tasks::{
    Collection, ContentHash, NotUsed, Programs, Reading, Tasks, Threads, keep_programs, keep_tasks,
    kept_programs, kept_tasks,
};
use tempfile::TempDir;

use crate::{Files, Load, Parse, Ways, files, loaded::Loaded, scratch};

/// Both caches of one case.
#[derive(Debug)]
pub(crate) struct Kept {
    tasks: PathBuf,
    programs: PathBuf,
    /// What it took in this process to make them, or to find that they are there.
    pub(crate) making: Duration,
    _own: Option<TempDir>,
}

impl Kept {
    /// Makes what these ways need and is not there.
    pub(crate) fn prepare(files: &Files, ways: Ways) -> io::Result<Self> {
        let start = Instant::now();
        let [tasks_hash, programs_hash] =
            [files::hash(&files.tasks, Threads::One), files::listings(&files.programs).hash()];
        let folder = scratch::folder()?;
        let named =
            |what: &str, hash: ContentHash| folder.join(format!("{what}-{}", &hash.to_string()[..24]));
        let (mut tasks, programs) = (named("tasks", tasks_hash), named("programs", programs_hash));
        let mut own = None;
        match ways.load {
            Load::Tree | Load::Typed => {}
            Load::Kept => {
                if kept_tasks(&tasks, tasks_hash).is_err() {
                    keep_tasks(&tasks, tasks_hash, &files.read_tasks().tasks)?;
                }
            }
            Load::Stale => {
                let folder = scratch::own("stale")?;
                tasks = folder.path().join("tasks");
                // Other tasks, of other sources: whoever takes them has other results.
                keep_tasks(&tasks, ContentHash::of(b"other sources"), &swapped(&files.read_tasks().tasks))?;
                own = Some(folder);
            }
        }
        if ways.parse == Parse::Kept && kept_programs(&programs, programs_hash).is_err() {
            keep_programs(&programs, programs_hash, &files.read_programs())?;
        }
        Ok(Self { tasks, programs, making: start.elapsed(), _own: own })
    }

    /// The tasks: those that are kept, or, where they are of other sources, those of the files.
    pub(crate) fn tasks(&self, files: &Files, threads: Threads) -> (Reading<Loaded>, Option<NotUsed>) {
        match kept_tasks(&self.tasks, files::hash(&files.tasks, threads)) {
            Ok(tasks) => (Reading { tasks: Loaded::Kept(tasks), faults: Vec::new() }, None),
            Err(refused) => (typed(files, threads), Some(refused)),
        }
    }

    /// The programs, likewise.
    pub(crate) fn programs(&self, files: &Files) -> (Programs, Option<NotUsed>) {
        let listings = files::listings(&files.programs);
        match kept_programs(&self.programs, listings.hash()) {
            Ok(programs) => (programs, None),
            Err(refused) => (listings.parse(), Some(refused)),
        }
    }
}

/// The tasks of the files.
pub(crate) fn typed(files: &Files, threads: Threads) -> Reading<Loaded> {
    let Reading { tasks, faults } = files.read_on(threads);
    Reading { tasks: Loaded::Packed(tasks), faults }
}

/// The same tasks, asking for what is given.
fn swapped(tasks: &Tasks) -> Tasks {
    let mut swapped = Tasks::default();
    for task in tasks.tasks() {
        let pairs = task.pairs.clone().map(|pair| [tasks.outputs().get(pair), tasks.inputs().get(pair)]);
        swapped.push(&task.id, Collection::Training, task.shown, pairs);
    }
    swapped
}
