//! Totals from parts: what is left of the time bounds how much faster the whole becomes (Amdahl 1967).

use model::plans::{ActingOn, Amdahl, Part, Product, Untouched};

use super::{Allowed, ROUNDING, above, factors, from_to, product as product_of, words};
use crate::audit::Weight;

pub(super) fn amdahl(claim: &Amdahl) -> Allowed {
    let (rest_low, rest_high) = claim.rest.map_or((1.0, 1.0), |rest| (rest.low(), rest.high()));
    let least = totals(&claim.parts, |part| product_of(&part.speedups).0, rest_low);
    let most = totals(&claim.parts, |part| product_of(&part.speedups).1, rest_high);
    let free = totals(&claim.parts, |_| f64::INFINITY, rest_high);
    let (Some((least, _)), Some((_, most)), Some((free_least, free))) = (least, most, free) else {
        let sum: f64 = claim.parts.iter().map(|part| part.share.low()).sum();
        let why = format!("the shares add up to {} of the whole", super::number(sum, ""));
        return Allowed { why, number: sum, weight: Some(Weight::Damning) };
    };
    let weight = above(claim.claimed, most);
    let shares: Vec<String> = claim.parts.iter().map(part).collect();
    let rest =
        claim.rest.map_or_else(String::new, |rest| format!(" and all else {} faster", words(rest, "x")));
    let ceiling = if free > most * (1.0 + ROUNDING) && free.is_finite() {
        format!(" ({} if it took no time at all)", from_to(free_least, free, "x"))
    } else {
        String::new()
    };
    let why = format!(
        "with {}{rest} the whole is {} faster{ceiling}, claimed {}",
        shares.join(", "),
        from_to(least, most, "x"),
        words(claim.claimed, "x")
    );
    Allowed { why, number: most, weight }
}

fn part(part: &Part) -> String {
    let share = from_to(part.share.low() * 100.0, part.share.high() * 100.0, "");
    match part.speedups.as_slice() {
        [] => format!("{share} % of the time gone"),
        speedups => format!("{share} % of the time {} faster", factors(speedups)),
    }
}

/// The least and the most speedup of the whole over all shares; the extremes lie in the corners. `None` where the shares
/// are more than the whole.
fn totals(parts: &[Part], speedup: impl Fn(&Part) -> f64, rest: f64) -> Option<(f64, f64)> {
    let corners = 0..1_u32 << parts.len().min(16);
    let totals = corners.filter_map(|corner| {
        let (mut used, mut time) = (0.0, 0.0);
        for (place, part) in parts.iter().enumerate() {
            let share = if corner >> place & 1 == 0 { part.share.low() } else { part.share.high() };
            used += share;
            time += if part.speedups.is_empty() { 0.0 } else { share / speedup(part) };
        }
        // Shares as they are written, 0.6 and 0.3 and 0.1, may add up to a hair over 1.
        let left = if used > 1.0 && used < 1.0 + 1e-9 { 0.0 } else { 1.0 - used };
        (left >= 0.0).then(|| 1.0 / (time + left / rest))
    });
    totals.fold(None, |found: Option<(f64, f64)>, total| {
        let (least, most) = found.unwrap_or((total, total));
        Some((least.min(total), most.max(total)))
    })
}

pub(super) fn product(claim: &Product) -> Allowed {
    let (low, high) = product_of(&claim.factors);
    let said = format!("{} is {}", factors(&claim.factors), from_to(low, high, "x"));
    let claimed = words(claim.claimed, "x");
    // The lower end of what is claimed rests on the lower ends of the factors.
    let is_unfounded = claim.claimed.low() > low * (1.0 + ROUNDING);
    let unfounded = || Allowed {
        why: format!("{said}: the least of it is claimed to be {}", super::number(claim.claimed.low(), "x")),
        number: low,
        weight: Some(Weight::Notable),
    };
    match claim.acting_on {
        ActingOn::TheSameTime => {
            let weight = above(claim.claimed, high);
            if weight.is_none() && is_unfounded {
                return unfounded();
            }
            Allowed { why: format!("{said} at most, claimed {claimed}"), number: high, weight }
        }
        ActingOn::DifferentShares => {
            let reaches_the_product = claim.claimed.high() >= high * (1.0 - ROUNDING);
            if !reaches_the_product && is_unfounded {
                return unfounded();
            }
            let is_all = claim.claimed.low() >= low * (1.0 - ROUNDING);
            let why = format!(
                "{said}, but they act on different shares of the time and give less than that together, claimed {claimed}"
            );
            let weight = if is_all { Weight::Damning } else { Weight::Notable };
            Allowed { why, number: high, weight: reaches_the_product.then_some(weight) }
        }
        ActingOn::Alternatives => {
            let most = claim.factors.iter().map(|factor| factor.high()).fold(1.0, f64::max);
            let weight = above(claim.claimed, most);
            let why = format!(
                "{} exclude each other in one run, which has {} at most, claimed {claimed} of them together",
                factors(&claim.factors).replace(" times ", " and "),
                super::number(most, "x")
            );
            Allowed { why, number: most, weight }
        }
    }
}

pub(super) fn untouched(claim: &Untouched) -> Allowed {
    let least = claim.share_after.low() / claim.share_before.high();
    let most = claim.share_after.high() / claim.share_before.low();
    let weight = above(claim.claimed, most);
    let percent = |share: model::plans::Share| from_to(share.low() * 100.0, share.high() * 100.0, "");
    let why = format!(
        "what is not touched goes from {} % to {} % of the time, so the whole is {} faster, claimed {}",
        percent(claim.share_before),
        percent(claim.share_after),
        from_to(least, most, "x"),
        words(claim.claimed, "x")
    );
    Allowed { why, number: most, weight }
}
