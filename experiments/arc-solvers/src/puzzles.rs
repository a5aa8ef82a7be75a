//! The puzzles and the programs that a user has. Nothing of either is ours, so nothing is known of them before they run, except how many
//! there are.

use std::{
    env,
    io::{Write, stderr},
    path::{Path, PathBuf},
};

use grid_tasks::{Collection, Listings, Sources, Tasks, Threads, Totals};

use crate::load::{Known, Solvable};

/// Names the file or the folder that the puzzles are in.
pub(crate) const DATA: &str = "TOUCHSTONE_ARC_DATA";
/// Names the file or the folder that the programs are in.
pub(crate) const PROGRAMS: &str = "TOUCHSTONE_ARC_PROGRAMS";

/// From where the environment says.
pub(crate) fn read() -> Result<Solvable, String> {
    let path = |variable: &str| {
        env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set"))
    };
    of(&path(DATA)?, &path(PROGRAMS)?)
}

pub(crate) fn of(data: &Path, programs: &Path) -> Result<Solvable, String> {
    let sources = Sources::open(data, Threads::Pool).map_err(|error| error.to_string())?;
    let reading = grid_tasks::read(&sources, Threads::Pool);
    if let Some(fault) = reading.faults.first() {
        return Err(format!("{fault} ({} faults in all)", reading.faults.len()));
    }
    let tasks = reading.tasks;
    Totals::of(&tasks, Collection::Training).known().map_err(|edition| edition.to_string())?;
    let listings = Listings::open(programs).map_err(|error| format!("{}: {error}", programs.display()))?;
    let programs = listings.parse();
    let order = of_training(&tasks);
    if !order.iter().any(|&task| programs.of(&tasks.tasks()[task].id).is_ok()) {
        return Err(format!(
            "{PROGRAMS}: of {} programs and {} wrong lines none is for a training task: the name of a program ends in `_` and \
             the name of its task",
            programs.iter().len(),
            programs.refused().len()
        ));
    }
    if let Some(warning) = programs.warning() {
        // Where nobody can read it, the metric `programs.wrong-lines` still has the number.
        let _ = writeln!(stderr(), "{warning}");
    }
    Ok(Solvable { tasks, programs, order, answers: Known::Nothing })
}

fn of_training(tasks: &Tasks) -> Vec<usize> {
    let each = tasks.tasks().iter().enumerate();
    each.filter(|(_, task)| task.collection == Collection::Training).map(|(number, _)| number).collect()
}
