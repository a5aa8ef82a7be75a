//! What identical code differed by.

use proptest::prelude::*;
use stats::spread_of_identical;

use crate::{
    chance::{Chance, seeded},
    goldens::check,
};

#[test]
fn it_is_the_larger_of_how_far_it_came_out_and_how_far_it_may_have() {
    // Every round alike, and away from nothing: no spread, but a difference.
    check(spread_of_identical(&[-0.02; 16]), 0.02, "all alike");
    // The absolute deviations from 0 are 0.1 throughout: 1.4826 * 0.1 / sqrt(16).
    let turns: Vec<f64> = (0..16).map(|round| if round % 2 == 0 { 0.1 } else { -0.1 }).collect();
    check(spread_of_identical(&turns), 0.148_260_221_850_560_2 / 4.0, "to and fro");
}

#[test]
fn without_rounds_nothing_is_known() {
    assert!(spread_of_identical(&[]).is_nan() && spread_of_identical(&[0.1, f64::NAN]).is_nan());
}

#[test]
fn four_times_the_rounds_see_half_of_it() {
    let mut chance = Chance::new(21);
    let mut usual = |rounds| -> f64 {
        let spreads: Vec<f64> = (0..400).map(|_| spread_of_identical(&chance.normals(rounds))).collect();
        stats::median(&spreads)
    };
    let share = usual(80) / usual(20);
    assert!((0.45..0.55).contains(&share), "{share}");
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn it_does_not_matter_which_of_the_two_came_first(values in prop::collection::vec(-1.0_f64..1.0, 1..45)) {
        let turned: Vec<f64> = values.iter().map(|value| -value).collect();
        prop_assert!((spread_of_identical(&values) - spread_of_identical(&turned)).abs() < 1e-12);
    }
}
