//! The values that IAPWS prints to check programs against, and what is refused.

use water_steam::{IdealGas, OutOfRange, Phase, phase, psat, tsat, water};

/// The release has nine digits.
fn assert_printed(what: &str, got: f64, printed: f64) {
    let error = ((got - printed) / printed).abs();
    assert!(error < 5e-9, "{what}: {got} is off {printed} by {error:e}");
}

#[test]
fn volumes_and_enthalpies_are_those_of_the_release() {
    // Tables 5 (region 1) and 15 (region 2): K, MPa, m3/kg, kJ/kg.
    for (t, megapascal, volume, enthalpy) in [
        (300.0, 3.0, 0.001_002_151_68, 115.331_273),
        (300.0, 80.0, 0.000_971_180_894, 184.142_828),
        (500.0, 3.0, 0.001_202_418_00, 975.542_239),
        (300.0, 0.0035, 39.491_386_6, 2_549.911_45),
        (700.0, 0.0035, 92.301_589_8, 3_335.683_75),
        (700.0, 30.0, 0.005_429_466_19, 2_631.494_74),
    ] {
        let props = water(megapascal * 1e6, t).unwrap();
        assert_printed(&format!("v at {t} K, {megapascal} MPa"), 1.0 / props.rho, volume);
        assert_printed(&format!("h at {t} K, {megapascal} MPa"), props.h / 1e3, enthalpy);
    }
}

#[test]
fn entropies_and_heats_are_those_of_the_release() {
    // kJ/kg/K.
    for (t, megapascal, entropy, heat) in [
        (300.0, 3.0, 0.392_294_792, 4.173_012_18),
        (500.0, 3.0, 2.580_419_12, 4.655_806_82),
        (300.0, 0.0035, 8.522_389_67, 1.913_001_62),
        (700.0, 30.0, 5.175_402_98, 10.350_509_2),
    ] {
        let props = water(megapascal * 1e6, t).unwrap();
        assert_printed(&format!("s at {t} K, {megapascal} MPa"), props.s / 1e3, entropy);
        assert_printed(&format!("cp at {t} K, {megapascal} MPa"), props.cp / 1e3, heat);
    }
}

#[test]
fn saturation_is_that_of_the_release() {
    assert_printed("psat(300 K)", psat(300.0).unwrap() / 1e6, 0.003_536_589_41);
    assert_printed("psat(500 K)", psat(500.0).unwrap() / 1e6, 2.638_897_76);
    assert_printed("Tsat(1 MPa)", tsat(1e6).unwrap(), 453.035_632);
    assert_printed("Tsat(10 MPa)", tsat(1e7).unwrap(), 584.149_488);
    assert_printed("psat at the critical point", psat(647.096).unwrap() / 1e6, 22.064);
    assert_printed("Tsat at the critical point", tsat(22.064e6).unwrap(), 647.096);
    for t in [280.0, 373.15, 450.0, 600.0, 640.0] {
        assert!((tsat(psat(t).unwrap()).unwrap() - t).abs() < 1e-8, "{t} K");
    }
}

#[test]
fn the_liquid_ends_where_saturation_begins() {
    let boils = psat(400.0).unwrap();
    assert_eq!(phase(boils, 400.0), Ok(Phase::Liquid));
    assert_eq!(phase(boils * (1.0 - 1e-9), 400.0), Ok(Phase::Vapour));
    assert_eq!(phase(50e6, 800.0), Ok(Phase::Vapour));
    let [above, below] = [1.0 + 1e-9, 1.0 - 1e-9].map(|by| water(boils * by, 400.0).unwrap().rho);
    assert!(above > 900.0 && below < 2.0, "{above} and {below} kg/m3");
}

#[test]
fn nothing_is_clamped() {
    for (p, t) in [(f64::NAN, 300.0), (1e5, f64::NAN), (f64::INFINITY, 300.0), (1e5, f64::NEG_INFINITY)] {
        let refused = water(p, t).unwrap_err();
        assert!(matches!(refused, OutOfRange::NotFinite { .. }), "{refused}");
    }
    for (p, t) in [(1e5, 273.0), (1e5, 2273.2)] {
        let refused = water(p, t).unwrap_err();
        assert!(matches!(refused, OutOfRange::Temperature { .. }), "{refused}");
        assert!(refused.to_string().contains(&t.to_string()), "{refused}");
    }
    for (p, t) in [(600.0, 300.0), (-1e5, 300.0), (100.1e6, 700.0), (50.1e6, 1100.0)] {
        let refused = water(p, t).unwrap_err();
        assert!(matches!(refused, OutOfRange::Pressure { .. }), "{refused}");
        assert!(refused.to_string().contains(&p.to_string()), "{refused}");
    }
    for outside in [psat(273.0), psat(647.2), psat(f64::NAN), tsat(600.0), tsat(22.1e6), tsat(f64::NAN)] {
        assert!(outside.is_err(), "{outside:?}");
    }
}

#[test]
fn every_state_in_range_has_an_equation() {
    for t in [273.15, 300.0, 500.0, 623.15, 624.0, 640.0, 647.0, 650.0, 863.15, 1073.15, 1073.2, 2273.15] {
        for p in [611.657, 1e5, 1e6, 16.6e6, 21e6, 22.064e6, 23e6, 40e6, 50e6] {
            let props = water(p, t).unwrap();
            assert!(props.numbers().iter().all(|number| number.is_finite()), "{p} Pa, {t} K: {props:?}");
            assert!(props.rho > 0.0 && props.cp > 0.0, "{p} Pa, {t} K: {props:?}");
        }
    }
}

#[test]
fn thin_steam_is_the_ideal_gas() {
    for t in [600.0, 800.0, 1000.0, 1073.15, 1200.0, 1600.0] {
        let (real, p) = (water(1e3, t).unwrap(), 1e3);
        let (cp, rho) = (IdealGas::STEAM.cp(t).unwrap(), IdealGas::STEAM.density(p, t).unwrap());
        assert!((cp / real.cp - 1.0).abs() < 4e-3, "{t} K: {cp} beside {}", real.cp);
        assert!((rho / real.rho - 1.0).abs() < 1e-4, "{t} K: {rho} beside {}", real.rho);
    }
    let real = water(1e3, 1200.0).unwrap().h - water(1e3, 600.0).unwrap().h;
    let ideal = IdealGas::STEAM.heat(600.0, 1200.0).unwrap();
    assert!((ideal / real - 1.0).abs() < 2e-3, "{ideal} beside {real}");
}

#[test]
fn oxygen_has_no_step_between_its_polynomials() {
    let gas = IdealGas::OXYGEN;
    assert!((gas.cp(298.15).unwrap() * 31.9988e-3 - 29.38).abs() < 0.02);
    let [below, above] = [700.0, 700.0_f64.next_up()].map(|t| gas.cp(t).unwrap());
    assert!((above / below - 1.0).abs() < 1e-3, "{below} and {above}");
    let (whole, parts) = (
        gas.heat(400.0, 1000.0).unwrap(),
        gas.heat(400.0, 700.0).unwrap() + gas.heat(700.0, 1000.0).unwrap(),
    );
    assert!((whole / parts - 1.0).abs() < 1e-14);
    assert_eq!(gas.heat(1000.0, 400.0).unwrap(), -whole);
    for t in [99.0, 2000.1, f64::NAN] {
        assert!(matches!(gas.cp(t), Err(OutOfRange::Temperature { .. })), "{t} K");
    }
    assert!(matches!(gas.density(-1.0, 300.0), Err(OutOfRange::Pressure { .. })));
}
