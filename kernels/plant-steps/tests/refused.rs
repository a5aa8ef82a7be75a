//! What no component can be made of is refused by name, with the value and the way out.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroU32;

use plant_steps::{
    BadQuantity, Cell, Compressor, Costs, Lag, Must, PemDesign, PemGroup, Pump, Replacement, Soec,
    SoecDesign, Tank, TemperatureLimits, ThermalColumns, ThermalMass, TimeStep, Wear,
};

fn minute() -> TimeStep {
    TimeStep::seconds(60.0).unwrap()
}

fn limits() -> TemperatureLimits {
    TemperatureLimits::new(273.15, 373.15).unwrap()
}

/// The value is named, and so is the number.
fn assert_refused<T: std::fmt::Debug>(made: Result<T, BadQuantity>, what: &str, value: f64) {
    let refused = made.unwrap_err();
    assert!(refused.what.contains(what), "{refused}");
    assert!(refused.value == value || (refused.value.is_nan() && value.is_nan()), "{refused}");
    let said = refused.to_string();
    assert!(said.contains(&format!("{value}")) && said.contains("give "), "{said}");
}

#[test]
fn a_time_step_and_a_time_constant_are_positive() {
    for bad in [0.0, -60.0, f64::NAN, f64::INFINITY] {
        assert_refused(TimeStep::seconds(bad), "time step", bad);
        assert_refused(Lag::seconds(bad), "time constant", bad);
    }
}

#[test]
fn masses_have_a_capacity_and_limits_an_order() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_refused(ThermalMass::new(bad, 10.0, limits()), "heat capacity", bad);
    }
    for bad in [-1.0, f64::NAN] {
        assert_refused(ThermalMass::new(1e5, bad, limits()), "conductance", bad);
        assert_refused(
            ThermalColumns::exact(&[1e5, 1e5], &[1.0, bad], limits(), minute()),
            "conductance",
            bad,
        );
        assert_refused(ThermalColumns::euler(&[1e5, bad], &[1.0, 1.0], limits(), minute()), "capacity", bad);
    }
    let uneven = ThermalColumns::exact(&[1e5, 1e5], &[1.0], limits(), minute()).unwrap_err();
    assert_eq!(uneven.must, Must::AsMany);
    assert_refused(TemperatureLimits::new(373.15, 273.15), "least temperature", 373.15);
    assert_refused(TemperatureLimits::new(f64::NAN, 273.15), "least temperature", f64::NAN);
    assert_refused(TemperatureLimits::new(273.15, f64::INFINITY), "most temperature", f64::INFINITY);
}

#[test]
fn tanks_have_a_volume_and_pressures_an_order() {
    for bad in [0.0, -5.0, f64::NAN] {
        assert_refused(Tank::new(bad, 1e5, 350e5), "volume", bad);
        assert_refused(Tank::new(5.0, 0.0, bad), "most pressure", bad);
    }
    assert_refused(Tank::new(5.0, 350e5, 30e5), "least pressure", 350e5);
}

#[test]
fn machines_have_an_efficiency_that_is_a_share() {
    for bad in [0.0, -0.5, 1.01, f64::NAN] {
        assert_refused(Pump::new(bad), "efficiency", bad);
        assert_refused(Compressor::new(NonZeroU32::MIN, bad, 313.15), "efficiency", bad);
    }
    assert_refused(Compressor::new(NonZeroU32::MIN, 0.75, 0.0), "cooler", 0.0);
}

#[test]
fn groups_are_made_of_something() {
    let good = PemDesign::reference(5);
    let group = |design: PemDesign| PemGroup::new(Cell::OPEN, &design, minute());
    assert!(group(good).is_ok());
    assert_refused(group(PemDesign { cells: 0, ..good }), "cells", 0.0);
    assert_refused(group(PemDesign { stacks: 0, ..good }), "stacks", 0.0);
    assert_refused(group(PemDesign { rated: 0, ..good }), "rated power", 0.0);
    assert_refused(
        group(PemDesign { rated: u32::MAX, ..good }),
        "rated power of a group",
        5.0 * f64::from(u32::MAX),
    );
    assert_refused(group(PemDesign { area: f64::NAN, ..good }), "area", f64::NAN);
    assert_refused(group(PemDesign { turndown: 1.5, ..good }), "turndown", 1.5);
    assert_refused(group(PemDesign { startup: -60.0, ..good }), "start-up", -60.0);
    assert_refused(group(PemDesign { startup: 90.0, ..good }), "start-up", 90.0);
    let wear = Wear { per_hour: f64::NAN, per_stop: 0.0 };
    assert_refused(group(PemDesign { wear, ..good }), "wear", f64::NAN);
}

#[test]
fn modules_rise_and_make_something() {
    let good = SoecDesign::reference(6, 2.6e6);
    let soec = |design: SoecDesign| Soec::new(&design, minute());
    assert!(soec(good).is_ok());
    assert_refused(soec(SoecDesign { modules: 0, ..good }), "modules", 0.0);
    assert_refused(soec(SoecDesign { first: 0, ..good }), "first step", 0.0);
    assert_refused(soec(SoecDesign { first: 2_400_000, ..good }), "first step", 2.4e6);
    assert_refused(soec(SoecDesign { ramp: 0, ..good }), "ramp", 0.0);
    assert_refused(soec(SoecDesign { lead: 90.0, ..good }), "leads", 90.0);
    assert_refused(soec(SoecDesign { kwh_per_kg: 0.0, ..good }), "electricity", 0.0);
    assert_refused(soec(SoecDesign { steam_enthalpy: f64::NAN, ..good }), "enthalpy", f64::NAN);
    let hasty = TimeStep::seconds(1e-4).unwrap();
    assert_refused(Soec::new(&good, hasty), "whole W", 0.0);
}

#[test]
fn costs_are_finite_and_energy_may_be_negative() {
    let good = Costs {
        capital: 5e6,
        yearly: 1e5,
        energy: -1e5,
        rate: 0.08,
        years: 20.0,
        replacement: Replacement::default(),
    };
    assert!(good.checked().is_ok());
    assert_refused(Costs { capital: -1.0, ..good }.checked(), "build", -1.0);
    assert_refused(Costs { energy: f64::NAN, ..good }.checked(), "energy", f64::NAN);
    assert_refused(Costs { rate: -0.1, ..good }.checked(), "interest", -0.1);
    assert_refused(Costs { years: 0.0, ..good }.checked(), "years", 0.0);
}
