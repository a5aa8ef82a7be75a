//! Is an answer right? Every year is certified from its own flows and prices, which asks no solver, and held against the
//! reference. Single flows are never compared: an optimum has many.

use steel_years::{Course, Horizon, Validation, validate};
use touchstone::Checks;

/// What is asked of an objective and its certificate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// An optimum: the objective to so much, the certificate to 1e-6.
    Optimal(f64),
    /// Feasible, and in every year a certified gap of at most so much, which the true error must not exceed. Where no such gap
    /// is certified the answer must be the optimum: programs without bounds on their columns often have none.
    Certified(f64),
    /// Feasible, and the objective as the plan allows it: nothing is proved.
    Plan,
}

/// The tolerance of every certificate.
const CERTIFICATE: f64 = 1e-6;

/// What the plan allows, and asks of nobody to prove.
const PLAN: f64 = 0.01;

/// How far an optimum may be off another one.
const OPTIMUM: f64 = 1e-7;

/// By how much rounding alone may put a true error above a certified gap.
const ROUNDING: f64 = 1e-9;

/// Holds courses against the reference, horizon by horizon.
pub fn against(horizons: &[Horizon], reference: &[Course], got: &[Course], tolerance: Tolerance) -> Checks {
    let checks = Checks::new().exact("linear programs", [horizons.len()], [got.len()]);
    let judged = horizons.iter().zip(reference).zip(got);
    let checks = judged.fold(checks, |checks, ((horizon, reference), got)| {
        let is_small = |most: f64| got.years.iter().all(|year| year.gap().is_some_and(|gap| gap <= most));
        let tolerance = match tolerance {
            Tolerance::Certified(most) if !is_small(most) => Tolerance::Optimal(OPTIMUM),
            asked => asked,
        };
        match validate(horizon, reference, got) {
            Ok(found) => with(checks, &found, tolerance),
            // No year may be missing: the error has no number, so it fails.
            Err(fault) => checks.exact("years", ["all".to_owned()], [fault.to_string()]),
        }
    });
    let objectives = got.iter().flat_map(Course::objectives).map(f64::to_bits);
    checks.output(objectives.collect::<Vec<_>>())
}

/// Certifies courses that are themselves the reference.
pub fn certified(horizons: &[Horizon], courses: &[Course]) -> Checks {
    against(horizons, courses, courses, Tolerance::Optimal(CERTIFICATE))
}

fn with(checks: Checks, found: &Validation, tolerance: Tolerance) -> Checks {
    let checks = checks
        .at_most("objective: share off the reference, as the plan allows it", found.objective, PLAN)
        .at_most("objective: told against that of the flows", found.told, CERTIFICATE)
        .at_most("primal residual", found.primal, CERTIFICATE);
    let honest = |checks: Checks, beyond: f64| {
        checks.at_most("true error beyond the certified gap, at any pass", beyond, ROUNDING)
    };
    match tolerance {
        Tolerance::Optimal(share) => {
            let checks = checks
                .at_most("objective: share off the reference", found.objective, share)
                .at_most("dual residual", found.dual, CERTIFICATE)
                .at_most("gap between flows and prices", found.gap, CERTIFICATE);
            // What promises a gap on its way to the optimum keeps its word on the way.
            let checks = found.beyond_gap.into_iter().fold(checks, honest);
            // Steel that nobody brings is dear: two optima agree on it.
            match found.unmet {
                Some(unmet) => {
                    checks.at_most("unmet demand: share of all demand off the reference", unmet, CERTIFICATE)
                }
                None => checks,
            }
        }
        Tolerance::Certified(gap) => {
            let checks = checks.at_most("certified gap", found.certified.unwrap_or(f64::NAN), gap);
            honest(checks, found.beyond_gap.unwrap_or(f64::NAN))
        }
        Tolerance::Plan => checks,
    }
}
