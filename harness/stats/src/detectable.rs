//! What a number of rounds could have decided at all: said beside every verdict that was not reached.

use crate::{Interval, spread::mad, spread::standard_normal_quantile};

/// The probability with which the smallest detectable effect is detected.
const POWER: f64 = 0.8;
/// The signed rank test needs so many more samples than a t-test on normal data (Lehmann 1975): 3/pi.
const EFFICIENCY: f64 = 0.955;

/// The smallest ratio, above 1, that so many rounds with this spread decide 8 times out of 10. `None` where the rounds
/// are too few to bound anything.
pub fn minimum_detectable(log_ratios: &[f64], interval: Interval, alpha: f64) -> Option<f64> {
    if !(interval.lower.is_finite() && interval.upper.is_finite()) {
        return None;
    }
    let error = mad(log_ratios) / (log_ratios.len() as f64 * EFFICIENCY).sqrt();
    let distance = standard_normal_quantile(1.0 - alpha) + standard_normal_quantile(POWER);
    Some((distance * error).exp())
}
