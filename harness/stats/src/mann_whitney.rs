//! Mann and Whitney's test (1947), which takes every sample for independent evidence: what other tools decide by.

use crate::signed_rank::normal_upper_tail;

/// Up to so many values on either side, without ties, the distribution is counted; all counts are exact.
pub(crate) const EXACT: usize = 25;

/// The two-sided p value that both samples are of one distribution: exact for up to 25 values on a side without ties, by
/// the normal approximation with corrections for continuity and ties beyond. NaN where a side is empty or holds NaN.
pub fn mann_whitney(a: &[f64], b: &[f64]) -> f64 {
    if a.is_empty() || b.is_empty() || a.iter().chain(b).any(|value| value.is_nan()) {
        return f64::NAN;
    }
    let pairs = (a.len() * b.len()) as f64;
    let below: f64 = a.iter().map(|a| b.iter().map(|b| wins(*a, *b)).sum::<f64>()).sum();
    let larger = below.max(pairs - below);
    let ties = ties(a, b);
    let tail = if ties == 0.0 && a.len().max(b.len()) <= EXACT {
        let counts = counts(a.len(), b.len());
        counts[larger as usize..].iter().sum::<f64>() / counts.iter().sum::<f64>()
    } else {
        let (mean, sd) = moments(a.len(), b.len(), ties);
        // All values are equal: nothing tells the samples apart.
        if sd > 0.0 { normal_upper_tail((larger - 0.5 - mean) / sd) } else { 1.0 }
    };
    (2.0 * tail).min(1.0)
}

fn wins(a: f64, b: f64) -> f64 {
    if a > b {
        1.0
    } else if a == b {
        0.5
    } else {
        0.0
    }
}

/// The sum of t^3 - t over the groups of equal values.
fn ties(a: &[f64], b: &[f64]) -> f64 {
    let mut all = [a, b].concat();
    all.sort_by(f64::total_cmp);
    all.chunk_by(|one, next| one == next).map(|group| (group.len() as f64).powi(3) - group.len() as f64).sum()
}

/// How many of the orders of `a` and `b` values give each value of the statistic.
pub(crate) fn counts(a: usize, b: usize) -> Vec<f64> {
    // orders[i] counts those of i and j values: the largest is one of the i, above j others, or one of the j.
    let mut orders = vec![vec![0.0; a * b + 1]; a + 1];
    for counts in &mut orders {
        counts[0] = 1.0;
    }
    for j in 1..=b {
        for i in 1..=a {
            let (fewer, rest) = orders.split_at_mut(i);
            for u in (j..=i * j).rev() {
                rest[0][u] += fewer[i - 1][u - j];
            }
        }
    }
    orders.swap_remove(a)
}

/// Mean and standard deviation of the statistic where nothing differs.
pub(crate) fn moments(a: usize, b: usize, ties: f64) -> (f64, f64) {
    let (pairs, n) = ((a * b) as f64, (a + b) as f64);
    let lost = if n > 1.0 { ties / (n * (n - 1.0)) } else { 0.0 };
    (pairs / 2.0, (pairs / 12.0 * (n + 1.0 - lost)).max(0.0).sqrt())
}
