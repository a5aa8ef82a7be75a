//! What identical code differed by: the yardstick for every other difference of the same rounds.

use crate::{mad, paired};

/// By how much two runs of the same binary differed, as an error of the estimate: how far their ratio came out from none,
/// or how far it may have come out by its spread, whichever is larger. NaN of no rounds and of numbers that are none.
///
/// The first sees what is wrong in every round alike (an order, a layout), the second what rounds differ by.
pub fn spread_of_identical(log_ratios: &[f64]) -> f64 {
    // No bounds are asked for, so any error will do.
    let Ok(interval) = paired(log_ratios, 0.5) else { return f64::NAN };
    let by_chance = mad(log_ratios) / (log_ratios.len() as f64).sqrt();
    interval.estimate.abs().max(by_chance)
}
