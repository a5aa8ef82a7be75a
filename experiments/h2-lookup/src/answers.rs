//! Is it right? Every answer to every query is held against the equations, those of the baseline too. The equations themselves
//! are held against what no equation of state can be at odds with.

use touchstone::Checks;

use crate::{
    pass::Answers,
    workload::{Asked, World},
};

/// What every variant is allowed.
const PLANS_TOLERANCE: f64 = 1e-3;
/// What a table of smooth quantities is asked for.
const SMOOTH_TOLERANCE: f64 = 3e-5;
/// How far what follows from an equation may be off it; differences of it are not exact.
const LAWS_TOLERANCE: f64 = 1e-5;
/// So many states show whether the laws hold.
const STATES: usize = 2_000;

/// With their units, in the order of the columns.
const PROPERTIES: [&str; 4] =
    ["density, kg/m3", "enthalpy, J/kg", "entropy, J/(kg K)", "heat capacity, J/(kg K)"];

pub(crate) fn against(reference: &Answers, got: &Answers, variant: &str) -> Checks {
    let tolerance = if variant.starts_with("octave") { SMOOTH_TOLERANCE } else { PLANS_TOLERANCE };
    let (reference, got) = (reference.columns(), got.columns());
    let checks = PROPERTIES.into_iter().zip(reference).zip(got).fold(
        Checks::new(),
        |checks, ((property, reference), got)| {
            checks.relative(property, reference.iter().copied(), got.iter().copied(), tolerance)
        },
    );
    checks.at_most(
        "density: mean error, by which sums are off",
        bias(&reference[0], &got[0]).abs(),
        tolerance,
    )
}

/// The mean relative error: where it is not zero, nothing that is added up gets any better by adding up more of it.
fn bias(reference: &[f64], got: &[f64]) -> f64 {
    let errors = reference.iter().zip(got).map(|(reference, got)| got / reference - 1.0);
    errors.sum::<f64>() / reference.len() as f64
}

/// Enthalpy, entropy, density and heat capacity are slopes of one another; `answers` are those of the equations.
pub(crate) fn keep_the_laws(world: &World, answers: &Answers) -> Checks {
    let columns = answers.columns();
    let (mut left, mut right) = ([const { Vec::new() }; 3], [const { Vec::new() }; 3]);
    for query in world.some(STATES) {
        let (p, t) = (world.queries.p[query], world.queries.t[query]);
        let Some(slopes) = slopes(world.size.asked, p, t) else { continue };
        let [rho, _, _, cp] = [0, 1, 2, 3].map(|column: usize| columns[column][query]);
        for (law, (slope, property)) in slopes.into_iter().zip([cp, cp, 1.0 / rho]).enumerate() {
            left[law].push(property);
            right[law].push(slope);
        }
    }
    let laws = ["dh/dT is cp", "T ds/dT is cp", "d(h - Ts)/dp is 1/rho"];
    let checks = laws.into_iter().zip(left.into_iter().zip(right));
    let checks = checks.fold(Checks::new(), |checks, (law, (property, slope))| {
        checks.relative(law, property, slope, LAWS_TOLERANCE)
    });
    let lengths = columns.iter().map(Vec::len);
    checks.exact("answers", [world.queries.p.len(); 4], lengths)
}

/// Of h over T, of s over T times T, and of h - Ts over p; none next to a change of phase, where there are no slopes.
fn slopes(asked: Asked, p: f64, t: f64) -> Option<[f64; 3]> {
    const DT: f64 = 1e-2;
    let dp = 1e-4 * p;
    let around = [(p, t - DT), (p, t + DT), (p - dp, t), (p + dp, t)];
    if asked == Asked::Water {
        let phase = water_steam::phase(p, t).ok()?;
        if around.iter().any(|&(p, t)| water_steam::phase(p, t) != Ok(phase)) {
            return None;
        }
    }
    let mut states = [[0.0; 4]; 4];
    for (state, (p, t)) in states.iter_mut().zip(around) {
        *state = asked.exact(p, t).ok()?;
    }
    let [cold, hot, low, high] = states;
    let gibbs = |[_, h, s, _]: [f64; 4]| h - t * s;
    Some([
        (hot[1] - cold[1]) / (2.0 * DT),
        t * (hot[2] - cold[2]) / (2.0 * DT),
        (gibbs(high) - gibbs(low)) / (2.0 * dp),
    ])
}
