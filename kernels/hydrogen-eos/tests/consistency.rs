//! One Helmholtz energy, many derivatives: each property is held against differences of others, and against the ideal gas.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use hydrogen_eos::{Isotherm, SPECIFIC_GAS_CONSTANT, State};
use proptest::prelude::*;

fn at(p: f64, t: f64) -> State {
    State::at_pt(p, t).unwrap()
}

/// The central difference of `value` over its argument.
fn slope(value: impl Fn(f64) -> f64, at: f64, step: f64) -> f64 {
    (value(at + step) - value(at - step)) / (2.0 * step)
}

fn assert_close(what: &str, got: f64, right: f64, relative: f64) {
    assert!((got / right - 1.0).abs() <= relative, "{what}: {got} and {right}");
}

/// Fluid states on both sides of the critical temperature, away from the critical point, where differences mean nothing.
fn fluid() -> impl Strategy<Value = (f64, f64)> {
    let hot = (60.0..1000.0_f64, 3.0..8.0_f64);
    let liquid = (15.0..28.0_f64, 6.3..7.0_f64);
    let vapour = (18.0..33.0_f64, 2.0..4.5_f64);
    prop_oneof![hot, liquid, vapour].prop_map(|(t, decades)| (10.0_f64.powf(decades), t))
}

proptest! {
    #[test]
    fn every_property_is_the_derivative_that_it_should_be((p, t) in fluid()) {
        let state = at(p, t);
        let (dt, dp) = (1e-4 * t, 1e-4 * p);
        assert_close("cp = dh/dT", slope(|t| at(p, t).h, t, dt), state.cp, 1e-6);
        assert_close("cp/T = ds/dT", slope(|t| at(p, t).s, t, dt), state.cp / t, 1e-6);
        let gibbs = |p: f64| { let state = at(p, t); state.h - t * state.s };
        assert_close("1/rho = dg/dp", slope(gibbs, p, dp), 1.0 / state.rho, 1e-6);
        let energy = |t: f64| { let state = State::at_rho_t(state.rho, t).unwrap(); state.h - state.p / state.rho };
        let dt = if t < 33.145 { 1e-6 * t } else { dt };
        assert_close("cv = du/dT", slope(energy, t, dt), state.cv, 1e-5);
        // Sound: the slope of pressure over density where entropy stays.
        let along_isotherm = 1.0 / slope(|p| at(p, t).rho, p, dp);
        assert_close("w", state.w * state.w, state.cp / state.cv * along_isotherm, 1e-5);
        assert_close("Z", state.z, p / (state.rho * SPECIFIC_GAS_CONSTANT * t), 1e-15);
    }

    #[test]
    fn density_and_pressure_lead_to_the_same_state((p, t) in fluid()) {
        let by_pressure = at(p, t);
        let by_density = State::at_rho_t(by_pressure.rho, t).unwrap();
        // A liquid's pressure is the small difference of large ones.
        let stiffness = by_pressure.w * by_pressure.w * by_pressure.rho / p;
        let relative = 1e-14 * stiffness.max(1.0);
        assert_close("p", by_density.p, p, relative);
        assert_close("s", by_density.s, by_pressure.s, relative);
        assert_close("w", by_density.w, by_pressure.w, relative);
    }
}

#[test]
fn newton_needs_five_steps_at_most_where_the_plan_works() {
    let mut most = 0;
    for tenth in 0..=70 {
        let t = 273.0 + 327.0 * f64::from(tenth) / 70.0;
        for step in 0..=200 {
            let p = 1e5 * 700.0_f64.powf(f64::from(step) / 200.0);
            let mut cold = Isotherm::at(t).unwrap();
            let state = cold.at_p(p).unwrap();
            most = most.max(cold.newton_steps());
            assert_close("pressure of the density", State::at_rho_t(state.rho, t).unwrap().p, p, 4e-15);
        }
    }
    assert_eq!(most, 5);
}

#[test]
fn a_warm_start_saves_steps_and_moves_the_last_bits_only() {
    let mut warm = Isotherm::at(298.15).unwrap();
    let mut cold_steps = 0;
    for step in 0..=2000 {
        let p = 1e5 * 1000.0_f64.powf(f64::from(step) / 2000.0);
        let mut cold = Isotherm::at(298.15).unwrap();
        let (cold_state, warm_state) = (cold.at_p(p).unwrap(), warm.at_p(p).unwrap());
        cold_steps += cold.newton_steps();
        assert_close("rho", warm_state.rho, cold_state.rho, 2e-15);
    }
    // 2.2 steps each, and 3.0 from an ideal gas.
    assert!(4 * warm.newton_steps() < 9 * 2001, "{} steps", warm.newton_steps());
    assert!(cold_steps >= 3 * 2001, "{cold_steps} steps from an ideal gas");
}

#[test]
fn thin_hydrogen_is_an_ideal_gas() {
    for t in [14.0, 50.0, 300.0, 1000.0] {
        let thin = at(1e-3, t);
        assert_close("Z", thin.z, 1.0, 1e-7);
        assert_close("cp - cv", thin.cp - thin.cv, SPECIFIC_GAS_CONSTANT, 1e-6);
        assert_close("w²", thin.w * thin.w, thin.cp / thin.cv * SPECIFIC_GAS_CONSTANT * t, 1e-7);
        // What is left is the second virial coefficient's: twice the pressure, twice as much.
        let [once, twice] = [10.0, 20.0].map(|p| at(p, t).z - 1.0);
        assert_close("Z - 1", twice, 2.0 * once, 1e-2);
    }
    // Joule's law: the enthalpy of an ideal gas knows no pressure.
    assert_close("h of thin gas", at(1e-3, 300.0).h, at(1e-6, 300.0).h, 1e-11);
}

#[test]
fn density_rises_with_pressure_and_falls_with_heat() {
    let pressures: Vec<f64> = (0..=240).map(|step| 10.0_f64.powf(f64::from(step) / 30.0)).collect();
    let temperatures: Vec<f64> =
        (0..=120).map(|step| 14.0 * 70.0_f64.powf(f64::from(step) / 120.0)).collect();
    let mut colder: Option<Vec<f64>> = None;
    for t in temperatures {
        let mut isotherm = Isotherm::at(t).unwrap();
        let densities: Vec<f64> = pressures.iter().map(|&p| isotherm.at_p(p).unwrap().rho).collect();
        for (pair, p) in densities.windows(2).zip(&pressures) {
            assert!(pair[0] < pair[1], "{} and {} kg/m3 from {p} Pa on, at {t} K", pair[0], pair[1]);
        }
        if let Some(colder) = colder {
            for ((cold, warm), p) in colder.iter().zip(&densities).zip(&pressures) {
                assert!(warm < cold, "{cold} and {warm} kg/m3 at {p} Pa, up to {t} K");
            }
        }
        colder = Some(densities);
    }
}
