//! The puzzles and the programs that a user has. Nothing of either is ours, so nothing is known of them before they run, except how many
//! there are.

use std::{
    env,
    io::{Write, stderr},
    path::{Path, PathBuf},
};

use grid_tasks::{
    Collection, ContentHash, Listings, Programs, Reading, Sources, Tasks, Threads, Totals, read,
};

/// The variable that names the user's puzzles: one file with all of them, or a folder.
pub const DATA: &str = "TOUCHSTONE_ARC_DATA";

/// The variable that names the user's programs: a file in the line format, or a folder of such files.
pub const PROGRAMS: &str = "TOUCHSTONE_ARC_PROGRAMS";

/// The workload that needs them.
pub const PUZZLES: &str = "arcagi";

/// All puzzles of a user.
#[derive(Debug)]
pub struct Puzzles {
    /// Without any fault, and those of training of the edition that results are known for.
    pub tasks: Tasks,
    /// Of their files.
    pub hash: ContentHash,
}

impl Puzzles {
    /// Those that [`DATA`] names.
    ///
    /// # Errors
    /// Why there are none.
    pub fn read() -> Result<Self, String> {
        Self::of(&named(DATA)?)
    }

    /// Those of a file or a folder.
    ///
    /// # Errors
    /// Where one has a fault, or they are of another edition.
    pub fn of(path: &Path) -> Result<Self, String> {
        let sources = Sources::open(path, Threads::Pool).map_err(|error| error.to_string())?;
        let Reading { tasks, faults } = read(&sources, Threads::Pool);
        if let Some(fault) = faults.first() {
            return Err(format!("{fault} ({} faults in all)", faults.len()));
        }
        Totals::of(&tasks, Collection::Training).known().map_err(|edition| edition.to_string())?;
        Ok(Self { tasks, hash: sources.hash(Threads::Pool) })
    }

    /// The numbers of those that programs are written for.
    pub fn training(&self) -> Vec<usize> {
        let each = self.tasks.tasks().iter().enumerate();
        each.filter(|(_, task)| task.collection == Collection::Training).map(|(number, _)| number).collect()
    }

    /// The programs that [`PROGRAMS`] names.
    ///
    /// # Errors
    /// Why there are none for these.
    pub fn programs(&self) -> Result<Programs, String> {
        self.programs_of(&named(PROGRAMS)?)
    }

    /// The programs of a file or a folder. Which of them cannot run is told on standard error, before anything does.
    ///
    /// # Errors
    /// Where it cannot be read, or none of them is for a task of training.
    pub fn programs_of(&self, path: &Path) -> Result<Programs, String> {
        let programs = Listings::open(path).map_err(|error| format!("{}: {error}", path.display()))?.parse();
        let is_for = |task: &usize| programs.of(&self.tasks.tasks()[*task].id).is_ok();
        if self.training().iter().any(is_for) {
            if let Some(warning) = programs.warning() {
                // Where nobody can read it, the results still have every line of it.
                let _ = writeln!(stderr(), "{warning}");
            }
            return Ok(programs);
        }
        Err(format!(
            "{}: of {} programs and {} wrong lines none is for a training task: the name of a program ends in `_` and the name of its \
             task",
            path.display(),
            programs.iter().len(),
            programs.refused().len()
        ))
    }
}

/// The file or the folder that a variable names.
pub(crate) fn named(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set"))
}

#[cfg(test)]
mod tests {
    use grid_tasks::{make, write_folder};

    use super::*;

    #[test]
    fn puzzles_are_refused_where_they_are_not_and_where_they_are_others_or_have_a_fault() {
        let refused = |path: &Path| Puzzles::of(path).unwrap_err();
        assert!(refused(Path::new("/nowhere/at/all")).starts_with("/nowhere/at/all: "));
        let folder = tempfile::tempdir().unwrap();
        write_folder(&make(1, 8, 40).tasks, folder.path()).unwrap();
        let told = refused(folder.path());
        assert!(told.starts_with("another edition: 8 tasks, 40 pairs"), "{told}");
        std::fs::write(folder.path().join("training/bad.json"), "[]").unwrap();
        let told = refused(folder.path());
        assert!(told.contains("bad.json") && told.ends_with("(1 faults in all)"), "{told}");
    }

    #[test]
    fn programs_are_refused_where_they_are_not_and_where_none_is_for_a_task() {
        let made = make(1, 8, 40);
        let puzzles = Puzzles { tasks: made.tasks, hash: ContentHash::of(b"") };
        assert!(puzzles.programs_of(Path::new("/nowhere")).unwrap_err().starts_with("/nowhere: "));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("all.programs");
        std::fs::write(&file, "def solve_other(I):\n    O = rot90(I)\n    return O\n").unwrap();
        let told = puzzles.programs_of(&file).unwrap_err();
        assert!(told.contains("of 1 programs and 0 wrong lines none is for a training task"), "{told}");
        std::fs::write(&file, made.programs.join("\n")).unwrap();
        assert_eq!(puzzles.programs_of(&file).unwrap().iter().len(), 8);
    }
}
