//! The weaker test: a run against an accepted run of another day.

use model::{RunRecord, Side};
use stats::Looks;

use super::{RED, fixture::Gate, said};
use crate::{
    gate::{WEAKER_TEST, against_accepted},
    tests::fixture::name,
};

/// A plain run: its head alone.
fn plain(gate: &Gate) -> RunRecord {
    let mut run = gate.run.clone();
    run.samples.retain(|row| row.side == Side::Head);
    run.checks.retain(|row| row.side == Side::Head);
    run.header.experiments[0].declaration = gate.head.clone();
    run
}

fn compared(accepted: &RunRecord, head: &RunRecord) -> Vec<String> {
    let rows = against_accepted(&name("demo"), accepted, head, None, &Looks::standard(), 2);
    rows.iter().filter(|row| row.variant.as_ref() != Some(&name("base"))).map(said).collect()
}

#[test]
fn the_same_is_ok_and_only_three_margins_more_are_red() {
    let accepted = plain(&Gate::sound(20));
    assert_eq!(compared(&accepted, &plain(&Gate::sound(20))), ["ok"]);
    assert_eq!(compared(&accepted, &plain(&Gate::slower(1.05, 20))), ["ok"]);
    assert_eq!(compared(&accepted, &plain(&Gate::slower(1.2, 20))), [RED]);
    assert_eq!(compared(&accepted, &plain(&Gate::slower(0.7, 20))), ["improved"]);
    let near = "inconclusive: the margin lies inside the interval";
    assert_eq!(compared(&accepted, &plain(&Gate::slower(1.09, 20))), [near]);
}

#[test]
fn it_says_what_it_was_held_against() {
    let (accepted, head) = (plain(&Gate::sound(20)), plain(&Gate::slower(1.2, 20)));
    let rows = against_accepted(&name("demo"), &accepted, &head, None, &Looks::standard(), 1);
    let row = rows.iter().find(|row| row.variant == Some(name("fast"))).unwrap();
    assert_eq!((row.margin, row.resolves, row.rounds), (Some(0.09), None, 20));
    assert!((row.ratio.unwrap() - 1.2).abs() < 0.03 && (row.base.unwrap() - 0.04).abs() < 0.001, "{row:?}");
}

#[test]
fn another_class_or_experiment_is_no_baseline() {
    let head = plain(&Gate::sound(20));
    let mut elsewhere = plain(&Gate::sound(20));
    elsewhere.machine.class = "elsewhere".to_owned();
    let why = "no baseline: the accepted run is of hardware class elsewhere, this is ";
    assert_eq!(compared(&elsewhere, &head), [format!("{why} ({WEAKER_TEST})")]);
    let mut without = plain(&Gate::sound(20));
    without.header.experiments.clear();
    let why = "no baseline: the accepted run run does not hold it";
    assert_eq!(compared(&without, &head), [format!("{why} ({WEAKER_TEST})")]);
}

#[test]
fn another_input_is_no_baseline_and_an_unknown_one_is() {
    let accepted = plain(&Gate::sound(20).digests(Side::Head, "a"));
    let other = plain(&Gate::sound(20).digests(Side::Head, "b"));
    assert_eq!(compared(&accepted, &other), ["no baseline: its input changed"]);
    assert_eq!(compared(&accepted, &plain(&Gate::sound(20))), ["ok"]);
}

#[test]
fn a_wrong_answer_has_no_speed_here_either() {
    let wrong = plain(&Gate::sound(20).checked(&[Side::Head], "fast", 9.0));
    let said = compared(&plain(&Gate::sound(20)), &wrong);
    assert_eq!(said, ["regressed: wrong answer: km: error 9.000e0, allowed 5.000e-1"]);
}
