//! What is known of the real data, where a path to it is given.

use std::{env, io::Write, path::PathBuf};

use grid_tasks::{Collection, Totals};

use crate::read;

/// The path that a variable names, or a line that says what was skipped. It is written to standard error itself, since what
/// `eprintln!` says in a test that passes is swallowed.
pub(crate) fn given(variable: &str, what: &str) -> Option<PathBuf> {
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
