//! How surely paired rounds lie above a threshold, as a probability: what a family of series is decided by.

use crate::upper_tail;

/// The chance that rounds centred on the threshold would lie above it as clearly as these: Wilcoxon's signed rank test,
/// one-sided. 1 where there is nothing to say it from, numbers that are none among it.
///
/// The statistic is counted as the Walsh averages above the threshold. Without ties that is the sum of positive ranks;
/// with them, whatever lies on the threshold, alone or as the middle of a pair, counts against. So the lower bound of
/// [`crate::paired`] lies above the threshold exactly when this is at most its error, ties or none.
pub fn exceeds(log_ratios: &[f64], threshold: f64) -> f64 {
    if log_ratios.is_empty() || threshold.is_nan() || log_ratios.iter().any(|value| !value.is_finite()) {
        return 1.0;
    }
    let above = log_ratios
        .iter()
        .enumerate()
        .flat_map(|(i, one)| log_ratios[i..].iter().map(move |other| f64::midpoint(*one, *other)))
        .filter(|average| *average > threshold)
        .count();
    upper_tail(log_ratios.len(), above as f64).clamp(0.0, 1.0)
}
