//! Summaries of one list, held against numpy and scipy.

use stats::{lag1_autocorrelation, mad, median, quantile, scaling_exponent};

use crate::goldens::{GOLDENS, check};

/// Quantiles are numpy's `method="linear"`, the mad is scipy's `median_abs_deviation(scale="normal")`.
#[test]
fn median_mad_quantiles_and_lag1_are_those_of_numpy_and_scipy() {
    for row in &GOLDENS.summaries {
        check(median(&row.values), row.median, "median");
        check(mad(&row.values), row.mad, "mad");
        match row.lag1 {
            Some(lag1) => check(lag1_autocorrelation(&row.values), lag1, "lag 1"),
            None => assert!(lag1_autocorrelation(&row.values).is_nan()),
        }
        for (share, theirs) in &row.quantiles {
            check(quantile(&row.values, *share), *theirs, &format!("quantile {share}"));
        }
    }
}

/// scipy's `theilslopes` on the logarithms.
#[test]
fn exponents_are_those_of_theil_and_sen() {
    for row in &GOLDENS.exponents {
        let fit = scaling_exponent(&row.sizes, &row.values).unwrap();
        check(fit.slope, row.slope, "slope");
        check(fit.intercept, row.intercept, "intercept");
    }
}

#[test]
fn the_middle_of_the_largest_numbers_of_both_signs_is_a_number() {
    assert_eq!(median(&[f64::MIN, f64::MAX]), 0.0);
}

#[test]
fn one_bad_size_cannot_bend_the_exponent() {
    let sizes: Vec<f64> = (0..9).map(|power| f64::from(1 << power)).collect();
    let mut values: Vec<f64> = sizes.iter().map(|size| 2.0 * size * size).collect();
    values[8] *= 50.0;
    let fit = scaling_exponent(&sizes, &values).unwrap();
    assert!((fit.slope - 2.0).abs() < 1e-9, "{}", fit.slope);
}

#[test]
fn a_stream_that_drifts_is_near_1_and_one_that_alternates_near_minus_1() {
    let drifting: Vec<f64> = (0..80).map(f64::from).collect();
    let alternating: Vec<f64> = (0..80).map(|i| f64::from(i % 2)).collect();
    assert!(lag1_autocorrelation(&drifting) > 0.95);
    assert!(lag1_autocorrelation(&alternating) < -0.95);
}
