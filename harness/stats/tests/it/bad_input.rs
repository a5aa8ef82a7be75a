//! What is no number stays none: no panic, and no figure that looks like a measurement.

use proptest::prelude::*;
use stats::{
    Decision, Interval, Looks, NotFinite, Target, critical_rank, decide, exceeds, holm, lag1_autocorrelation,
    log_ratios, mad, mann_whitney, median, minimum_detectable, paired, quantile, rounds_needed,
    scaling_exponent, spread_of_identical, two_sample, upper_tail, wilson,
};

use crate::chance::seeded;

fn anything() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -1e3_f64..1e3,
        1 => Just(0.0),
        1 => Just(-0.0),
        1 => Just(f64::NAN),
        1 => Just(-f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(f64::MAX),
        1 => Just(f64::MIN_POSITIVE),
        1 => any::<f64>(),
    ]
}

fn list() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(anything(), 0..30)
}

proptest! {
    #![proptest_config(seeded())]

    #[test]
    fn nothing_panics(values in list(), others in list(), x in anything(), y in anything(), n in 0_usize..120) {
        let _ = (median(&values), mad(&values), quantile(&values, x), lag1_autocorrelation(&values));
        let _ = (log_ratios(&values, &others), scaling_exponent(&values, &others));
        let _ = (upper_tail(n, x), critical_rank(n, x), rounds_needed(x), paired(&values, x));
        let _ = (exceeds(&values, x), holm(&values), spread_of_identical(&values), wilson(n as u32, 40));
        let _ = (two_sample(&values, &others, x), mann_whitney(&values, &others));
        let interval = Interval { estimate: x, lower: y, upper: x };
        let _ = (decide(interval, Target::Between(x, y)), minimum_detectable(interval, y));
        let _ = (Looks::standard().alpha_at(n as u32), Looks::standard().is_look(n as u32));
    }

    #[test]
    fn a_list_with_a_nan_has_no_summary(mut values in list(), place in 0_usize..30) {
        values.insert(place.min(values.len()), f64::NAN);
        prop_assert!(median(&values).is_nan() && mad(&values).is_nan() && quantile(&values, 0.9).is_nan());
        prop_assert!(lag1_autocorrelation(&values).is_nan());
    }

    #[test]
    fn rounds_that_are_no_number_are_named_and_not_estimated(values in list(), alpha in 0.0001_f64..0.1) {
        match (paired(&values, alpha), values.iter().position(|value| !value.is_finite())) {
            (Ok(interval), None) => {
                prop_assert!(interval.lower <= interval.estimate && interval.estimate <= interval.upper);
                prop_assert!(interval.estimate.is_finite(), "{interval:?}");
            }
            (Err(NotFinite { place, value }), Some(first)) => {
                prop_assert_eq!(place, first);
                prop_assert!(!value.is_finite());
            }
            (Err(NotFinite { place: 0, value }), None) => prop_assert!(values.is_empty() && value.is_nan()),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn only_two_positive_times_have_a_ratio(over in list(), of in list()) {
        let ratios = log_ratios(&over, &of);
        prop_assert_eq!(ratios.len(), over.len().max(of.len()));
        for (round, ratio) in ratios.iter().enumerate() {
            let both = over.get(round).is_some_and(|time| *time > 0.0) && of.get(round).is_some_and(|time| *time > 0.0);
            prop_assert!(both || ratio.is_nan(), "round {round}: {ratio}");
        }
    }
}

#[test]
fn no_values_have_no_summary() {
    assert!(median(&[]).is_nan() && mad(&[]).is_nan() && quantile(&[], 0.5).is_nan());
    assert_eq!(paired(&[], 0.001).unwrap_err().place, 0);
}

/// The mean of ten times 0.1 is not 0.1, and a rounding that is the same in every round is no autocorrelation.
#[test]
fn what_never_varies_says_nothing_about_dependence_or_about_what_could_be_seen() {
    for constant in [vec![], vec![0.1], vec![0.1; 10], vec![-0.0, 0.0]] {
        assert!(lag1_autocorrelation(&constant).is_nan(), "{constant:?}");
    }
    let alike = [0.1; 10];
    assert_eq!(minimum_detectable(paired(&alike, 0.001).unwrap(), 0.001), None);
}

#[test]
fn an_error_that_no_rounds_can_keep_needs_more_than_there_can_be() {
    for alpha in [0.0, -0.1, f64::NAN, f64::NEG_INFINITY, 1e-300] {
        assert_eq!(rounds_needed(alpha), usize::MAX, "{alpha}");
    }
}

#[test]
fn what_is_refused_is_named() {
    let refused = paired(&[0.1, f64::NEG_INFINITY], 0.001).unwrap_err();
    assert_eq!(refused.to_string(), "value 1 is -inf: nothing can be estimated from it");
    let refused = Looks::quick().at_most(0).unwrap_err();
    assert!(refused.to_string().contains("give at least 1"), "{refused}");
}

#[test]
fn an_impossible_error_bounds_nothing_and_a_large_one_not_more_than_the_centre() {
    for alpha in [0.0, -0.1, f64::NAN, f64::NEG_INFINITY] {
        let interval = paired(&[1.0; 40], alpha).unwrap();
        assert_eq!((interval.lower, interval.upper), (f64::NEG_INFINITY, f64::INFINITY), "{alpha}");
    }
    for alpha in [0.5, 0.7, 1.0, f64::INFINITY] {
        let interval = paired(&[1.0, 2.0, 3.0], alpha).unwrap();
        assert_eq!(interval, Interval::point(2.0), "{alpha}");
    }
    assert!(upper_tail(10, f64::NAN).is_nan() && upper_tail(40, f64::NAN).is_nan());
}

#[test]
fn what_has_no_logarithm_or_no_partner_has_no_exponent() {
    for (sizes, values) in [
        (vec![1.0, 2.0], vec![1.0, 0.0]),
        (vec![1.0, 2.0], vec![1.0, -2.0]),
        (vec![1.0, 2.0], vec![1.0, f64::NAN]),
        (vec![0.0, 2.0], vec![1.0, 2.0]),
        (vec![1.0, 2.0, 4.0], vec![1.0, 2.0]),
        (vec![3.0, 3.0], vec![1.0, 2.0]),
        (vec![3.0], vec![1.0]),
        (vec![], vec![]),
    ] {
        assert_eq!(scaling_exponent(&sizes, &values), None, "{sizes:?} {values:?}");
    }
}

#[test]
fn bounds_that_are_no_number_decide_nothing() {
    let nan = Interval::point(f64::NAN);
    let unbounded = Interval { estimate: 9.0, lower: f64::NEG_INFINITY, upper: f64::INFINITY };
    for target in [Target::AtLeast(1.0), Target::AtMost(1.0), Target::Between(0.5, 2.0)] {
        assert_eq!(decide(nan, target), Decision::Undecided);
        assert_eq!(decide(unbounded, target), Decision::Undecided);
    }
    assert_eq!(decide(Interval::point(1.0), Target::AtLeast(f64::NAN)), Decision::Undecided);
    for bounds in [nan, unbounded, unbounded.exp(), Interval { estimate: 1.0, lower: 2.0, upper: 0.5 }] {
        assert_eq!(minimum_detectable(bounds, 0.001), None, "{bounds:?}");
    }
}

/// e to the power of minus infinity is 0, and 0 would be a bound.
#[test]
fn a_bound_that_is_not_there_is_not_there_as_a_ratio_either() {
    let unbounded = paired(&[0.1; 3], 0.001).unwrap().exp();
    assert_eq!((unbounded.lower, unbounded.upper), (f64::NEG_INFINITY, f64::INFINITY));
    assert_eq!(decide(unbounded, Target::AtLeast(0.0)), Decision::Undecided);
}

#[test]
fn an_error_that_is_none_makes_nothing_detectable() {
    let bounds = Interval { estimate: 0.1, lower: 0.0, upper: 0.2 };
    assert!(minimum_detectable(bounds, 0.001).is_some());
    for alpha in [0.0, -0.1, 0.5, 0.55, 0.7, 0.5 - 1e-12, f64::NAN, f64::INFINITY] {
        assert_eq!(minimum_detectable(bounds, alpha), None, "{alpha}");
    }
}
