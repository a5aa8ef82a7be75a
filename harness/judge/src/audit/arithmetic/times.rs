//! Items, workers and seconds.

use model::plans::{Batch, BecomesPossible, Extrapolated, Range, Ratio, TimeTotal};

use super::{Allowed, ROUNDING, above, apart, from_to, number, words};
use crate::audit::Weight;

pub(super) fn batch(claim: &Batch) -> Allowed {
    let turns = claim.items.get().div_ceil(claim.workers.get());
    let most = claim.items.get() as f64 / turns as f64;
    let weight = above(claim.claimed, most);
    let why = format!(
        "{} items on {} workers take {}: at most {}, claimed {}",
        claim.items,
        claim.workers,
        if turns == 1 { "1 turn".to_owned() } else { format!("{turns} turns") },
        number(most, "x"),
        words(claim.claimed, "x")
    );
    Allowed { why, number: most, weight }
}

pub(super) fn time_total(claim: &TimeTotal) -> Allowed {
    let turns = claim.items.get().div_ceil(claim.workers.get()) as f64;
    let (low, high) = (turns * claim.seconds_each.low(), turns * claim.seconds_each.high());
    let weight = Range::new(low, high).ok().and_then(|computed| apart(claim.claimed_seconds, computed));
    let (nearest, furthest) = if claim.claimed_seconds.low() > high {
        (claim.claimed_seconds.low() / high, claim.claimed_seconds.high() / low)
    } else {
        (low / claim.claimed_seconds.high(), high / claim.claimed_seconds.low())
    };
    let on = match claim.workers.get() {
        1 => String::new(),
        workers => format!(" on {workers} workers"),
    };
    let why = format!(
        "{} items of {}{on} take {}, claimed {}",
        number(claim.items.get() as f64, ""),
        words(claim.seconds_each, "s"),
        from_to(low, high, "s"),
        words(claim.claimed_seconds, "s")
    );
    if weight.is_none() {
        return Allowed { why, number: high, weight };
    }
    let why = format!("{why}: a factor of {} apart", from_to(nearest, furthest, ""));
    Allowed { why, number: nearest, weight }
}

pub(super) fn ratio(claim: &Ratio) -> Allowed {
    let least = claim.seconds_before.low() / claim.seconds_after.high();
    let most = claim.seconds_before.high() / claim.seconds_after.low();
    let weight = above(claim.claimed, most);
    let why = format!(
        "{} becoming {} is {}, claimed {}",
        words(claim.seconds_before, "s"),
        words(claim.seconds_after, "s"),
        from_to(least, most, "x"),
        words(claim.claimed, "x")
    );
    Allowed { why, number: most, weight }
}

/// A number that was scaled was not measured, even where it was scaled right.
pub(super) fn extrapolated(claim: &Extrapolated) -> Allowed {
    let factor = claim.to_size.get() as f64 / claim.from_size.get() as f64;
    let scaled = claim.baseline_measured * factor;
    let is_scaled_right = (claim.claimed / scaled - 1.0).abs() <= ROUNDING;
    let measured = format!("{} measured of {}", number(claim.baseline_measured, "s"), claim.from_size);
    let claimed = format!("{} for {}", number(claim.claimed, "s"), claim.to_size);
    if is_scaled_right && factor > 1.0 {
        let why = format!("{claimed} is no baseline: it is {measured}, times {}", number(factor, ""));
        return Allowed { why, number: factor, weight: Some(Weight::Notable) };
    }
    let why = format!("{measured} is {} for {}, claimed {claimed}", number(scaled, "s"), claim.to_size);
    Allowed { why, number: scaled, weight: (!is_scaled_right).then_some(Weight::Damning) }
}

pub(super) fn becomes_possible(claim: &BecomesPossible) -> Allowed {
    let before = claim.budget_seconds / claim.seconds_each_before;
    let why = format!(
        "{} are to become possible in {}, where {} were at {} each",
        number(claim.claimed_items, ""),
        number(claim.budget_seconds, "s"),
        number(before.floor(), ""),
        number(claim.seconds_each_before, "s")
    );
    let was_possible = before.floor() >= claim.claimed_items;
    Allowed { why, number: before.floor(), weight: was_possible.then_some(Weight::Damning) }
}
