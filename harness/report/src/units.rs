//! Numbers as people read them, never with more digits than the evidence supports.

use judge::{Precision, amount, scale};
use model::VerdictRow;

/// Three significant digits: `2.31x`, `12.4 ms`, `64.0 MiB`.
pub fn number(value: f64, unit: &str) -> String {
    amount(value, unit, Precision::Significant(3))
}

/// A time.
pub fn seconds(seconds: f64) -> String {
    number(seconds, "s")
}

/// A size.
pub fn bytes(bytes: u64) -> String {
    number(bytes as f64, "B")
}

/// A share, as a percentage.
pub fn percent(share: f64) -> String {
    if share.is_finite() {
        format!("{} %", amount(share * 100.0, "", Precision::AtMost(3)))
    } else {
        number(share, "")
    }
}

/// `2.3x [2.1, 2.5]`: the last digit of the estimate is the first one that the interval is unsure of, and the bounds are
/// rounded away from the estimate, so that what is shown never claims more than what was found.
pub fn measured(row: &VerdictRow) -> Option<String> {
    let estimate = row.estimate?;
    let (Some(lower), Some(upper)) = (row.lower, row.upper) else {
        return Some(format!("about {}", amount(estimate, &row.unit, Precision::Significant(2))));
    };
    if lower == upper {
        return Some(number(estimate, &row.unit));
    }
    let (size, name) = scale(estimate, &row.unit);
    let half_width = (upper - lower) / size / 2.0;
    let supported = -magnitude(half_width);
    let sensible = 2 - magnitude(estimate / size);
    let decimals = supported.min(sensible).clamp(0, 12) as usize;
    let value = estimate / size;
    Some(format!(
        "{value:.decimals$}{name} [{}, {}]",
        outward(lower / size, value, Side::Below),
        outward(upper / size, value, Side::Above)
    ))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
}

/// A bound with the digits it takes to tell it from the estimate, at least two, rounded away from the estimate.
fn outward(bound: f64, estimate: f64, side: Side) -> String {
    if bound == 0.0 {
        return "0".to_owned();
    }
    let apart = -magnitude((bound - estimate).abs());
    let decimals = (1 - magnitude(bound)).max(apart.min(2 - magnitude(bound))).clamp(0, 12);
    let step = 10_f64.powi(decimals);
    let scaled = bound * step;
    // What is a whole number but for the last bit of a division stays what it is.
    let whole = scaled.round();
    let rounded = match side {
        _ if (scaled - whole).abs() < 1e-9 * scaled.abs() => whole,
        Side::Below => scaled.floor(),
        Side::Above => scaled.ceil(),
    };
    format!("{:.*}", decimals as usize, rounded / step)
}

/// The power of ten of the first digit; very small for zero.
fn magnitude(value: f64) -> i32 {
    if value == 0.0 { -12 } else { value.abs().log10().floor() as i32 }
}
