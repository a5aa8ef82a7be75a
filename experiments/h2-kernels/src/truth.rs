//! What is right, by other means than what is measured: closed solutions, the power that a current takes, the equation of state.

use hydrogen_eos::State;
use plant_steps::{ThermalStep, thermal_euler};

use crate::{
    cells::CELL,
    components::{AMBIENT, Components, Kind, ROUND, STEP_SECONDS, step},
};

/// Something that a variant is asked to tell of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
}

/// Masses with a time constant of at least so many s are what Euler's step of 60 s is meant for.
const SLOW: f64 = 600.0;

/// Temperatures or flows after a call, by the closed solution of every step: what is left of the way to where it leads.
pub(crate) fn solution(components: &Components) -> Vec<f64> {
    let mut states = components.states.clone();
    for inputs in components.inputs.iter().cycle().take(components.size.steps) {
        for (k, state) in states.iter_mut().enumerate() {
            let leads_to = match components.size.kind {
                Kind::Masses => AMBIENT + inputs[k] / components.conductances[k],
                _ => inputs[k],
            };
            let left = (-STEP_SECONDS / components.time_constants[k]).exp();
            *state = leads_to + (*state - leads_to) * left;
        }
    }
    states
}

/// Temperatures after a call by Euler, and the heat that the limits took away on the way, J: one mass at a time.
pub(crate) fn euler(components: &Components) -> (Vec<f64>, Vec<f64>) {
    let one = |(k, mass)| {
        let (mut t, mut removed) = (components.states[k], 0.0);
        for number in 0..components.size.steps {
            let warmed = thermal_euler(&mass, step(), t, components.inputs[number % ROUND][k], AMBIENT);
            t = warmed.t;
            removed += warmed.clamped * STEP_SECONDS;
        }
        (t, removed)
    };
    components.masses().enumerate().map(one).unzip()
}

/// Pressures by the equation of state, Pa.
pub(crate) fn pressures(components: &Components) -> Vec<f64> {
    let states = components.states.iter().zip(&components.temperatures);
    let pressure = |(&rho, &t)| State::at_rho_t(rho, t).expect("tanks are inside the equation").p;
    states.map(pressure).collect()
}

/// By which share the power that a current takes is off the one that was given, at worst.
pub(crate) fn residual(components: &Components, currents: &[f64]) -> f64 {
    let given = currents.iter().zip(&components.temperatures).zip(components.last_inputs());
    let off = given
        .map(|((&current, &t), &power)| (current * CELL.at(t, 0.0).voltage(current) / power - 1.0).abs());
    worst(off)
}

/// The largest; NaN where there is one.
pub(crate) fn worst(errors: impl Iterator<Item = f64>) -> f64 {
    errors.fold(0.0, |worst, error| if error > worst || error.is_nan() { error } else { worst })
}

/// How far off the temperatures of masses are after a call: of all, and of slow ones where there are any.
pub(crate) fn errors(components: &Components, states: &[f64]) -> Vec<Figure> {
    let right = solution(components);
    let of_masses = |least: f64| {
        let errors = states.iter().zip(&right).map(|(got, right)| (got - right).abs());
        let masses = components.time_constants.iter().zip(errors);
        masses.filter(move |&(&tau, _)| tau >= least).map(|(_, error)| error).collect::<Vec<f64>>()
    };
    [("error", of_masses(0.0)), ("error-slow", of_masses(SLOW))]
        .into_iter()
        .filter(|(_, errors)| !errors.is_empty())
        .map(|(name, errors)| Figure { name, value: worst(errors.into_iter()), unit: "K" })
        .collect()
}

/// What of the heat of a step no account holds, as a share of what went through: C (T' - T)/dt = Q - loss - clamped, with the loss
/// by the mean temperature of the closed solution.
pub(crate) fn heat_unaccounted(components: &Components) -> f64 {
    let heat = &components.inputs[0];
    let masses = components.masses().zip(&components.states).zip(heat);
    worst(masses.map(|((mass, &t), &heat)| {
        let warmed = ThermalStep::exact(&mass, step()).advance(t, heat, AMBIENT);
        let x = mass.conductance() * STEP_SECONDS / mass.capacity();
        let leads_to = AMBIENT + heat / mass.conductance();
        let mean = leads_to + (t - leads_to) * -(-x).exp_m1() / x;
        let loss = mass.conductance() * (mean - AMBIENT);
        let kept = mass.capacity() * (warmed.t - t) / STEP_SECONDS;
        (kept - (heat - loss - warmed.clamped)).abs() / (heat.abs() + loss.abs() + kept.abs())
    }))
}
