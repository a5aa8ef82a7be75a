//! The null distribution of Wilcoxon's signed rank statistic (Wilcoxon 1945), from which interval bounds are counted off.

use std::f64::consts::TAU;

use crate::spread::standard_normal_quantile;

/// Up to here the distribution is computed exactly. Beyond, the normal approximation is off by less than 0.004, and for
/// the small errors of the looks always on the safe side (`tests/it/signed_rank.rs`).
const EXACT: usize = 25;

/// P(W+ >= w) for `n` differences without ties, exact up to 25 and approximated (with continuity correction) beyond.
/// NaN of NaN.
pub fn upper_tail(n: usize, w: f64) -> f64 {
    if w.is_nan() {
        return w;
    }
    // The statistic is a whole number.
    let w = w.ceil();
    if n <= EXACT {
        let counts = counts(n);
        let from = (w.max(0.0) as usize).min(counts.len());
        return counts[from..].iter().sum::<f64>() / 2_f64.powi(n as i32);
    }
    let (mean, sd) = moments(n);
    normal_upper_tail((w - 0.5 - mean) / sd)
}

/// The largest k for which the k-th smallest and k-th largest Walsh average bound the centre with one-sided error
/// `alpha`; 0 when `n` differences cannot bound it at all, or when `alpha` is no error. From an error of a half on both
/// bounds are the centre itself.
pub fn critical_rank(n: usize, alpha: f64) -> usize {
    if n == 0 || alpha.is_nan() || alpha <= 0.0 {
        return 0;
    }
    let alpha = alpha.min(0.5);
    if n > EXACT {
        let (mean, sd) = moments(n);
        return (mean + standard_normal_quantile(alpha) * sd + 0.5).floor().max(0.0) as usize;
    }
    // The lower bound A_(k) exceeds the centre exactly when W- < k, and W- is distributed as W+.
    let total = 2_f64.powi(n as i32);
    let mut below = 0.0;
    for (w, count) in counts(n).iter().enumerate() {
        below += count;
        if below / total > alpha {
            return w;
        }
    }
    counts(n).len()
}

/// The fewest rounds that can bound anything at this error: all of them must agree. `usize::MAX` where no 64 rounds can.
/// For errors under 2^-25 the normal approximation, careful as it is, asks for more than it should.
pub fn rounds_needed(alpha: f64) -> usize {
    (1..=64).find(|n| critical_rank(*n, alpha) > 0).unwrap_or(usize::MAX)
}

/// How many of the 2^n sign patterns give each value of the statistic.
fn counts(n: usize) -> Vec<f64> {
    let mut counts = vec![0.0; n * (n + 1) / 2 + 1];
    counts[0] = 1.0;
    for rank in 1..=n {
        for w in (rank..counts.len()).rev() {
            counts[w] += counts[w - rank];
        }
    }
    counts
}

fn moments(n: usize) -> (f64, f64) {
    let n = n as f64;
    (n * (n + 1.0) / 4.0, (n * (n + 1.0) * (2.0 * n + 1.0) / 24.0).sqrt())
}

/// The chance that a standard normal number is above `z`. Not 1 less the rest, in which small tails would be lost.
pub(crate) fn normal_upper_tail(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - normal_upper_tail(-z);
    }
    let density = (-z * z / 2.0).exp() / TAU.sqrt();
    if z < 3.0 {
        // The series of Marsaglia (2004): z + z^3/3 + z^5/(3*5) + …
        let (mut term, mut sum, mut odd) = (z, z, 1.0);
        while term > sum * f64::EPSILON {
            odd += 2.0;
            term *= z * z / odd;
            sum += term;
        }
        0.5 - density * sum
    } else {
        // Laplace's continued fraction: 1/(z + 1/(z + 2/(z + 3/(z + …
        density / (1..=100).rev().fold(z, |below, k| z + f64::from(k) / below)
    }
}
