//! Tasks as they are read, kept, made, solved and told of: every fast form against its plain one, and against what is known.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod bad_input;
mod bad_programs;
mod families;
mod kept;
mod layouts;
mod real_data;
mod recorded;
mod solved;

use std::{fs, path::Path};

use grid_batch::Grid;
use grid_tasks::{Collection, Made, PlainTask, Reading, Sources, Tasks, Threads};

/// Both forms of reading, which must agree on tasks and on faults, on any number of threads.
fn read(path: &Path) -> Reading<Tasks> {
    let sources = Sources::open(path, Threads::Pool).unwrap();
    let plain: Reading<Vec<PlainTask>> = grid_tasks::read_plain(&sources);
    let [one, pool] = [Threads::One, Threads::Pool].map(|threads| grid_tasks::read(&sources, threads));
    assert_eq!(one, pool);
    for threads in [Threads::One, Threads::Pool] {
        assert_eq!(grid_tasks::read_at(path, threads).unwrap(), one);
    }
    assert_eq!(one.faults, plain.faults);
    assert_eq!(one.tasks, grid_tasks::pack(&plain.tasks));
    one
}

/// Three small tasks of both collections.
fn tasks() -> Tasks {
    let grids: Vec<Grid> = [&[[1_u8, 2], [3, 4]][..], &[[5, 6]], &[[7, 8], [9, 0], [1, 1]], &[[0, 0]]]
        .map(|rows| Grid::from_rows(rows).unwrap())
        .into();
    let view = |at: usize| grids[at].view();
    let mut tasks = Tasks::default();
    tasks.push("a-b", Collection::Training, 1, [[view(0), view(1)], [view(2), view(3)]]);
    tasks.push("b", Collection::Training, 1, [[view(3), view(2)]]);
    tasks.push("a", Collection::Evaluation, 2, [[view(1), view(1)], [view(2), view(0)], [view(0), view(3)]]);
    tasks
}

/// What is made, as the plain form reads it.
fn read_plainly(made: &Made) -> Reading<Vec<PlainTask>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.json");
    fs::write(&file, grid_tasks::one_file(&made.tasks)).unwrap();
    grid_tasks::read_plain(&Sources::open(&file, Threads::One).unwrap())
}
