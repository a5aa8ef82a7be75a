//! Shares that were counted, held against scipy.

use proptest::prelude::*;
use stats::wilson;

use crate::{
    chance::seeded,
    goldens::{GOLDENS, check},
};

#[test]
fn intervals_of_shares_are_wilsons() {
    for row in &GOLDENS.shares {
        let (lower, upper) = wilson(row.successes, row.of);
        let about = format!("{} of {}", row.successes, row.of);
        check(lower, row.lower, &about);
        check(upper, row.upper, &about);
    }
}

#[test]
fn what_was_never_tried_may_be_anything() {
    assert_eq!(wilson(0, 0), (0.0, 1.0));
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn the_share_that_was_seen_lies_inside(of in 1_u32..100_000, part in 0.0_f64..=1.0) {
        let successes = (part * f64::from(of)).round() as u32;
        let (lower, upper) = wilson(successes, of);
        let share = f64::from(successes) / f64::from(of);
        prop_assert!(0.0 <= lower && lower <= share && share <= upper && upper <= 1.0, "{lower} {share} {upper}");
        prop_assert!(upper > lower);
        let (others, turned) = wilson(of - successes, of);
        prop_assert!((1.0 - turned - lower).abs() < 1e-12 && (1.0 - others - upper).abs() < 1e-12);
    }
}
