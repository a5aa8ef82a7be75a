//! Targets that moved after a result was known.

use model::{Condition, Declaration, Prediction, RunRecord};

use super::said;
use crate::{
    audit::{Known, moved},
    tests::fixture::{Fixture, at_most, name, peak, speedup},
};

/// `fast` over `base` was asked to be 3x, and a run came out at 2.5x.
fn missed() -> Fixture {
    Fixture::new(speedup("fast", "base", 3.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10)
}

fn known(run: &RunRecord) -> Known {
    Known {
        run: "run-1".to_owned(),
        commit: Some("0123456789abcdef".to_owned()),
        measured_utc: "2026-01-01T00:00:00Z".to_owned(),
        experiment: name("demo"),
        declaration: run.header.experiments[0].declaration.clone(),
        verdicts: run.verdicts.clone(),
    }
}

fn after(fixture: &Fixture, change: impl FnOnce(&mut Declaration)) -> Vec<String> {
    let mut later = fixture.declaration.clone();
    change(&mut later);
    said(&moved(&known(&fixture.run()), &later))
}

fn target(number: f64) -> impl FnOnce(&mut Declaration) {
    move |declaration| declaration.hypotheses[0].expectations[0] = speedup("fast", "base", number)
}

#[test]
fn a_target_that_was_missed_and_lowered_is_damning() {
    assert_eq!(
        after(&missed(), target(2.0)),
        [
            "damning: demo, `fast is faster`: target of fast over base on small was at least 3x, is at least 2x; 2.49x, \
          refuted, was known since 2026-01-01T00:00:00Z (run run-1 at 01234567)"
        ]
    );
    let run = missed().run();
    let mut later = missed().declaration;
    target(2.0)(&mut later);
    let number = moved(&known(&run), &later)[0].number.unwrap();
    assert!((number - 2.5).abs() < 0.05, "the number is what was measured: {number}");
}

#[test]
fn a_target_that_was_raised_or_left_is_none() {
    assert_eq!(after(&missed(), target(4.0)), [""; 0]);
    assert_eq!(after(&missed(), |_| ()), [""; 0]);
}

#[test]
fn a_target_that_had_been_reached_and_was_lowered_is_notable() {
    let reached = Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10);
    let said = after(&reached, target(1.5));
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("notable: ") && said[0].contains("2.49x, confirmed,"), "{said:?}");
}

#[test]
fn before_any_result_targets_may_move() {
    let unmeasured =
        Fixture::new(speedup("fast", "base", 3.0)).left_out(Some("small"), None, "not asked for");
    assert_eq!(after(&unmeasured, target(2.0)), [""; 0]);
}

#[test]
fn what_came_out_of_another_hypothesis_is_not_held_against_this_one() {
    let mut fixture = missed();
    let mut other = fixture.declaration.hypotheses[0].clone();
    other.claim = "peers are slower".to_owned();
    other.expectations = vec![speedup("peer", "base", 2.0)];
    fixture.declaration.hypotheses.push(other);
    let fixture = fixture.left_out(None, Some("peer"), "not here");
    let lower = |d: &mut Declaration| d.hypotheses[1].expectations[0] = speedup("peer", "base", 1.0);
    assert_eq!(after(&fixture, lower), [""; 0]);
}

#[test]
fn a_hypothesis_that_was_refuted_and_is_gone_is_damning() {
    let said = after(&missed(), |d| d.hypotheses.clear());
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("damning: demo, `fast is faster`: the hypothesis was declared, is gone;"),
        "{said:?}"
    );
}

#[test]
fn a_condition_that_was_added_after_a_refutation_is_damning() {
    let said = after(&missed(), |d| d.hypotheses[0].given.push(Condition::QuietHost));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("damning: ") && said[0].contains("was not asked for, is a quiet host"),
        "{said:?}"
    );
}

#[test]
fn a_guard_that_was_missed_and_is_gone_is_damning_and_one_that_held_is_notable() {
    let with = |bound: f64| {
        Fixture::new(speedup("fast", "base", 2.0))
            .takes("base", 100.0, 10)
            .takes("fast", 40.0, 10)
            .guarded(peak("fast", None), at_most(bound))
            .reports("fast", "peak-memory", "B", &[2e6; 10])
    };
    let without_guard = |d: &mut Declaration| d.hypotheses[0].guards.clear();
    let missed = after(&with(1e6), without_guard);
    assert!(
        missed[0].starts_with("damning: ") && missed[0].contains("the guard on peak memory"),
        "{missed:?}"
    );
    let held = after(&with(3e6), without_guard);
    assert!(held[0].starts_with("notable: ") && held[0].contains("the guard on peak memory"), "{held:?}");
}

#[test]
fn a_prediction_that_changed_after_the_result_is_notable() {
    let fixture = missed().predicted(Prediction::Confirmed);
    let said = after(&fixture, |d| d.hypotheses[0].predicted = Some(Prediction::Refuted));
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("notable: "), "{said:?}");
    assert!(
        said[0].contains("was confirmed, is refuted (a prediction changed after the result)"),
        "{said:?}"
    );
}

#[test]
fn a_margin_a_control_and_a_target_that_moved_are_three_findings_the_damning_first() {
    let said = after(&missed(), |d| {
        d.margin = Some(0.2);
        d.variants.retain(|variant| variant.name.as_str() != "planted");
        target(2.0)(d);
    });
    let starts = [
        "damning: demo, `fast is faster`: target",
        "notable: demo: the regression margin was 5 %, is 20 %; a result",
    ];
    assert_eq!(said.len(), 3);
    assert!(said[0].starts_with(starts[0]) && said[1].starts_with(starts[1]), "{said:?}");
    assert!(said[2].starts_with("notable: demo: the control planted was declared, is gone"), "{said:?}");
}
