//! How a value grows with a size: the exponent, fitted so that one bad size cannot bend it (Theil 1950, Sen 1968).

use crate::spread::median;

/// value ~ size ^ slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponent {
    /// The exponent.
    pub slope: f64,
    /// ln of the value at size 1.
    pub intercept: f64,
}

/// The median of the slopes between all pairs; `None` without two different sizes, without one value for each size, or
/// with values that have no logarithm.
pub fn scaling_exponent(sizes: &[f64], values: &[f64]) -> Option<Exponent> {
    if sizes.len() != values.len() {
        return None;
    }
    let points: Vec<(f64, f64)> =
        sizes.iter().zip(values).map(|(size, value)| (size.ln(), value.ln())).collect();
    if points.iter().any(|(x, y)| !(x.is_finite() && y.is_finite())) {
        return None;
    }
    let mut slopes = Vec::new();
    for (i, a) in points.iter().enumerate() {
        slopes.extend(points[i + 1..].iter().filter(|b| b.0 != a.0).map(|b| (b.1 - a.1) / (b.0 - a.0)));
    }
    if slopes.is_empty() {
        return None;
    }
    let slope = median(&slopes);
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.into_iter().unzip();
    Some(Exponent { slope, intercept: median(&ys) - slope * median(&xs) })
}
