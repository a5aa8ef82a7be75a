//! What is no number stays none: no panic, and no figure that looks like a measurement.

use proptest::prelude::*;
use stats::{
    Decision, Interval, Looks, NotFinite, Target, critical_rank, decide, lag1_autocorrelation, log_ratios,
    mad, median, minimum_detectable, paired, quantile, rounds_needed, scaling_exponent, upper_tail,
};

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
    #[test]
    fn nothing_panics(values in list(), others in list(), x in anything(), y in anything(), n in 0_usize..120) {
        let _ = (median(&values), mad(&values), quantile(&values, x), lag1_autocorrelation(&values));
        let _ = (log_ratios(&values, &others), scaling_exponent(&values, &others));
        let _ = (upper_tail(n, x), critical_rank(n, x), rounds_needed(x), paired(&values, x));
        let interval = Interval { estimate: x, lower: y, upper: x };
        let _ = (decide(interval, Target::Between(x, y)), minimum_detectable(&values, interval, y));
        let _ = (Looks::standard().alpha_at(n as u32), Looks::standard().is_look(n as u32));
    }

    #[test]
    fn a_list_with_a_nan_has_no_summary(mut values in list(), place in 0_usize..30) {
        values.insert(place.min(values.len()), f64::NAN);
        prop_assert!(median(&values).is_nan() && mad(&values).is_nan() && quantile(&values, 0.9).is_nan());
        prop_assert!(values.len() < 2 || lag1_autocorrelation(&values).is_nan());
    }

    #[test]
    fn rounds_that_are_no_number_are_named_and_not_estimated(values in list(), alpha in 0.0001_f64..0.1) {
        match (paired(&values, alpha), values.iter().position(|value| !value.is_finite())) {
            (Ok(interval), None) => {
                prop_assert!(interval.lower <= interval.estimate && interval.estimate <= interval.upper);
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
    assert_eq!(lag1_autocorrelation(&[]), 0.0);
    assert_eq!(paired(&[], 0.001).unwrap_err().place, 0);
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
    assert_eq!(minimum_detectable(&[9.0; 3], unbounded, 0.001), None);
    assert_eq!(minimum_detectable(&[9.0; 3], nan, 0.001), None);
}
