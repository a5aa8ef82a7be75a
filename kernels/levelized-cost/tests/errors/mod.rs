//! What two answers differ by.

use levelized_cost::Costs;

/// The worst relative error of both costs; infinite where one side alone is NaN, or not as long.
pub(crate) fn worst_error(reference: &Costs, got: &Costs) -> f64 {
    if (reference.lcoe.len(), reference.lcoh.len()) != (got.lcoe.len(), got.lcoh.len()) {
        return f64::INFINITY;
    }
    let pairs = reference.lcoe.iter().zip(&got.lcoe).chain(reference.lcoh.iter().zip(&got.lcoh));
    pairs
        .map(|(&right, &got)| match (right.is_nan(), got.is_nan()) {
            (true, true) => 0.0,
            (false, false) => (f64::from(got) - f64::from(right)).abs() / f64::from(right).abs(),
            _ => f64::INFINITY,
        })
        .fold(0.0, f64::max)
}
