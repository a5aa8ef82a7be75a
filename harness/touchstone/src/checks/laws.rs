//! Laws of the comparisons, for any numbers: what equals itself, what may be swapped, what a larger tolerance may change.

use proptest::{collection::vec, num::f64::ANY, prelude::*, sample::Index};

use super::{
    Checks,
    tests::{only, passes},
};

fn absolute(reference: &[f64], got: &[f64], tolerance: f64) -> Checks {
    Checks::new().absolute("a", reference.iter().copied(), got.iter().copied(), tolerance)
}

fn relative(reference: &[f64], got: &[f64], tolerance: f64) -> Checks {
    Checks::new().relative("r", reference.iter().copied(), got.iter().copied(), tolerance)
}

/// NaN, infinities, zeros of both signs, denormals and everything between.
fn anything() -> impl Strategy<Value = Vec<f64>> {
    vec(ANY, 1..8)
}

/// Two lists that are near each other often enough to pass.
fn near() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let number = || prop_oneof![ANY, (-3_i8..=3).prop_map(f64::from), -1.0..1.0];
    vec((number(), number()), 1..5).prop_map(|pairs| pairs.into_iter().unzip())
}

fn tolerance() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(f64::MAX), 0.0..4.0]
}

proptest! {
    #[test]
    fn everything_equals_itself(numbers in anything()) {
        prop_assert!(passes(absolute(&numbers, &numbers, 0.0)));
        prop_assert!(passes(relative(&numbers, &numbers, 0.0)));
        let bits = || numbers.iter().map(|number| number.to_bits());
        prop_assert!(passes(Checks::new().exact("e", bits(), bits())));
        prop_assert!(passes(Checks::new().set_equal("s", bits(), bits())));
    }

    #[test]
    fn absolute_errors_do_not_care_which_side_is_right((a, b) in near(), tolerance in tolerance()) {
        let (there, back) = (only(absolute(&a, &b, tolerance)), only(absolute(&b, &a, tolerance)));
        prop_assert_eq!((there.passed, there.error), (back.passed, back.error));
    }

    #[test]
    fn exact_and_set_comparisons_do_not_care_which_side_is_right(a in vec(0..4_u8, 0..6), b in vec(0..4_u8, 0..6)) {
        let exact = |a: &[u8], b: &[u8]| Checks::new().exact("e", a.to_vec(), b.to_vec()).list[0].error;
        let set = |a: &[u8], b: &[u8]| Checks::new().set_equal("s", a.to_vec(), b.to_vec()).list[0].error;
        prop_assert_eq!(exact(&a, &b), exact(&b, &a));
        prop_assert_eq!(set(&a, &b), set(&b, &a));
        prop_assert_eq!(exact(&a, &b) == Some(0.0), a == b);
        let sorted = |list: &[u8]| { let mut list = list.to_vec(); list.sort_unstable(); list };
        prop_assert_eq!(set(&a, &b) == Some(0.0), sorted(&a) == sorted(&b));
    }

    #[test]
    fn what_passes_a_tolerance_passes_every_larger_one((a, b) in near(), one in tolerance(), other in tolerance()) {
        let (small, large) = (one.min(other), one.max(other));
        prop_assert!(!passes(absolute(&a, &b, small)) || passes(absolute(&a, &b, large)));
        prop_assert!(!passes(relative(&a, &b, small)) || passes(relative(&a, &b, large)));
    }

    /// So the error that is kept says by how much the tolerance was missed, and no more than that.
    #[test]
    fn the_error_that_is_kept_is_the_least_tolerance_that_would_do((a, b) in near()) {
        for compare in [absolute, relative] {
            let Some(error) = only(compare(&a, &b, 0.0)).error else {
                prop_assert!(!passes(compare(&a, &b, f64::MAX)));
                continue;
            };
            prop_assert_eq!(passes(compare(&a, &b, error)), error < f64::MAX || !overflows(&a, &b));
            if error > 0.0 {
                prop_assert!(!passes(compare(&a, &b, error.next_down())));
            }
        }
    }

    /// A missing value is neither a large error nor a small one, and no tolerance lets it pass.
    #[test]
    fn nan_on_one_side_alone_never_passes(numbers in anything(), other in ANY, place in any::<Index>(), tolerance in tolerance()) {
        prop_assume!(!other.is_nan());
        let place = place.index(numbers.len());
        let (mut with, mut without) = (numbers.clone(), numbers);
        (with[place], without[place]) = (f64::NAN, other);
        for (a, b) in [(&with, &without), (&without, &with)] {
            for check in [only(absolute(a, b, tolerance)), only(relative(a, b, tolerance))] {
                prop_assert!(!check.passed && check.error.is_none() && check.note.is_some(), "{check:?}");
            }
        }
    }

    #[test]
    fn an_error_of_ones_own_passes_up_to_its_tolerance(error in ANY, tolerance in tolerance()) {
        prop_assert_eq!(passes(Checks::new().at_most("own", error, tolerance)), error <= tolerance);
    }

    #[test]
    fn another_length_never_passes(numbers in anything(), more in ANY, tolerance in tolerance()) {
        let longer: Vec<f64> = numbers.iter().copied().chain([more]).collect();
        for (a, b) in [(&numbers, &longer), (&longer, &numbers)] {
            prop_assert!(!passes(absolute(a, b, tolerance)));
            prop_assert!(!passes(relative(a, b, tolerance)));
            let bits = |list: &[f64]| list.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
            prop_assert!(!passes(Checks::new().exact("e", bits(a), bits(b))));
            prop_assert!(!passes(Checks::new().set_equal("s", bits(a), bits(b))));
        }
    }

    #[test]
    fn a_set_may_come_in_any_order((list, shuffled) in vec(0..9_u8, 1..20)
        .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())))
    {
        prop_assert!(passes(Checks::new().set_equal("s", list, shuffled)));
    }

    /// A relative error is a ratio: metres or kilometres, the verdict is the same.
    #[test]
    fn relative_errors_do_not_depend_on_the_unit(pairs in vec((-1e3..1e3, -1e3..1e3), 1..5), power in -20..20_i32) {
        let (a, b): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
        let scaled = |list: &[f64]| list.iter().map(|number| number * 2_f64.powi(power)).collect::<Vec<_>>();
        prop_assert_eq!(only(relative(&a, &b, 0.0)).error, only(relative(&scaled(&a), &scaled(&b), 0.0)).error);
    }
}

/// Is a distance larger than every number? It is kept as the largest one, and still fails it.
fn overflows(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a != b && !((a - b).abs().is_finite() && ((a - b) / a).is_finite()))
}

/// Relative errors are relative to the reference, so the sides may not be swapped.
#[test]
fn relative_errors_care_which_side_is_right() {
    assert!(passes(relative(&[2.0], &[1.0], 0.5)));
    assert!(!passes(relative(&[1.0], &[2.0], 0.5)));
}
