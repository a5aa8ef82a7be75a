//! Verdicts that turned from confirmed to refuted.

use model::{Outcome, Quantity, Regression, RunRecord, Side};

use super::{fixture::Gate, said};
use crate::tests::fixture::{Fixture, speedup};

/// `fast over base at least 2x`, so much slower on the head.
fn gate(by: f64) -> Gate {
    Gate::slower(by, 40)
}

fn turned(gate: &Gate) -> Vec<String> {
    let is_verdict = |row: &&model::OutcomeRow| matches!(row.quantity, Quantity::Verdict(_));
    gate.rows().iter().filter(is_verdict).map(said).collect()
}

const NOW: &str =
    "regressed: was confirmed and is refuted: fast over base on small at least 2x: short of the target";

#[test]
fn what_the_base_confirms_and_the_head_refutes_is_red() {
    assert_eq!(turned(&gate(1.5)), [NOW]);
    assert!(turned(&gate(1.0)).is_empty());
    assert!(turned(&gate(1.25)).is_empty(), "what the head leaves open has not turned");
    let row = gate(1.5).row("fast", &Quantity::Verdict("fast is faster".to_owned()));
    assert!(row.base.unwrap() > 2.0 && row.head.unwrap() < 2.0 && row.upper.unwrap() < 2.0, "{row:?}");
}

#[test]
fn what_both_refute_has_not_turned() {
    let mut both = gate(1.0);
    for declaration in [&mut both.base, &mut both.head] {
        declaration.hypotheses[0].expectations = vec![speedup("fast", "base", 4.0)];
    }
    assert!(turned(&both).is_empty());
}

fn accepted(class: &str) -> RunRecord {
    let fixture = Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10);
    let mut run = fixture.run();
    run.machine.class = class.to_owned();
    run
}

/// The base leaves it open at 1.98x, the head refutes it.
fn open_on_the_base() -> Gate {
    let mut gate = Gate::new().takes("base", 100.0, 1.0, 40).takes("fast", 50.0, 1.5, 40);
    gate.run.machine.class = "here".to_owned();
    gate
}

#[test]
fn what_the_accepted_run_confirmed_is_suspect_where_the_base_is_undecided() {
    let mut gate = open_on_the_base();
    assert!(turned(&gate).is_empty());
    gate.accepted = Some(accepted("here"));
    let [suspect] = turned(&gate).try_into().unwrap();
    assert!(suspect.contains("suspect: confirmed in the accepted run, undecided for the base"), "{suspect}");
    gate.accepted = Some(accepted("elsewhere"));
    assert!(turned(&gate).is_empty(), "another machine confirmed it");
    let mut never = accepted("here");
    never.verdicts[0].target = "at least 3x".to_owned();
    gate.accepted = Some(never);
    assert!(turned(&gate).is_empty(), "another target was confirmed");
}

#[test]
fn what_was_not_measured_on_both_sides_or_changed_is_left_out() {
    let mut unmeasured = gate(1.5);
    unmeasured.run.samples.retain(|row| row.side != Side::Base || row.variant.as_str() != "base");
    assert!(turned(&unmeasured).is_empty());
    let mut changed = gate(1.5);
    changed.head.hypotheses[0].expectations = vec![speedup("fast", "base", 2.1)];
    assert!(turned(&changed).is_empty());
}

#[test]
fn a_missed_guard_turns_a_verdict() {
    use crate::tests::fixture::{at_most, peak};
    let mut gate = gate(1.0).memory("fast", [10.0, 30.0], 0.001, 40);
    for declaration in [&mut gate.base, &mut gate.head] {
        declaration.hypotheses[0].guards = vec![model::Guard {
            measure: peak("fast", None),
            workload: None,
            target: at_most(20.0 * 1_048_576.0),
        }];
    }
    let row = gate.row("fast", &Quantity::Verdict("fast is faster".to_owned()));
    let Outcome::Regressed(Regression::NowRefuted(why)) = &row.outcome else { panic!("{row:?}") };
    assert!(why.contains("guard missed: peak memory of fast 30.1 MiB, at most 20"), "{why}");
}
