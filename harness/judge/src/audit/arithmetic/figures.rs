//! Shares of shares, errors, and figures that are products of figures.

use model::plans::{Computed, FewerIterations, Range, Relation, Saving};

use super::{Allowed, ROUNDING, above, apart, below, from_to, number, product, words};
use crate::audit::Weight;

pub(super) fn saving(claim: &Saving) -> Allowed {
    let least = claim.share.low() * claim.saved.low();
    let most = claim.share.high() * claim.saved.high();
    let weight = above(claim.claimed.into(), most);
    let percent = |low: f64, high: f64| format!("{} %", from_to(low * 100.0, high * 100.0, ""));
    let why = format!(
        "{} of {} of the whole is {}, claimed {}",
        percent(claim.saved.low(), claim.saved.high()),
        percent(claim.share.low(), claim.share.high()),
        percent(least, most),
        percent(claim.claimed.low(), claim.claimed.high())
    );
    Allowed { why, number: most, weight }
}

pub(super) fn fewer_iterations(claim: &FewerIterations) -> Allowed {
    let growth = (claim.before.get() as f64 / claim.after.get() as f64).sqrt();
    let why = format!(
        "{} iterations instead of {} make the standard error {} as large, claimed {}",
        claim.after,
        claim.before,
        number(growth, "x"),
        number(claim.claimed_growth, "x")
    );
    let is_less = claim.claimed_growth < growth * (1.0 - ROUNDING);
    Allowed { why, number: growth, weight: is_less.then_some(Weight::Damning) }
}

pub(super) fn computed(claim: &Computed) -> Allowed {
    let (low, high) = product(&claim.multiply);
    let (least_divisor, most_divisor) = product(&claim.divide);
    let (low, high) = (low / most_divisor, high / least_divisor);
    let (weight, bound) = match claim.holds_if_claimed_is {
        Relation::TheSame => {
            (Range::new(low, high).ok().and_then(|computed| apart(claim.claimed, computed)), high)
        }
        Relation::NoMore => (above(claim.claimed, high), high),
        Relation::NoLess => (below(claim.claimed, low), low),
    };
    let relation = match claim.holds_if_claimed_is {
        Relation::TheSame => "",
        Relation::NoMore => " at most",
        Relation::NoLess => " at least",
    };
    let (unit, terms) = (claim.unit.as_str(), terms(claim));
    let computed = from_to(low, high, unit);
    let why = format!("{terms}{computed}{relation}, claimed {}", words(claim.claimed, unit));
    Allowed { why, number: bound, weight }
}

/// `50 x 20 x 4 / 2 is `; nothing where there is nothing to compute.
fn terms(claim: &Computed) -> String {
    if claim.multiply.len() + claim.divide.len() < 2 {
        return String::new();
    }
    let join = |ranges: &[Range], by: &str| {
        ranges.iter().map(|range| words(*range, "")).collect::<Vec<String>>().join(by)
    };
    let divided =
        if claim.divide.is_empty() { String::new() } else { format!(" / {}", join(&claim.divide, " / ")) };
    format!("{}{divided} is ", join(&claim.multiply, " x "))
}
