//! Claims of the plans that their own numbers forbid.

mod amdahl;
mod figures;
mod times;

use model::plans::{Arithmetic, PlanClaim, Plans, Range};

use super::{About, Finding, Weight, sort};
use crate::{Precision, amount};

/// Claims are rounded where they are written down: 2.99x for 2.985x is no finding.
const ROUNDING: f64 = 0.005;

/// One finding for every claim that its own numbers forbid, with the number that they allow.
pub fn arithmetic(plans: &Plans) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, plan) in &plans.plans {
        let phases = plan.phases.iter().map(|phase| (Some(phase.number), &phase.claims));
        for (phase, claims) in phases.chain([(None, &plan.claims)]) {
            for claim in claims {
                let about = About::Plan { plan: name.clone(), phase };
                let allowed = allowed(claim);
                findings.extend(allowed.weight.map(|weight| Finding {
                    about,
                    what: format!("{}: {}", claim.about, allowed.why),
                    number: Some(allowed.number),
                    weight,
                }));
            }
        }
    }
    sort(&mut findings);
    findings
}

/// What the own numbers of a claim allow, whether it holds or not.
pub fn allowed(claim: &PlanClaim) -> Allowed {
    match &claim.arithmetic {
        Arithmetic::Amdahl(claim) => amdahl::amdahl(claim),
        Arithmetic::Batch(claim) => times::batch(claim),
        Arithmetic::Product(claim) => amdahl::product(claim),
        Arithmetic::TimeTotal(claim) => times::time_total(claim),
        Arithmetic::Ratio(claim) => times::ratio(claim),
        Arithmetic::Saving(claim) => figures::saving(claim),
        Arithmetic::Extrapolated(claim) => times::extrapolated(claim),
        Arithmetic::Untouched(claim) => amdahl::untouched(claim),
        Arithmetic::BecomesPossible(claim) => times::becomes_possible(claim),
        Arithmetic::FewerIterations(claim) => figures::fewer_iterations(claim),
        Arithmetic::Computed(claim) => figures::computed(claim),
    }
}

/// What is claimed, in numbers.
pub fn claimed(claim: &PlanClaim) -> String {
    match &claim.arithmetic {
        Arithmetic::Amdahl(claim) => words(claim.claimed, "x"),
        Arithmetic::Batch(claim) => words(claim.claimed, "x"),
        Arithmetic::Product(claim) => words(claim.claimed, "x"),
        Arithmetic::Ratio(claim) => words(claim.claimed, "x"),
        Arithmetic::Untouched(claim) => words(claim.claimed, "x"),
        Arithmetic::TimeTotal(claim) => words(claim.claimed_seconds, "s"),
        Arithmetic::Saving(claim) => {
            let (low, high) = (claim.claimed.low(), claim.claimed.high());
            format!("{} % saved", from_to(low * 100.0, high * 100.0, ""))
        }
        Arithmetic::Extrapolated(claim) => number(claim.claimed, "s"),
        Arithmetic::BecomesPossible(claim) => {
            let items = number(claim.claimed_items, "");
            format!("{items} in {}", number(claim.budget_seconds, "s"))
        }
        Arithmetic::FewerIterations(claim) => format!("error times {}", number(claim.claimed_growth, "")),
        Arithmetic::Computed(claim) => words(claim.claimed, &claim.unit),
    }
}

/// What the numbers of a claim allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    /// The computation in words, with what is claimed beside it.
    pub why: String,
    /// The number that it comes down to.
    pub number: f64,
    /// How much it weighs that the claim goes beyond; `None` where it does not.
    pub weight: Option<Weight>,
}

/// Damning where all of a claim lies above what is possible, notable where a part of it does.
fn above(claimed: Range, most: f64) -> Option<Weight> {
    let most = most * (1.0 + ROUNDING);
    if claimed.low() > most {
        Some(Weight::Damning)
    } else {
        (claimed.high() > most).then_some(Weight::Notable)
    }
}

/// The same, below what is needed.
fn below(claimed: Range, least: f64) -> Option<Weight> {
    let least = least * (1.0 - ROUNDING);
    if claimed.high() < least {
        Some(Weight::Damning)
    } else {
        (claimed.low() < least).then_some(Weight::Notable)
    }
}

/// Damning where two ways to state one thing have nothing in common. A narrower statement of the same is none.
fn apart(claimed: Range, computed: Range) -> Option<Weight> {
    let above = claimed.low() > computed.high() * (1.0 + ROUNDING);
    let below = claimed.high() < computed.low() * (1.0 - ROUNDING);
    (above || below).then_some(Weight::Damning)
}

fn words(range: Range, unit: &str) -> String {
    from_to(range.low(), range.high(), unit)
}

fn from_to(low: f64, high: f64, unit: &str) -> String {
    let (low, high) = (number(low, unit), number(high, unit));
    if low == high { low } else { format!("{low} to {high}") }
}

/// Sizes are shown as plans state them, in powers of ten, long times in hours, and what is large and round by its exponent.
fn number(value: f64, unit: &str) -> String {
    let steps: &[(f64, &str)] = match unit {
        "B" => &[(1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB")],
        "s" => &[(3600.0, " h")],
        _ => &[],
    };
    if let Some((size, name)) = steps.iter().find(|(size, _)| value.is_finite() && value >= *size) {
        return format!("{}{name}", amount(value / size, "", Precision::AtMost(3)));
    }
    let by_exponent = format!("{value:e}");
    if unit.is_empty() && value.is_finite() && value >= 1e6 && by_exponent.len() <= 7 {
        return by_exponent;
    }
    amount(value, unit, Precision::AtMost(3))
}

fn factors(factors: &[Range]) -> String {
    let words: Vec<String> = factors.iter().map(|factor| words(*factor, "x")).collect();
    words.join(" times ")
}

fn product(factors: &[Range]) -> (f64, f64) {
    (
        factors.iter().map(|factor| factor.low()).product(),
        factors.iter().map(|factor| factor.high()).product(),
    )
}
