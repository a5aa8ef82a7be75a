//! Numbers with no more digits than the evidence supports.

use model::{Prediction, Verdict};

use super::fixture::{came, measured, row};

fn shown(estimate: f64, lower: f64, upper: f64, unit: &str) -> String {
    let mut row = came(row("h", "e", Verdict::Confirmed), Prediction::Confirmed, None);
    row.unit = unit.to_owned();
    crate::measured(&measured(row, estimate, lower, upper, 10)).unwrap()
}

#[test]
fn the_last_digit_is_the_first_that_the_interval_is_unsure_of() {
    assert_eq!(shown(106.42, 104.9, 108.1, "x"), "106x [104, 109]");
    assert_eq!(shown(2.3149, 2.1033, 2.5201, "x"), "2.3x [2.1, 2.6]");
    assert_eq!(shown(2.3149, 2.3081, 2.3201, "x"), "2.31x [2.30, 2.33]");
    assert_eq!(shown(2.3149, 2.3148, 2.315, "x"), "2.31x [2.31, 2.32]");
    assert_eq!(shown(4.2, 0.5, 30.0, "x"), "4x [0.50, 30]");
    assert_eq!(shown(0.012_34, 0.0119, 0.0128, "s"), "12.3 ms [11.9, 12.8]");
    assert_eq!(shown(0.8312, 0.8107, 0.8523, "x"), "0.83x [0.81, 0.86]");
    assert_eq!(shown(1234.0, 1100.0, 1400.0, "x"), "1200x [1100, 1400]");
}

#[test]
fn bounds_are_never_rounded_towards_the_estimate() {
    assert_eq!(shown(2.5, 1.996, 3.2, "x"), "2.5x [1.9, 3.2]");
    assert_eq!(shown(2.05, 1.9996, 2.1, "x"), "2.05x [1.99, 2.10]");
}

#[test]
fn the_worst_of_several_is_shown_as_the_bound_that_it_is() {
    assert_eq!(shown(0.2066, 0.17, 0.2066, "x"), "0.207x [0.17, 0.207]");
    assert_eq!(shown(0.17, 0.17, 0.2066, "x"), "0.170x [0.170, 0.21]");
}

#[test]
fn what_is_known_exactly_and_what_is_not_bounded() {
    assert_eq!(shown(8629.0, 8629.0, 8629.0, ""), "8629");
    assert_eq!(shown(0.0, 0.0, 0.0, ""), "0");
    assert_eq!(shown(-0.5, -0.75, 0.0, ""), "-0.5 [-0.75, 0]");
    let mut few = row("h", "e", Verdict::Confirmed);
    assert_eq!(crate::measured(&few), None);
    few.estimate = Some(2.345);
    assert_eq!(crate::measured(&few).unwrap(), "about 2.3x");
}

#[test]
fn sizes_times_and_shares() {
    assert_eq!(crate::bytes(64 << 20), "64.0 MiB");
    assert_eq!(crate::seconds(0.0123), "12.3 ms");
    assert_eq!(crate::percent(0.125), "12.5 %");
    assert_eq!(crate::percent(1.0), "100 %");
}
