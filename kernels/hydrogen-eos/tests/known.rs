//! The states that the plan names, the boiling point, and every state of a file from CoolProp.

use hydrogen_eos::State;
use serde::Deserialize;

fn assert_close(what: &str, got: f64, known: f64, relative: f64) {
    assert!((got / known - 1.0).abs() <= relative, "{what}: {got}, known is {known}");
}

#[test]
fn the_plans_states_are_met_to_nine_digits() {
    for (bar, t, [rho, h, s, cp]) in [
        (1.0, 298.15, [0.081_271_909_24, 3_931_802.187, 53_430.292_92, 14_306.287_08]),
        (40.0, 333.15, [2.848_479_048, 4_454_837.118, 39_782.586_95, 14_481.616_56]),
        (350.0, 298.15, [23.315_322_97, 4_129_225.133, 29_052.254_5, 14_868.083_18]),
        (350.0, 353.15, [20.191_135_88, 4_946_517.258, 31_568.033_32, 14_842.845_58]),
    ] {
        let state = State::at_pt(bar * 1e5, t).unwrap();
        for (what, got, known) in
            [("rho", state.rho, rho), ("h", state.h, h), ("s", state.s, s), ("cp", state.cp, cp)]
        {
            assert_close(&format!("{what} at {bar} bar, {t} K"), got, known, 1e-9);
        }
    }
    for (bar, z) in [(100.0, 1.060_107_1), (350.0, 1.220_736_1), (700.0, 1.451_272_6)] {
        assert_close(&format!("Z at {bar} bar"), State::at_pt(bar * 1e5, 298.15).unwrap().z, z, 5e-8);
    }
}

#[test]
fn hydrogen_boils_where_the_paper_says() {
    // Normal boiling point 20.369 K; liquid of 70.8 kg/m3 below it, vapour of 1.33 kg/m3 above.
    let [liquid, vapour] = [20.36, 20.38].map(|t| State::at_pt(101_325.0, t).unwrap());
    assert_close("liquid", liquid.rho, 70.8, 2e-3);
    assert_close("vapour", vapour.rho, 1.33, 5e-3);
    assert_close("heat of evaporation", vapour.h - liquid.h, 448.7e3, 5e-3);
}

#[derive(Deserialize)]
struct Goldens {
    states: Vec<[f64; 8]>,
}

#[test]
fn coolprop_says_the_same_of_every_state() {
    let goldens: Goldens = serde_json::from_str(include_str!("goldens/coolprop.json")).unwrap();
    assert!(goldens.states.len() > 150, "{} states", goldens.states.len());
    for [p, t, rho, h, s, cp, cv, w] in goldens.states {
        let state = State::at_pt(p, t).unwrap();
        let at = format!("at {p} Pa, {t} K");
        for (what, got, known) in [
            ("rho", state.rho, rho),
            ("cp", state.cp, cp),
            ("cv", state.cv, cv),
            ("w", state.w, w),
            // Enthalpy and entropy pass through zero in the cold: beside what they rise by, not beside themselves.
            ("h", state.h - h + cp * t, cp * t),
            ("s", state.s - s + cp, cp),
        ] {
            assert_close(&format!("{what} {at}"), got, known, 1e-11);
        }
    }
}
