//! Is it right? What steps by Euler is held against Euler's steps, one mass at a time: that is about layout. Everything else is
//! held against what is true.

use touchstone::Checks;

use crate::{
    components::{Components, Kind},
    machine::Stepped,
    truth,
};

/// Columns and objects do the same sums; their last bits may differ.
const SAME_STEPS: f64 = 1e-12;
/// What is left of an exact step is rounding.
const ROUNDING: f64 = 1e-9;
/// What the plan allows.
const PLANS_TOLERANCE: f64 = 1e-3;
/// Both ways to a tank's pressure are held to this.
const PRESSURES: f64 = 1e-4;
/// Of the power that a cell is given.
const RESIDUAL: f64 = 1e-12;

pub(crate) fn against_the_truth(components: &Components, got: &Stepped, variant: &str) -> Checks {
    let states = got.states();
    let checks = Checks::new();
    match (components.size.kind, variant) {
        (Kind::Masses, "exact") => {
            checks.relative("temperatures, K", truth::solution(components), states, ROUNDING)
        }
        (Kind::Masses, "rk4") => {
            checks.relative("temperatures, K", truth::solution(components), states, PLANS_TOLERANCE)
        }
        (Kind::Masses, _) => {
            let (temperatures, removed) = truth::euler(components);
            let checks = checks.relative("temperatures by Euler, K", temperatures, states, SAME_STEPS);
            match got.removed() {
                Some(got) => checks.relative("heat that limits took away, J", removed, got, ROUNDING),
                None => checks,
            }
        }
        (Kind::Flows, variant) => {
            let tolerance = if variant == "exact" { ROUNDING } else { PLANS_TOLERANCE };
            checks.absolute("flows, share of the most", truth::solution(components), states, tolerance)
        }
        (Kind::Cells, _) => {
            let off = truth::residual(components, &states);
            checks
                .at_most("power: share off what was given", off, RESIDUAL)
                .output(states.into_iter().map(f64::to_bits))
        }
        (Kind::Tanks, _) => checks.relative("pressures, Pa", truth::pressures(components), states, PRESSURES),
    }
}
