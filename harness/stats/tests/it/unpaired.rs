//! Samples that share no rounds, held against scipy and against every order.

use proptest::prelude::*;
use stats::{Interval, mann_whitney, two_sample};

use crate::{
    chance::{Chance, seeded},
    goldens::{GOLDENS, check},
};

#[test]
fn both_tests_say_what_scipy_says() {
    for row in &GOLDENS.unpaired {
        let about = format!("{} against {}", row.a.len(), row.b.len());
        let p = mann_whitney(&row.a, &row.b);
        assert!((p / row.p - 1.0).abs() < 1e-9, "{about}: {p} {}", row.p);
        check(two_sample(&row.a, &row.b, 0.01).estimate, row.estimate, &about);
        assert_eq!(row.bounds.is_empty(), row.ties, "{about}");
        for shift in &row.bounds {
            let Interval { lower, upper, .. } = two_sample(&row.a, &row.b, shift.alpha);
            check_bound(lower, shift.lower.unwrap_or(f64::NEG_INFINITY), &about);
            check_bound(upper, shift.upper.unwrap_or(f64::INFINITY), &about);
        }
    }
}

#[track_caller]
fn check_bound(ours: f64, theirs: f64, about: &str) {
    assert!(ours == theirs || (ours - theirs).abs() < 1e-12, "{about}: ours {ours}, theirs {theirs}");
}

/// Three against two: ten orders, of which the clearest is one.
#[test]
fn few_values_are_counted_by_hand() {
    check(mann_whitney(&[3.0, 4.0, 5.0], &[1.0, 2.0]), 0.2, "the clearest of ten, on either side");
    check(mann_whitney(&[2.0, 4.0, 5.0], &[1.0, 3.0]), 0.4, "the second clearest");
    check(mann_whitney(&[1.0; 4], &[1.0; 5]), 1.0, "all alike");
}

#[test]
fn too_few_values_bound_nothing() {
    let few = two_sample(&[3.0, 4.0, 5.0], &[1.0, 2.0], 0.05);
    assert_eq!((few.estimate, few.lower, few.upper), (2.5, f64::NEG_INFINITY, f64::INFINITY));
    let one = two_sample(&[3.0, 4.0, 5.0], &[1.0, 2.0], 0.1);
    assert_eq!((one.lower, one.upper), (1.0, 4.0), "one order in ten lies further out");
}

#[test]
fn what_is_no_number_bounds_nothing() {
    for (a, b) in
        [(&[][..], &[1.0][..]), (&[1.0], &[]), (&[1.0, f64::NAN], &[1.0]), (&[1.0], &[f64::INFINITY])]
    {
        let interval = two_sample(a, b, 0.01);
        assert!(interval.estimate.is_nan() && interval.lower == f64::NEG_INFINITY, "{a:?} {b:?}");
    }
    assert!(mann_whitney(&[], &[1.0]).is_nan() && mann_whitney(&[f64::NAN], &[1.0]).is_nan());
    assert_eq!(two_sample(&[2.0], &[1.0], f64::NAN).lower, f64::NEG_INFINITY);
}

#[test]
fn bounds_of_identical_samples_are_wrong_no_more_often_than_they_say() {
    let mut chance = Chance::new(31);
    for rounds in [10, 40] {
        let mut wrong = 0;
        for _ in 0..4_000 {
            let interval = two_sample(&chance.normals(rounds), &chance.normals(rounds), 0.01);
            wrong += u32::from(interval.lower > 0.0);
        }
        assert!((4..=60).contains(&wrong), "{rounds} rounds: {wrong} of 4000");
    }
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn a_shift_of_one_side_is_seen_as_it_is(
        a in prop::collection::vec(-1.0_f64..1.0, 1..40), b in prop::collection::vec(-1.0_f64..1.0, 1..40),
        by in -5.0_f64..5.0, alpha in 0.001_f64..0.5,
    ) {
        let shifted: Vec<f64> = a.iter().map(|value| value + by).collect();
        let (one, other) = (two_sample(&a, &b, alpha), two_sample(&shifted, &b, alpha));
        prop_assert!(one.lower <= one.estimate + 1e-12 && one.estimate <= one.upper + 1e-12, "{one:?}");
        prop_assert!((one.estimate + by - other.estimate).abs() < 1e-9);
        prop_assert!(one.lower.is_infinite() || (one.lower + by - other.lower).abs() < 1e-9);
        let turned = two_sample(&b, &a, alpha);
        prop_assert!((one.estimate + turned.estimate).abs() < 1e-9);
        prop_assert!(one.lower.is_infinite() || (one.lower + turned.upper).abs() < 1e-9);
        prop_assert!((mann_whitney(&a, &b) - mann_whitney(&b, &a)).abs() < 1e-9);
    }
}
