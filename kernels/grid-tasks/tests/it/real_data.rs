//! What is known of the real data, where a path to it is given.

use std::{collections::BTreeSet, env, io::Write, path::PathBuf};

use grid_batch::GridBatch;
use grid_language::{Board, MaskObjects, Masks, Sets, agree, form::Form};
use grid_objects::{Method, Mode, TieRule};
use grid_tasks::{
    Collection, Listings, Outcome, Programs, Rules, Solved, Table, Tasks, Threads, Totals, solve, validate,
};

use crate::read;

const DATA: &str = "TOUCHSTONE_ARC_DATA";
const PROGRAMS: &str = "TOUCHSTONE_ARC_PROGRAMS";

/// Tasks and pairs that come out right, by what the names of the programs begin with: those of the reference language's own solvers, of
/// which one is wrong in two pairs.
const KNOWN: [(&str, (usize, usize)); 1] = [("solve", (399, 1716))];

/// Written to standard error itself, since what `eprintln!` says in a test that passes is swallowed.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// The path that a variable names, or a line that says what was skipped.
fn given(variable: &str, what: &str) -> Option<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        say(&format!("skipped: {what} ({variable} is not set)"));
    }
    path
}

/// The real tasks, the numbers of those for training, and the programs.
fn given_both(what: &str) -> Option<(Tasks, Vec<usize>, Programs)> {
    let (data, programs) = (given(DATA, what)?, given(PROGRAMS, what)?);
    let tasks = read(&data).tasks;
    let is_training = |number: &usize| tasks.tasks()[*number].collection == Collection::Training;
    let order = (0..tasks.tasks().len()).filter(is_training).collect();
    Some((tasks, order, Listings::open(&programs).unwrap().parse()))
}

#[test]
fn the_real_training_tasks_have_the_known_totals() {
    let Some(path) = given(DATA, "totals of the real training tasks") else { return };
    let reading = read(&path);
    assert_eq!(reading.faults, []);
    Totals::of(&reading.tasks, Collection::Training).known().unwrap();
}

#[test]
fn every_labeller_finds_the_known_objects_in_the_real_training_inputs() {
    let Some(path) = given(DATA, "objects of the real training inputs") else { return };
    let tasks = read(&path).tasks;
    let mut inputs = GridBatch::default();
    for task in tasks.tasks().iter().filter(|task| task.collection == Collection::Training) {
        task.pairs.clone().for_each(|pair| inputs.push(tasks.inputs().get(pair)));
    }
    for (mode, known) in [(Mode::of(true, false, true), 23_301), (Mode::of(true, false, false), 31_093)] {
        for ties in [TieRule::Lowest, TieRule::Cpython] {
            for method in Method::ALL {
                let labels = grid_objects::label(&inputs, mode, ties, method);
                let objects: u64 = labels.counts.iter().map(|&count| u64::from(count)).sum();
                assert_eq!(objects, known, "{mode}, {ties:?}, {method:?}");
            }
        }
    }
}

/// All results of one form; what is not right is told line by line.
fn results<F: Form>(tasks: &Tasks, order: &[usize], programs: &Programs) -> Table {
    let solved: Solved<GridBatch> = solve::<F, _>(tasks, programs, Rules::default(), order, Threads::Pool);
    let mut table = Table::of(tasks, &solved, &validate(tasks, &solved), &[], programs);
    say(&format!(
        "{}: {} tasks and {} pairs correct, of {} and {}",
        F::NAME,
        table.tasks_correct(),
        table.pairs_correct(),
        order.len(),
        table.rows.len()
    ));
    for row in &mut table.rows {
        let task = &tasks.tasks()[row.task as usize];
        let (part, pair) = task.place(task.pairs.start + row.pair as usize);
        match &row.outcome {
            Outcome::Correct => {}
            Outcome::Wrong => say(&format!("  task {}, {part} pair {pair}: another answer", task.id)),
            Outcome::Failed(told) => say(&format!("  task {}, {part} pair {pair}: {told}", task.id)),
        }
        row.nanoseconds = 0;
    }
    table
}

#[test]
fn the_real_programs_solve_as_many_tasks_as_the_reference_language_in_every_form() {
    let Some((tasks, order, programs)) = given_both("the user's programs on the real tasks") else { return };
    programs.warning().iter().for_each(|warning| say(warning));
    let sets = results::<Sets>(&tasks, &order, &programs);
    assert_eq!(results::<MaskObjects>(&tasks, &order, &programs), sets);
    assert_eq!(results::<Masks>(&tasks, &order, &programs), sets);
    let prefix = |name: &str| name.rsplit_once('_').map_or("", |(prefix, _)| prefix).to_owned();
    let prefixes: BTreeSet<String> = programs.iter().map(|program| prefix(program.name())).collect();
    for (_, known) in KNOWN.into_iter().filter(|(known, _)| prefixes.iter().eq([known])) {
        assert_eq!((sets.tasks_correct(), sets.pairs_correct()), known);
    }
}

#[test]
fn every_form_has_the_same_value_in_every_line_of_the_real_programs() {
    let Some((tasks, order, programs)) = given_both("the user's programs line by line") else { return };
    let Rules { limits, ties } = Rules::default();
    for task in order.into_iter().map(|number| &tasks.tasks()[number]) {
        let Ok(program) = programs.of(&task.id) else { continue };
        for input in task.pairs.clone().map(|pair| Board::from(tasks.inputs().get(pair))) {
            assert_eq!(agree(program, &input, limits, ties), Ok(()));
        }
    }
}
