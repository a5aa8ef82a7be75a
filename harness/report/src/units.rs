//! Numbers as people read them, never with more digits than the evidence supports.

use judge::{Precision, amount, scale};
use model::VerdictRow;

/// Three significant digits: `2.31x`, `12.4 ms`, `64.0 MiB`.
pub fn number(value: f64, unit: &str) -> String {
    amount(value, unit, Precision::Significant(3))
}

/// At an axis: round numbers need no digits to show how well they are known.
pub(crate) fn tick(value: f64, unit: &str) -> String {
    amount(value, unit, Precision::AtMost(3))
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

/// The estimate of a row with its interval, or about what it is.
pub fn measured(row: &VerdictRow) -> Option<String> {
    let estimate = row.estimate?;
    Some(match (row.lower, row.upper) {
        _ if !estimate.is_finite() => number(estimate, &row.unit),
        (Some(lower), Some(upper)) if lower.is_finite() && upper.is_finite() => {
            interval(estimate, (lower, upper), &row.unit)
        }
        _ => format!("about {}", amount(estimate, &row.unit, Precision::Significant(2))),
    })
}

/// `2.3x [2.1, 2.5]`: the last digit of the estimate is the first one that the interval is unsure of, and the bounds are
/// rounded away from the estimate, so that what is shown never claims more than what was found.
pub(crate) fn interval(estimate: f64, (lower, upper): (f64, f64), unit: &str) -> String {
    if lower == upper || !estimate.is_finite() {
        return number(estimate, unit);
    }
    let (size, name) = scale(estimate, unit);
    let value = estimate / size;
    let supported = -magnitude((upper - lower) / size / 2.0);
    // One digit at least, three at most.
    let decimals = supported.clamp(-magnitude(value), 2 - magnitude(value));
    // The worst of several is a bound itself, and is shown as the bound is: rounded by itself it could lie beyond it.
    let low = outward(lower / size, value, f64::floor);
    let high = outward(upper / size, value, f64::ceil);
    let shown = match estimate {
        _ if estimate == lower => low.clone(),
        _ if estimate == upper => high.clone(),
        _ => fixed(value, decimals, f64::round),
    };
    format!("{shown}{name} [{low}, {high}]")
}

/// A bound with the digits it takes to tell it from the estimate, two or three, rounded away from the estimate.
fn outward(bound: f64, estimate: f64, round: fn(f64) -> f64) -> String {
    let apart = -magnitude((bound - estimate).abs());
    let decimals = apart.clamp(1 - magnitude(bound), 2 - magnitude(bound));
    fixed(bound, decimals, round)
}

/// A number with so many decimals; fewer than none leave zeros before the point.
pub(crate) fn fixed(value: f64, decimals: i32, round: fn(f64) -> f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let decimals = decimals.min(12);
    let (up, down) = (10_f64.powi(decimals.max(0)), 10_f64.powi((-decimals).max(0)));
    let scaled = value * up / down;
    // What is a whole number but for the last bit of a division stays what it is.
    let near = scaled.round();
    let whole = if (scaled - near).abs() < 1e-9 * scaled.abs() { near } else { round(scaled) };
    format!("{:.*}", decimals.max(0) as usize, whole * down / up)
}

/// The power of ten of the first digit; very small for zero.
pub(crate) fn magnitude(value: f64) -> i32 {
    if value == 0.0 { -12 } else { value.abs().log10().floor() as i32 }
}
