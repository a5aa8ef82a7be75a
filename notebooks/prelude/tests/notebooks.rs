//! The sources of the notebooks as what they are: Rust programs, in which a panic and a `?` do fail. The kernel lets both pass.

#![expect(clippy::print_stdout, reason = "what is printed is what a notebook shows")]

#[path = "../../../tests/notebooks/empty-chart.rs"]
mod empty_chart;
#[path = "../../lp.rs"]
mod lp;
#[path = "../../../tests/notebooks/panics.rs"]
mod panics;
#[path = "../../regression.rs"]
mod regression;
#[path = "../../../tests/notebooks/swallows.rs"]
mod swallows;
#[path = "../../00-tour.rs"]
mod tour;
#[path = "../../your-experiment.rs"]
mod your_experiment;

use std::panic::catch_unwind;

#[test]
fn the_tour() {
    tour::main().unwrap();
}

#[test]
fn the_plan_lp() {
    lp::main().unwrap();
}

#[test]
fn regression() {
    regression::main().unwrap();
}

#[test]
fn your_experiment() {
    your_experiment::main().unwrap();
}

/// What the kernel passes over is no success here; the careful one needs the real kernel's check.
#[test]
fn broken_notebooks_fail_as_programs() {
    assert!(catch_unwind(panics::main).is_err());
    assert!(swallows::main().unwrap_err().to_string().contains("there is no table `nowhere`"));
    empty_chart::main().unwrap();
}
