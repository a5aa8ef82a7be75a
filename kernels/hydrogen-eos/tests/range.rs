//! Where the equation ends, and what is said there.

use hydrogen_eos::{
    HIGHEST_PRESSURE, HIGHEST_TEMPERATURE, Isotherm, LOWEST_PRESSURE, LOWEST_TEMPERATURE, OutOfRange, State,
};

#[test]
fn the_edges_themselves_have_states() {
    for t in [LOWEST_TEMPERATURE, 20.0, 33.0, 33.145, 33.2, 40.0, 300.0, HIGHEST_TEMPERATURE] {
        let highest = if t < 100.0 { 2e7 } else { HIGHEST_PRESSURE };
        for p in [LOWEST_PRESSURE, 1e5, 1.2964e6, highest] {
            let State { rho, p: got, t: at, h, s, cp, cv, w, z } = State::at_pt(p, t).unwrap();
            assert_eq!((got, at), (p, t));
            assert!(h.is_finite() && s.is_finite(), "{p} Pa, {t} K: h {h}, s {s}");
            for (what, value) in [("rho", rho), ("cp", cp), ("cv", cv), ("w", w), ("z", z)] {
                assert!(value.is_finite() && value > 0.0, "{what} is {value} at {p} Pa, {t} K");
            }
        }
    }
}

#[test]
fn beyond_the_edges_is_an_error_that_names_the_value() {
    for t in [13.956, 1000.1, 0.0, -300.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(State::at_pt(1e5, t), Err(OutOfRange::Temperature(_))), "{t} K");
        assert!(matches!(State::at_rho_t(1.0, t), Err(OutOfRange::Temperature(_))), "{t} K");
    }
    for p in [9e-10, 2.000_001e9, 0.0, -1e5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(State::at_pt(p, 300.0), Err(OutOfRange::Pressure(_))), "{p} Pa");
    }
    for rho in [0.0, 1e-20, -1.0, 500.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(State::at_rho_t(rho, 300.0), Err(OutOfRange::Density { .. })), "{rho} kg/m3");
    }
    let told = State::at_pt(1e5, 1200.0).unwrap_err().to_string();
    assert!(told.contains("1200 K") && told.contains("1000 K"), "{told}");
    let told = State::at_pt(f64::NAN, 300.0).unwrap_err().to_string();
    assert!(told.contains("NaN Pa"), "{told}");
}

#[test]
fn between_vapour_and_liquid_there_is_no_state_by_density() {
    // At 20 K vapour has about 1.2 kg/m3 and liquid 71; in between the equation alone has loops, of which one looks stable.
    for rho in [1.5, 10.0, 30.0, 60.0, 70.0] {
        let got = State::at_rho_t(rho, 20.0);
        assert!(matches!(got, Err(OutOfRange::BetweenPhases { .. })), "{rho} kg/m3: {got:?}");
    }
    for rho in [1.0, 71.5, 80.0] {
        State::at_rho_t(rho, 20.0).unwrap();
    }
}

#[test]
fn what_is_no_fluid_is_no_state() {
    let got = State::at_pt(HIGHEST_PRESSURE, LOWEST_TEMPERATURE);
    assert!(matches!(got, Err(OutOfRange::NoFluid { .. })), "{got:?}");
    // The second loop of the equation, between vapour and liquid, is denser than any vapour and thinner than any liquid.
    let liquid = State::at_pt(1.4e6, 14.0).unwrap();
    assert!(liquid.rho > 76.0, "{} kg/m3", liquid.rho);
}

#[test]
fn an_isotherm_survives_a_query_that_is_refused() {
    let mut isotherm = Isotherm::at(298.15).unwrap();
    let before = isotherm.at_p(35e6).unwrap();
    isotherm.at_p(f64::NAN).unwrap_err();
    let after = isotherm.at_p(35e6).unwrap();
    assert!((after.rho / before.rho - 1.0).abs() < 1e-15);
}
