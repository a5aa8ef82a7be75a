//! Many series at once: how often identical code is red, and how often a slowdown is seen.

use model::{OutcomeRow, Quantity, Side};

use super::fixture::{Gate, SIDES, noise};
use crate::{
    gate::{Margin, Weighed, decide, is_red},
    tests::fixture::name,
};

const SERIES: usize = 20;

/// One series of a gate as it would be measured: it stops at the first look that decides it.
fn measured(seed: &str, by: f64) -> Vec<Weighed> {
    let mut gate = Gate::of(&["base"]);
    gate.family = SERIES;
    for round in 0..40 {
        for side in SIDES {
            let slow = if side == Side::Head { by } else { 1.0 };
            let noise = noise(&format!("{seed} {}", side.as_str()), round);
            gate.sample(side, "base", round, 40.0 * slow * (0.02 * noise).exp());
        }
        if [10, 20].contains(&(round + 1)) && gate.undecided(round + 1).is_empty() {
            break;
        }
    }
    let mut all = gate.weighed();
    for weighed in &mut all {
        weighed.row.experiment = name("demo");
    }
    all
}

fn family(seed: u32, slow: usize) -> Vec<OutcomeRow> {
    let one = |series: usize| {
        let by = if series < slow { 1.1 } else { 1.0 };
        measured(&format!("{seed} of {series}"), by)
    };
    decide((0..SERIES).flat_map(one).collect(), SERIES)
}

#[test]
fn identical_code_is_red_in_less_than_one_family_of_a_hundred() {
    let red = (0..150).filter(|seed| family(*seed, 0).iter().any(is_red)).count();
    assert!(red <= 1, "{red} of 150");
}

#[test]
fn a_slowdown_of_a_tenth_is_seen_through_two_percent_of_noise_and_alone() {
    let (mut seen, mut false_alarms) = (0, 0);
    for seed in 0..40 {
        let rows = family(1000 + seed, 1);
        seen += u32::from(is_red(&rows[0]));
        false_alarms += rows[1..].iter().filter(|row| is_red(row)).count();
    }
    assert!(seen >= 38 && false_alarms == 0, "{seen} of 40 seen, {false_alarms} false alarms");
}

/// Sides that are swapped turn the sign of every difference: of identical code neither side may be favoured.
#[test]
fn swapped_labels_of_identical_code_give_as_many_reds_and_no_more() {
    let reds = |swap: bool| {
        let mut red = 0;
        for seed in 0..200 {
            let mut gate = Gate::of(&["base"]).takes("base", 40.0, 1.0, 0);
            gate.family = 1;
            gate.margin = Some(1e-9);
            for round in 0..20 {
                for side in SIDES {
                    let noise = noise(&format!("{seed} {}", side.as_str()), round);
                    let side = match (swap, side) {
                        (true, Side::Base) => Side::Head,
                        (true, Side::Head) => Side::Base,
                        (_, side) => side,
                    };
                    gate.sample(side, "base", round, 40.0 * (0.02 * noise).exp());
                }
            }
            red += gate.rows().iter().filter(|row| is_red(row)).count();
        }
        red
    };
    let (one, other) = (reds(false), reds(true));
    assert!(one <= 3 && other <= 3, "{one} and {other} of 200");
}

#[test]
fn the_order_of_rows_is_no_matter() {
    let gate =
        || Gate::slower(1.1, 40).memory("fast", [10.0, 20.0], 0.01, 40).counts("base", "passes", 1.0, 2.0);
    let mut turned = gate();
    turned.run.samples.reverse();
    turned.run.metrics.reverse();
    turned.run.checks.reverse();
    assert_eq!(gate().rows(), turned.rows());
    let mut weighed = gate().weighed();
    weighed.reverse();
    let mut rows = decide(weighed, 0);
    rows.reverse();
    assert_eq!(rows, gate().rows());
}

#[test]
fn one_red_of_many_must_be_clearer_than_one_alone() {
    // 2^-10 at the look of 10 rounds: red alone, not as one of twenty that are all as they were.
    let alone = Gate::of(&["base"]).takes("base", 40.0, 1.2, 10).weighed();
    assert!(is_red(&decide(alone.clone(), 0)[0]));
    let others = (0..SERIES).flat_map(|series| measured(&format!("other {series}"), 1.0));
    assert!(!is_red(&decide(alone.clone(), SERIES)[0]), "series that were never reached are members too");
    let others_too = alone.into_iter().chain(others).collect();
    assert!(!is_red(&decide(others_too, 0)[0]));
}

#[test]
fn every_series_is_a_member_of_the_family_by_its_time_and_by_its_memory() {
    let gate = Gate::slower(1.1, 40).memory("fast", [10.0, 20.0], 0.01, 40);
    let members: Vec<Quantity> = gate
        .weighed()
        .into_iter()
        .filter(|weighed| weighed.evidence.is_some())
        .map(|weighed| weighed.row.quantity)
        .collect();
    assert_eq!(members, [Quantity::Time, Quantity::Time, Quantity::PeakMemory]);
}

#[test]
fn a_margin_is_a_share_above_nothing_and_below_all() {
    assert_eq!(Margin::new(0.05).unwrap().share(), 0.05);
    for bad in [0.0, -0.05, 1.0, 5.0, f64::NAN, f64::INFINITY] {
        let error = Margin::new(bad).unwrap_err().to_string();
        assert!(error.contains(&format!("{bad} is not a margin")), "{error}");
    }
}
