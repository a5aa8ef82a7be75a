//! The sources of the notebooks as what they are: Rust programs, in which a panic and a `?` do fail. The kernel lets both pass.

#![expect(clippy::print_stdout, reason = "what is printed is what a notebook shows")]

#[path = "../../notebooks/arc.rs"]
mod arc;
#[path = "../notebooks/empty-chart.rs"]
mod empty_chart;
#[path = "../../notebooks/h2.rs"]
mod h2;
#[path = "../../notebooks/lp.rs"]
mod lp;
#[path = "../notebooks/panics.rs"]
mod panics;
#[path = "../../notebooks/regression.rs"]
mod regression;
#[path = "../notebooks/swallows.rs"]
mod swallows;
#[path = "../../notebooks/00-tour.rs"]
mod tour;
#[path = "../../notebooks/your-experiment.rs"]
mod your_experiment;

use std::{
    io::{BufReader, Write},
    panic::catch_unwind,
    process::{Command, Stdio},
};

use crate::world::{project, touchstone};

/// Built: the prelude finds the command beside the program that asks.
fn with_command(notebook: fn() -> prelude::Result<()>) -> prelude::Result<()> {
    assert!(touchstone().is_file());
    notebook()
}

#[test]
fn the_tour() {
    with_command(tour::main).unwrap();
}

#[test]
fn the_plan_arc() {
    with_command(arc::main).unwrap();
}

#[test]
fn the_plan_h2() {
    with_command(h2::main).unwrap();
}

#[test]
fn the_plan_lp() {
    with_command(lp::main).unwrap();
}

#[test]
fn regression() {
    with_command(regression::main).unwrap();
}

#[test]
fn your_experiment() {
    with_command(your_experiment::main).unwrap();
}

/// What the kernel passes over is no success here; the careful one needs the real kernel's check.
#[test]
fn broken_notebooks_fail_as_programs() {
    assert!(catch_unwind(|| with_command(panics::main)).is_err());
    let swallowed = with_command(swallows::main).unwrap_err().to_string();
    assert!(swallowed.contains("there is no table `nowhere`"), "{swallowed}");
    with_command(empty_chart::main).unwrap();
}

#[test]
fn what_is_asked_is_answered_and_an_error_ends_nothing() {
    assert!(touchstone().is_file());
    let all = prelude::open().unwrap();
    let wrong = all.intervals("lp-yeras").map(|_| ()).unwrap_err().to_string();
    assert!(wrong.contains("did you mean `lp-years`?"), "{wrong}");
    let table = all.sql("SELECT 1 AS one, CAST('NaN' AS DOUBLE) AS none, 2.5 AS half").unwrap();
    assert_eq!((table.len(), table.numbers("half").unwrap()), (1, vec![2.5]));
    assert!(table.numbers("none").unwrap()[0].is_nan());
    let narrow = table.columns(&["half", "one"]).unwrap();
    drop(table);
    assert_eq!(narrow.texts("one").unwrap(), ["1"], "a table of its own");
    let head = all.head().unwrap();
    assert_eq!(all.base().unwrap(), head);
    drop(all);
    assert!(narrow.to_string().contains("2.5"), "a table outlives what it was asked of");
}

/// Whoever types into it is told, instead of waiting for ever.
#[test]
fn what_is_no_question_ends_the_answering_with_the_reason() {
    let mut answering = Command::new(touchstone())
        .args(["notebook", "--answer"])
        .current_dir(project())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut answers = BufReader::new(answering.stdout.take().unwrap());
    let mut asks = answering.stdin.take().unwrap();
    let greeting = wire::receive(&mut answers).unwrap().unwrap();
    assert_eq!(greeting[..2], [wire::OK, wire::VERSION]);
    wire::send(&mut asks, &["dance"]).unwrap();
    assert_eq!(
        wire::receive(&mut answers).unwrap().unwrap(),
        [wire::ERROR, "`dance` is nothing that can be asked"]
    );
    asks.write_all(b"hello\n").unwrap();
    assert_eq!(wire::receive(&mut answers).unwrap(), None);
    let ended = answering.wait_with_output().unwrap();
    assert!(!ended.status.success());
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(said.contains("this is no message between a notebook and its command"), "{said}");
}
