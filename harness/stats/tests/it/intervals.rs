//! Hodges and Lehmann's estimate and its bounds, held against scipy's test turned inside out.

use stats::{Interval, log_ratios, paired};

use crate::goldens::{GOLDENS, check};

#[test]
fn estimate_and_bounds_are_those_of_the_walsh_averages() {
    for row in &GOLDENS.intervals {
        let about = format!("{} rounds at {}", row.values.len(), row.alpha);
        let Interval { estimate, lower, upper } = paired(&row.values, row.alpha).unwrap();
        check(estimate, row.estimate, &about);
        match (row.lower, row.upper) {
            (Some(least), Some(most)) => {
                check(lower, least, &about);
                check(upper, most, &about);
            }
            _ => assert_eq!((lower, upper), (f64::NEG_INFINITY, f64::INFINITY), "{about}"),
        }
    }
}

#[test]
fn pairs_become_logarithms_of_their_ratio() {
    let golden = &GOLDENS.ratios;
    let ours = log_ratios(&golden.over, &golden.of);
    assert_eq!(ours.len(), golden.logarithms.len());
    for (ours, theirs) in ours.iter().zip(&golden.logarithms) {
        check(*ours, *theirs, "a ratio");
    }
}

#[test]
fn logarithms_become_ratios() {
    let Interval { estimate, lower, upper } =
        Interval { estimate: 0.0, lower: 0.5_f64.ln(), upper: 3_f64.ln() }.exp();
    check(estimate, 1.0, "estimate");
    check(lower, 0.5, "lower");
    check(upper, 3.0, "upper");
}

#[test]
fn rounds_that_are_all_alike_leave_no_doubt() {
    let interval = paired(&[0.25; 10], 0.001).unwrap();
    assert_eq!(interval, Interval::point(0.25));
}

#[test]
fn ten_rounds_are_bounded_by_their_extremes() {
    let values: Vec<f64> = (1..=10).map(f64::from).collect();
    assert_eq!(paired(&values, 0.001).unwrap(), Interval { estimate: 5.5, lower: 1.0, upper: 10.0 });
}
