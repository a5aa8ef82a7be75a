//! Ratios as people say them: what changed, between which bounds, and how little could be seen.

use judge::{Precision, amount};
use model::{OutcomeRow, Quantity};

use crate::{
    number, percent,
    units::{fixed, magnitude},
};

/// A change: what it is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measured {
    /// A ratio, shown as a share.
    Share,
    /// A difference of exponents.
    Exponent,
}

impl Measured {
    fn of(row: &OutcomeRow) -> Self {
        if row.quantity == Quantity::Growth { Self::Exponent } else { Self::Share }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::Share => " %",
            Self::Exponent => "",
        }
    }

    /// A ratio of 1.1 is a change of 10 %.
    fn shown(self, ratio: f64) -> f64 {
        match self {
            Self::Share => (ratio - 1.0) * 100.0,
            Self::Exponent => ratio,
        }
    }
}

/// `+12.3 % [+10.1, +14.0]`; `None` where no number was compared.
pub(crate) fn change(row: &OutcomeRow) -> Option<String> {
    between(Measured::of(row), row.ratio?, row.lower, row.upper)
}

/// The same of the second measurement.
pub(crate) fn change_again(row: &OutcomeRow) -> Option<String> {
    let again = row.again.as_ref()?;
    between(Measured::of(row), again.ratio?, again.lower, again.upper)
}

/// Two digits of what the interval is unsure of, and bounds that are rounded away from the estimate.
fn between(measured: Measured, ratio: f64, lower: Option<f64>, upper: Option<f64>) -> Option<String> {
    let unit = measured.unit();
    let value = measured.shown(ratio);
    if !value.is_finite() {
        return None;
    }
    let (Some(lower), Some(upper)) = (lower, upper) else {
        return Some(format!("about {}{unit}", exact(value)));
    };
    let (lower, upper) = (measured.shown(lower), measured.shown(upper));
    if lower == upper {
        return Some(format!("{}{unit}", exact(value)));
    }
    let unsure = [value - lower, upper - value].into_iter().filter(|side| side.is_finite());
    let decimals = 1 - magnitude(unsure.fold(0.0, f64::max)).clamp(-2, 1);
    Some(format!(
        "{}{unit} [{}, {}]",
        signed(value, decimals, f64::round),
        signed(lower, decimals, f64::floor),
        signed(upper, decimals, f64::ceil)
    ))
}

/// The instructions of a call: a count, so all of it is known.
pub(crate) fn instructions(row: &OutcomeRow) -> Option<String> {
    let change = Measured::Share.shown(row.instructions?);
    if change == 0.0 {
        return Some("instructions the same".to_owned());
    }
    Some(format!("instructions {} %", exact(change)))
}

/// How much worse it may become.
pub(crate) fn margin(row: &OutcomeRow) -> Option<String> {
    Some(allowed(row, row.margin?))
}

/// `cannot resolve 5 %, can resolve 9 %`. What can be resolved is rounded up, so that it is never less than was found.
pub(crate) fn resolution(row: &OutcomeRow) -> String {
    let cannot = margin(row).map(|margin| format!("cannot resolve {margin}"));
    let can = row.resolves.filter(|share| share.is_finite()).map(|share| {
        let step = 10_f64.powi(magnitude(share) - 1);
        let steps = share / step;
        let near = steps.round();
        let up = if (steps - near).abs() < 1e-6 { near } else { steps.ceil() };
        format!("can resolve {}", allowed(row, up * step))
    });
    let parts: Vec<String> = cannot.into_iter().chain(can).collect();
    if parts.is_empty() { "cannot resolve its margin".to_owned() } else { parts.join(", ") }
}

fn allowed(row: &OutcomeRow, margin: f64) -> String {
    match Measured::of(row) {
        Measured::Share => percent(margin),
        Measured::Exponent => amount(margin, "", Precision::AtMost(3)),
    }
}

/// One side: a median with its unit, or the power that a time grows with.
pub(crate) fn side(row: &OutcomeRow, value: Option<f64>) -> String {
    match (value, Measured::of(row)) {
        (None, _) => String::new(),
        (Some(exponent), Measured::Exponent) => power(exponent, 1),
        (Some(value), Measured::Share) => number(value, &row.unit),
    }
}

/// `grows as n^2.0 instead of n^1.0`.
pub(crate) fn growth(row: &OutcomeRow) -> Option<String> {
    let (Measured::Exponent, Some(base), Some(head)) = (Measured::of(row), row.base, row.head) else {
        return None;
    };
    let decimals = (1..=3).find(|decimals| power(base, *decimals) != power(head, *decimals))?;
    Some(format!("grows as {} instead of {}", power(head, decimals), power(base, decimals)))
}

fn power(exponent: f64, decimals: usize) -> String {
    format!("n^{exponent:.decimals$}")
}

/// Up to three digits, with its sign.
fn exact(value: f64) -> String {
    let plus = if value > 0.0 { "+" } else { "" };
    format!("{plus}{}", amount(value, "", Precision::AtMost(3)))
}

fn signed(value: f64, decimals: i32, round: fn(f64) -> f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "?"
        } else if value > 0.0 {
            "+∞"
        } else {
            "-∞"
        }
        .to_owned();
    }
    let text = fixed(value, decimals, round);
    let is_zero = !text.contains(|c: char| ('1'..='9').contains(&c));
    match text.strip_prefix('-') {
        Some(zero) if is_zero => zero.to_owned(),
        None if !is_zero => format!("+{text}"),
        _ => text,
    }
}
