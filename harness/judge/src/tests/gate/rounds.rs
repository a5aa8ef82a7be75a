//! Which series go on, and which may stop.

use model::{Failure, Happened, Name, Side};

use super::fixture::Gate;

fn wanted(gate: &Gate, rounds: u32) -> Vec<String> {
    gate.undecided(rounds).into_iter().map(|name: Name| name.as_str().to_owned()).collect()
}

#[test]
fn everything_that_is_gated_needs_rounds_at_first_and_nothing_after_the_last_look() {
    assert_eq!(wanted(&Gate::sound(0), 0), ["base", "fast"]);
    assert!(wanted(&Gate::slower(1.03, 40), 40).is_empty());
}

#[test]
fn what_is_decided_stops_and_what_is_near_its_margin_goes_on() {
    let near = Gate::new().takes("base", 100.0, 1.03, 20).takes("fast", 40.0, 1.3, 20);
    assert_eq!(wanted(&near, 20), ["base"]);
}

#[test]
fn memory_that_is_undecided_needs_rounds_too() {
    let gate = Gate::slower(1.3, 20).takes("base", 100.0, 1.3, 20);
    assert!(!wanted(&gate, 20).contains(&"fast".to_owned()));
    let gate = gate.memory("fast", [100.0, 105.0], 0.03, 20);
    assert!(wanted(&gate, 20).contains(&"fast".to_owned()));
}

#[test]
fn a_wrong_answer_or_a_crash_needs_no_more_rounds() {
    assert_eq!(wanted(&Gate::sound(0).checked(&[Side::Head], "fast", 9.0), 0), ["base"]);
    let crashed = Gate::sound(0).happened(Side::Head, Some("fast"), Happened::Failed(Failure::Signal(11)));
    assert_eq!(wanted(&crashed, 0), ["base"]);
}

#[test]
fn a_workload_whose_input_changed_needs_none() {
    let gate = Gate::sound(0).digests(Side::Base, "a").digests(Side::Head, "b");
    assert!(wanted(&gate, 0).is_empty());
}
