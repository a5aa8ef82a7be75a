//! Two samples that share no rounds: the weaker test, for what can only be held against a run of another day.

use crate::{
    Interval,
    mann_whitney::{EXACT, counts, moments},
    spread::{median, standard_normal_quantile},
};

/// How far `a` lies above `b`: Hodges and Lehmann's shift, the median of all differences, with bounds counted off the
/// ordered differences by the null distribution of Mann and Whitney's statistic; each bound has a one-sided error of
/// `alpha`. NaN between infinite bounds where a side is empty or holds a number that is none.
///
/// It believes that the samples are independent and differ by nothing but the shift. What the host did between the two
/// runs is part of the shift, and no number of rounds takes it out: that is why paired rounds are the stronger test.
pub fn two_sample(a: &[f64], b: &[f64], alpha: f64) -> Interval {
    let unknown = Interval { estimate: f64::NAN, lower: f64::NEG_INFINITY, upper: f64::INFINITY };
    if a.is_empty() || b.is_empty() || a.iter().chain(b).any(|value| !value.is_finite()) {
        return unknown;
    }
    let mut differences: Vec<f64> = a.iter().flat_map(|a| b.iter().map(move |b| a - b)).collect();
    differences.sort_unstable_by(f64::total_cmp);
    let estimate = median(&differences);
    match rank(a.len(), b.len(), alpha) {
        0 => Interval { estimate, ..unknown },
        rank => {
            Interval { estimate, lower: differences[rank - 1], upper: differences[differences.len() - rank] }
        }
    }
}

/// The largest k for which the k-th smallest and k-th largest difference bound the shift; 0 where none does.
fn rank(a: usize, b: usize, alpha: f64) -> usize {
    if alpha.is_nan() || alpha <= 0.0 {
        return 0;
    }
    let alpha = alpha.min(0.5);
    // Beyond the middle both bounds would change places.
    let middle = (a * b).div_ceil(2);
    if a.max(b) > EXACT {
        let (mean, sd) = moments(a, b, 0.0);
        let rank = (mean + standard_normal_quantile(alpha) * sd + 0.5).floor().max(0.0) as usize;
        return rank.min(middle);
    }
    let counts = counts(a, b);
    let total: f64 = counts.iter().sum();
    let mut below = 0.0;
    for (u, count) in counts.iter().enumerate() {
        below += count;
        if below / total > alpha {
            return u.min(middle);
        }
    }
    middle
}
