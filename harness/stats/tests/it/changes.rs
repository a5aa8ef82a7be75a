//! Changes in histories, held against Apache Otava, against chance, and against histories of which everything is known.

use proptest::prelude::*;
use serde::Deserialize;
use stats::{Change, changes};

use crate::chance::Chance;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Goldens {
    made_with: serde_json::Value,
    chance: f64,
    #[serde(rename = "two_sided")]
    _two_sided: serde_json::Value,
    changes: Vec<History>,
}

#[derive(Deserialize)]
struct History {
    name: String,
    spread: f64,
    values: Vec<f64>,
    at: Vec<usize>,
}

fn goldens() -> Goldens {
    let goldens: Goldens = serde_json::from_str(include_str!("../goldens/changes.json")).unwrap();
    assert!(goldens.made_with["otava"].is_string());
    goldens
}

fn places(values: &[f64]) -> Vec<usize> {
    changes(values, 0.001).unwrap().iter().map(|change| change.at).collect()
}

#[test]
fn changes_are_where_otava_finds_them() {
    let goldens = goldens();
    let mut differ = Vec::new();
    for history in &goldens.changes {
        let found: Vec<usize> =
            changes(&history.values, goldens.chance).unwrap().iter().map(|change| change.at).collect();
        if found != history.at {
            differ.push(format!("{} at {}: {found:?}, otava {:?}", history.name, history.spread, history.at));
        }
    }
    assert!(differ.is_empty(), "{} of {}:\n{}", differ.len(), goldens.changes.len(), differ.join("\n"));
}

#[test]
fn a_clean_step_is_found_where_it_is_with_both_its_levels() {
    let values: Vec<f64> =
        (0..40).map(|i| if i < 25 { 10.0 } else { 12.0 } + f64::from(i % 3) * 0.01).collect();
    let found = changes(&values, 0.001).unwrap();
    assert_eq!(found.len(), 1);
    let Change { at, chance, before, after } = found[0];
    assert_eq!(at, 25);
    assert!(chance < 1e-30 && (before - 10.01).abs() < 0.01 && (after - 12.01).abs() < 0.01, "{found:?}");
}

#[test]
fn what_never_varies_never_changes_and_a_count_that_turns_does() {
    assert!(places(&[7.0; 50]).is_empty());
    let turned: Vec<f64> = [vec![7.0; 10], vec![8.0; 10]].concat();
    assert_eq!(places(&turned), [10]);
}

#[test]
fn one_outlier_and_too_short_histories_are_no_change() {
    let mut values: Vec<f64> = (0..40).map(|i| 10.0 + f64::from(i % 5) * 0.01).collect();
    values[20] = 15.0;
    assert!(places(&values).is_empty());
    for count in 0..4 {
        assert!(places(&vec![1.0; count]).is_empty());
    }
    assert!(places(&[1.0, 1.0, 9.0]).is_empty());
}

/// The level is that of a single test; the place is the best of all, so more than one history in a thousand has a change.
/// How many more is what METHOD says.
#[test]
fn noise_alone_has_few_changes() {
    let mut chance = Chance::new(77);
    let mut with_changes = 0;
    for _ in 0..2_000 {
        let values: Vec<f64> = (0..60).map(|_| chance.normal()).collect();
        with_changes += usize::from(!places(&values).is_empty());
    }
    assert!((1..=60).contains(&with_changes), "{with_changes} of 2,000");
}

#[test]
fn what_is_no_number_is_named() {
    let error = changes(&[1.0, f64::NAN], 0.001).unwrap_err();
    assert_eq!(error.place, 1);
}

proptest! {
    #![proptest_config(crate::chance::seeded())]

    /// Changes lie inside, in order, and the same history has the same ones; levels and units do not matter.
    #[test]
    fn changes_lie_inside_and_do_not_depend_on_the_unit(
        values in prop::collection::vec(-1e3..1e3_f64, 0..60),
        factor in 0.01..100.0_f64,
    ) {
        let found = places(&values);
        prop_assert!(found.is_sorted());
        prop_assert!(found.iter().all(|at| *at >= 2 && *at + 2 <= values.len()));
        prop_assert_eq!(&found, &places(&values));
        let scaled: Vec<f64> = values.iter().map(|value| value * factor).collect();
        prop_assert_eq!(found, places(&scaled));
    }
}
