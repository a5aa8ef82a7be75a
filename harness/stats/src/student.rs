//! Student's t, for two samples that are believed to differ by nothing but their mean.

use libm::lgamma;

/// How likely means at least so far apart are where there is no difference: both sides together. 1 where the samples cannot
/// tell, 0 where neither of them varies and they differ.
pub(crate) fn two_sided(a: &[f64], b: &[f64]) -> f64 {
    let freedom = (a.len() + b.len()) as f64 - 2.0;
    if a.is_empty() || b.is_empty() || freedom < 1.0 {
        return 1.0;
    }
    let (mean_a, squares_a) = moments(a);
    let (mean_b, squares_b) = moments(b);
    let difference = (mean_a - mean_b).abs();
    let error = ((squares_a + squares_b) / freedom * (1.0 / a.len() as f64 + 1.0 / b.len() as f64)).sqrt();
    // Rounding alone is no difference.
    if difference <= f64::EPSILON * mean_a.abs().max(mean_b.abs()) {
        1.0
    } else if error == 0.0 {
        0.0
    } else {
        let t = difference / error;
        incomplete_beta(freedom / 2.0, 0.5, freedom / (freedom + t * t))
    }
}

/// The mean, and the sum of squares around it.
fn moments(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum())
}

/// The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8), summed from the side
/// where that converges fast.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (lgamma(a + b) - lgamma(a) - lgamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * continued_fraction(a, b, x) / a
    } else {
        1.0 - front * continued_fraction(b, a, 1.0 - x) / b
    }
}

/// By Lentz's method: numerators and denominators as ratios, so that neither overflows.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut sum = d;
    for step in 1..500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + term * d);
            c = away_from_zero(1.0 + term / c);
            change = c * d;
            sum *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::two_sided;

    /// What scipy says of the same samples: `tests/goldens/make_changes.py`.
    #[test]
    fn chances_are_those_of_scipy() {
        let goldens: serde_json::Value =
            serde_json::from_str(include_str!("../tests/goldens/changes.json")).unwrap();
        let numbers = |value: &serde_json::Value| -> Vec<f64> {
            value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
        };
        let rows = goldens["two_sided"].as_array().unwrap();
        assert!(rows.len() >= 6);
        for row in rows {
            let (found, p) =
                (two_sided(&numbers(&row["a"]), &numbers(&row["b"])), row["p"].as_f64().unwrap());
            assert!((found - p).abs() <= 1e-11 * p, "{found:e} and {p:e}");
        }
    }

    #[test]
    fn what_cannot_tell_is_no_difference_and_what_never_varies_is_one() {
        assert_eq!(two_sided(&[], &[1.0, 2.0]), 1.0);
        assert_eq!(two_sided(&[1.0], &[2.0]), 1.0);
        assert_eq!(two_sided(&[3.0, 3.0], &[3.0, 3.0]), 1.0);
        assert_eq!(two_sided(&[3.0, 3.0], &[4.0, 4.0]), 0.0);
    }
}
