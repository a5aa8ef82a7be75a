//! What the runner must go on measuring.

use model::{Doubt, Level, Target};

use super::{
    fixture::{Fixture, accurate, at_least, at_most, name, peak, ratio, reaches, speedup},
    sound,
};

fn alone(fixture: &Fixture) -> Vec<String> {
    fixture.undecided().alone.iter().map(ToString::to_string).collect()
}

fn near() -> Fixture {
    Fixture::new(speedup("fast", "base", 2.5)).takes("base", 100.0, 10).takes("fast", 40.0, 10)
}

#[test]
fn an_undecided_expectation_needs_both_of_its_sides() {
    assert_eq!(alone(&near()), ["base", "fast"]);
    assert_eq!(
        alone(&Fixture::new(speedup("fast", "base", 2.0))),
        ["base", "fast"],
        "before the first round"
    );
}

#[test]
fn what_is_decided_or_hopeless_needs_nothing() {
    assert!(alone(&sound()).is_empty());
    assert!(alone(&near().crashes("fast")).is_empty());
    assert!(alone(&near().checked("fast", 9.0)).is_empty());
    assert!(alone(&near().cannot_run("fast", "no")).is_empty());
    assert!(alone(&near().ended_early(Doubt::BudgetSpent)).is_empty());
    assert!(alone(&Fixture::new(accurate("fast"))).is_empty());
    assert!(alone(&sound().guarded(peak("fast", None), at_most(1.0))).is_empty(), "its metric will not come");
}

#[test]
fn a_series_that_another_expectation_still_needs_goes_on() {
    let mut fixture = sound().takes("peer", 100.0, 10);
    fixture.hypothesis().expectations.push(speedup("peer", "base", 1.0));
    assert_eq!(alone(&fixture), ["base", "peer"]);
}

#[test]
fn a_disturbed_host_is_a_reason_to_go_on() {
    assert_eq!(alone(&sound().disturbed(10, &[0, 1, 2, 3])), ["base", "fast"]);
}

#[test]
fn an_undecided_guard_needs_its_variants_too() {
    let fixture = sound().guarded(ratio("fast", "peer"), at_least(1.0)).takes("peer", 40.0, 10);
    assert_eq!(alone(&fixture), ["base", "fast", "peer"]);
}

#[test]
fn a_share_of_the_ceiling_needs_copies() {
    let target = Target::AtLeast(Level::ShareOfCeiling(0.8));
    let fixture = Fixture::new(reaches(ratio("fast-threads", "base"), target));
    assert!(fixture.undecided().together.contains(&name("base")), "from the first round on");
    let fixture =
        fixture.takes("base", 100.0, 10).takes("fast-threads", 62.5, 10).copies("base", &[200.0; 4], 10);
    assert_eq!(alone(&fixture), ["base", "fast-threads"]);
    assert_eq!(fixture.undecided().together.into_iter().collect::<Vec<_>>(), [name("base")]);
    assert!(near().undecided().together.is_empty());
}

#[test]
fn what_is_refuted_or_was_never_reported_needs_nothing() {
    let refuted = Fixture::new(speedup("fast", "base", 9.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10);
    assert!(alone(&refuted).is_empty());
    assert!(alone(&Fixture::new(reaches(peak("fast", None), at_most(1.0)))).is_empty());
}

#[test]
fn a_guard_on_this_workload_needs_its_variants_for_an_expectation_on_another() {
    let mut fixture = sound().guarded(ratio("fast", "peer"), at_least(1.0)).takes("peer", 40.0, 10);
    // Everything so far happened on `small`; the expectation moves to `smoke`, with the same samples there.
    let moved: Vec<_> = fixture.samples.clone();
    fixture.samples.extend(moved.into_iter().map(|mut row| {
        row.workload = name("smoke");
        row
    }));
    let checks: Vec<_> = fixture.checks.clone();
    fixture.checks.extend(checks.into_iter().map(|mut row| {
        row.workload = name("smoke");
        row
    }));
    fixture.hypothesis().guards[0].workload = Some(name("small"));
    if let model::Expectation::Reaches { workload, .. } = &mut fixture.hypothesis().expectations[0] {
        *workload = name("smoke");
    }
    assert_eq!(alone(&fixture), ["fast", "peer"], "the guard's, not the expectation's");
}
