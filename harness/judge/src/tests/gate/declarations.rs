//! What both sides declare: what is compared, what is not, and what was made easier.

use model::{Condition, Declaration, Expectation, Quantity, Role, Side, Target, Threads};

use super::{check, check_time, fixture::Gate, said};
use crate::{
    gate::{comparable, gated},
    tests::fixture::{ON, at_least, name, ratio},
};

/// What changing the head makes of an unchanged base.
fn notes(change: impl Fn(&mut Declaration)) -> Vec<String> {
    let mut gate = Gate::sound(40);
    change(&mut gate.head);
    let found = comparable(&gate.base, &gate.head).not_compared;
    found
        .iter()
        .map(|left| {
            let what = left.workload.as_ref().or(left.variant.as_ref()).unwrap();
            format!("{what}: {}", left.why)
        })
        .collect()
}

#[test]
fn what_changed_or_is_on_one_side_only_is_named_and_not_compared() {
    assert!(notes(|_| {}).is_empty());
    let of = |place: usize| move |head: &mut Declaration| head.variants[place].threads = Threads::Exactly(2);
    assert_eq!(notes(of(1)), ["fast: changed: its threads"]);
    assert_eq!(notes(|head| head.variants[1].role = Role::Control), ["fast: changed: its role"]);
    assert_eq!(notes(|head| head.workloads[1].size = Some(3.0)), ["small: changed: its size"]);
    assert_eq!(
        notes(|head| {
            head.workloads[1].made_from = Some("9 rows".to_owned());
            head.workloads[1].reference = name("fast");
        }),
        ["small: changed: what it is made from, its reference"]
    );
    assert_eq!(
        notes(|head| head.variants[1].name = name("faster")),
        ["fast: it is in the base only", "faster: it is in the head only"]
    );
    assert_eq!(
        notes(|head| head.workloads[0].name = name("tiny")),
        ["smoke: it is in the base only", "tiny: it is in the head only"]
    );
}

#[test]
fn what_is_not_compared_has_a_row_and_no_time() {
    let mut gate = Gate::slower(1.1, 40);
    gate.head.variants[1].threads = Threads::Exactly(2);
    check(&gate, "fast", &Quantity::Declaration, "no baseline: changed: its threads");
    let times: Vec<_> = gate.rows().into_iter().filter(|row| row.quantity == Quantity::Time).collect();
    assert_eq!(times.len(), 1, "only the baseline is compared: {times:?}");
}

#[test]
fn the_baseline_and_candidates_are_gated_and_controls_and_peers_are_not() {
    let gate = Gate::of(&["base", "fast", "peer", "planted"]);
    let both = comparable(&gate.base, &gate.head);
    assert_eq!(gated(&gate.head, &both, &name(ON)), [name("base"), name("fast")]);
    assert!(gated(&gate.head, &both, &name("elsewhere")).is_empty());
}

#[test]
fn another_input_is_no_baseline() {
    let gate = Gate::slower(1.1, 40).digests(Side::Base, "a").digests(Side::Head, "b");
    check(&gate, "", &Quantity::Experiment, "no baseline: its input changed");
    assert_eq!(gate.rows().len(), 1);
    check_time(&Gate::sound(40).digests(Side::Base, "a").digests(Side::Head, "a"), "ok");
    check_time(&Gate::sound(40).digests(Side::Base, "a"), "ok");
}

#[test]
fn a_workload_that_lacks_what_it_requires_is_not_compared() {
    let mut gate = Gate::sound(40);
    for declaration in [&mut gate.base, &mut gate.head] {
        declaration.workloads[1].requires.push(Condition::QuietHost);
    }
    check_time(&gate, "ok");
    gate.missing = Some("a quiet host".to_owned());
    check(&gate, "", &Quantity::Experiment, "no baseline: missing: a quiet host");
}

fn target(target: Target) -> impl Fn(&mut Declaration) {
    move |declaration| {
        let measure = ratio("fast", "base");
        let target = target.clone();
        declaration.hypotheses[0].expectations =
            vec![Expectation::Reaches { measure, workload: name(ON), target }];
    }
}

#[test]
fn what_was_loosened_is_red_and_what_changed_otherwise_is_noted() {
    let declared = |change: &dyn Fn(&mut Declaration)| {
        let mut gate = Gate::sound(40);
        change(&mut gate.head);
        said(&gate.row("", &Quantity::Declaration))
    };
    assert_eq!(
        declared(&target(at_least(1.5))),
        "regressed: made easier: `fast is faster`: target of fast over base on small was at least 2x, is at least 1.5x"
    );
    assert_eq!(
        declared(&target(at_least(2.5))),
        "no baseline: hypothesis `fast is faster` changed: its verdicts are not compared"
    );
    assert_eq!(
        declared(&|head| {
            let new = model::Hypothesis { claim: "more".to_owned(), ..head.hypotheses[0].clone() };
            head.hypotheses.push(new);
        }),
        "no baseline: hypothesis `more` is new: its verdicts are not compared"
    );
}

#[test]
fn a_wider_tolerance_or_a_check_that_is_gone_is_red() {
    let gate = |change: &dyn Fn(&mut model::Check)| {
        let mut gate = Gate::sound(40);
        gate.run
            .checks
            .iter_mut()
            .filter(|row| row.side == Side::Head)
            .for_each(|row| change(&mut row.check));
        gate.rows().iter().filter(|row| row.quantity == Quantity::Declaration).map(said).collect::<Vec<_>>()
    };
    assert_eq!(
        gate(&|check| check.tolerance = 0.75),
        ["regressed: made easier: tolerance of `km` on small: 5e-1 became 7.5e-1"]
    );
    assert_eq!(
        gate(&|check| check.name = "miles".to_owned()),
        ["regressed: made easier: check `km` on small was removed"]
    );
    assert!(gate(&|check| check.tolerance = 0.25).is_empty());
}
