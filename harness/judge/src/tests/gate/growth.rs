//! How the time grows with the size.

use model::Quantity;

use super::{RED, check, fixture::Gate};
use crate::tests::fixture::ON;

/// `fast` takes ten times as long on ten times the size, and so many times as long on the head.
fn grown([small, large]: [f64; 2]) -> Gate {
    Gate::new()
        .sized(ON, 100.0)
        .sized("big", 1000.0)
        .takes_on(ON, "fast", 40.0, small, 40)
        .takes_on("big", "fast", 400.0, large, 40)
}

#[test]
fn a_head_that_grows_faster_is_red_and_says_how() {
    let gate = grown([1.0, 10.0]);
    check(&gate, "fast", &Quantity::Growth, RED);
    let row = gate.row("fast", &Quantity::Growth);
    assert!((row.base.unwrap() - 1.0).abs() < 0.02 && (row.head.unwrap() - 2.0).abs() < 0.02, "{row:?}");
    assert!((row.ratio.unwrap() - 1.0).abs() < 0.02 && row.lower.unwrap() > 0.9);
    assert_eq!((row.margin, row.workload), (Some(0.15), None));
}

#[test]
fn a_head_that_is_slower_at_every_size_alike_does_not_grow_faster() {
    check(&grown([3.0, 3.0]), "fast", &Quantity::Growth, "ok");
    check(&grown([1.0, 0.3]), "fast", &Quantity::Growth, "ok");
}

#[test]
fn undecided_growth_has_no_row() {
    let near = grown([1.0, 10_f64.powf(0.15)]);
    assert!(near.rows().iter().all(|row| row.quantity != Quantity::Growth));
}

#[test]
fn one_size_does_not_grow() {
    let one = Gate::sound(40).sized(ON, 100.0);
    assert!(one.rows().iter().all(|row| row.quantity != Quantity::Growth));
}

#[test]
fn its_bounds_are_the_outer_ones_of_both_sizes() {
    let gate = grown([1.0, 10.0]);
    let time = |on: &str| {
        let is_it = |row: &model::OutcomeRow| {
            row.quantity == Quantity::Time && row.workload.as_ref().is_some_and(|of| of.as_str() == on)
        };
        gate.rows().into_iter().find(|row| is_it(row) && row.rounds > 0).unwrap()
    };
    let (small, large) = (time(ON), time("big"));
    let outer = |large: Option<f64>, small: Option<f64>| (large.unwrap() / small.unwrap()).log10();
    let row = gate.row("fast", &Quantity::Growth);
    assert!((row.lower.unwrap() - outer(large.lower, small.upper)).abs() < 1e-9, "{row:?}");
    assert!((row.upper.unwrap() - outer(large.upper, small.lower)).abs() < 1e-9, "{row:?}");
}
