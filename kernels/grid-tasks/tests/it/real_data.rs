//! What is known of the real data, where a path to it is given.

use std::{env, io::Write, path::PathBuf};

use grid_batch::GridBatch;
use grid_language::{Masks, Sets, form::Form};
use grid_tasks::{Collection, Listings, Rules, Solved, Table, Tasks, Threads, Totals, solve, validate};

use crate::read;

/// The path that a variable names, or a line that says what was skipped. It is written to standard error itself, since what
/// `eprintln!` says in a test that passes is swallowed.
fn given(variable: &str, what: &str) -> Option<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        let told = format!("skipped: {what} ({variable} is not set)\n");
        std::io::stderr().write_all(told.as_bytes()).unwrap();
    }
    path
}

#[test]
fn the_real_training_tasks_have_the_known_totals() {
    let Some(path) = given("TOUCHSTONE_ARC_DATA", "totals of the real training tasks") else { return };
    let reading = read(&path);
    assert_eq!(reading.faults, []);
    Totals::of(&reading.tasks, Collection::Training).known().unwrap();
}

/// What the reference language itself gets right, which is not all: one program is wrong in two pairs.
#[test]
fn the_real_programs_solve_as_many_tasks_as_the_reference_language() {
    const WHAT: &str = "the programs of the reference language on the real tasks";
    let Some(data) = given("TOUCHSTONE_ARC_DATA", WHAT) else { return };
    let Some(programs) = given("TOUCHSTONE_ARC_PROGRAMS", WHAT) else { return };
    let tasks = read(&data).tasks;
    assert_eq!(correct::<Sets>(&tasks, &Listings::open(&programs).unwrap()), (399, 1716));
    assert_eq!(correct::<Masks>(&tasks, &Listings::open(&programs).unwrap()), (399, 1716));
}

fn correct<F: Form>(tasks: &Tasks, listings: &Listings) -> (usize, usize) {
    let programs = listings.parse();
    let training =
        tasks.tasks().iter().enumerate().filter(|(_, task)| task.collection == Collection::Training);
    let order: Vec<usize> = training.map(|(number, _)| number).collect();
    let solved: Solved<GridBatch> = solve::<F, _>(tasks, &programs, Rules::default(), &order, Threads::Pool);
    let table = Table::of(tasks, &solved, &validate(tasks, &solved), &[], &programs);
    (table.tasks_correct(), table.pairs_correct())
}
