//! Compressors and tanks, with gases whose answers are known in closed form. (Real hydrogen is a crate of its own; there both
//! meet.)
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::{convert::Infallible, num::NonZeroU32};

use plant_steps::{
    Caloric, Compression, Compressor, MOST_RATIO, Tank, TankStep, TimeStep, compress_batch,
    hydrogen::GAS_CONSTANT, tank_batch,
};

/// Why a gas had no answer.
#[derive(Debug, PartialEq)]
struct TooHot(f64);

/// Ideal, with a heat capacity a + b T in J/kg/K.
fn gas(a: f64, b: f64) -> impl Fn(f64, f64) -> Result<Caloric, TooHot> {
    move |p, t| {
        if !t.is_finite() || t > 1000.0 {
            return Err(TooHot(t));
        }
        let s = a * t.ln() + b * t - GAS_CONSTANT * p.ln();
        Ok(Caloric { h: a * t + 0.5 * b * t * t, s, cp: a + b * t })
    }
}

fn stages(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap()
}

fn ideal_compressor(count: u32) -> Compressor {
    Compressor::new(stages(count), 1.0, 313.15).unwrap()
}

#[test]
fn one_ideal_stage_is_the_adiabat() {
    let cp = 1.41 / 0.41 * GAS_CONSTANT;
    let done = ideal_compressor(1).compress(30e5, 298.15, 350e5, gas(cp, 0.0)).unwrap();
    let outlet = 298.15 * (350.0_f64 / 30.0).powf(0.41 / 1.41);
    assert!((done.outlet_t - outlet).abs() < 1e-6, "{} K and not {outlet}", done.outlet_t);
    assert!((done.work / (cp * (outlet - 298.15)) - 1.0).abs() < 1e-9);
    // Real hydrogen takes 4634.390 kJ/kg there: the ideal gas is 4.8 % off.
    assert!((done.work / 4_634_390.0 - 1.0 + 0.048).abs() < 5e-4, "{}", done.work);
}

#[test]
fn two_steps_of_newton_find_the_outlet_whatever_the_heat_capacity() {
    for (a, b) in [(14_300.0, 0.0), (13_800.0, 1.5), (14_700.0, -0.4)] {
        let gas = gas(a, b);
        for (from, to, t, count) in [
            (30e5_f64, 63e5_f64, 313.15, 1),
            (30e5, 350e5, 298.15, 1),
            (1e5, 350e5, 313.15, 8),
            (1.5e5, 30e5, 280.0, 4),
        ] {
            let ratio = (to / from).powf(1.0 / f64::from(count));
            let done = ideal_compressor(count).compress(from, t, to, &gas).unwrap();
            let inlet_t = if count == 1 { t } else { 313.15 };
            let (inlet, outlet) = (gas(to / ratio, inlet_t).unwrap(), gas(to, done.outlet_t).unwrap());
            let off = (inlet.s - outlet.s) / outlet.cp * done.outlet_t;
            // A stage of more than the ratio that it should have starts farther off.
            let allowed = if ratio > MOST_RATIO { 1e-5 } else { 1e-7 };
            assert!(off.abs() < allowed, "{from} to {to} Pa in {count}: the outlet is {off:e} K off");
        }
    }
}

#[test]
fn the_energy_of_a_compression_closes() {
    let gas = gas(13_900.0, 1.2);
    for (count, efficiency) in [(1, 1.0), (3, 1.0), (3, 0.75), (6, 0.6)] {
        let compressor = Compressor::new(stages(count), efficiency, 313.15).unwrap();
        let done = compressor.compress(30e5, 298.15, 350e5, &gas).unwrap();
        let inlet = gas(30e5, 298.15).unwrap().h;
        let off = inlet + done.work - done.cooling - done.outlet;
        assert!(off.abs() < 1e-9 * done.work, "{count} stages: {off} J/kg");
        let outlet = gas(350e5, done.outlet_t).unwrap().h;
        assert!((outlet - done.outlet).abs() < 1e-9 * done.work, "the temperature is that of the enthalpy");
    }
}

#[test]
fn more_stages_and_better_ones_take_less() {
    let gas = gas(14_300.0, 0.0);
    let work = |count, efficiency| {
        let compressor = Compressor::new(stages(count), efficiency, 313.15).unwrap();
        compressor.compress(30e5, 313.15, 350e5, &gas).unwrap().work
    };
    let course: Vec<f64> = (1..=8).map(|count| work(count, 0.75)).collect();
    assert!(course.is_sorted_by(|fewer, more| fewer > more), "{course:?}");
    assert!((work(3, 0.75) * 0.75 / work(3, 1.0) - 1.0).abs() < 1e-12);
    // No number of stages beats the isotherm.
    assert!(work(200, 1.0) > GAS_CONSTANT * 313.15 * (350.0_f64 / 30.0).ln());
}

#[test]
fn there_are_stages_enough_for_any_ratio() {
    for (from, to, least) in
        [(30e5, 350e5, 4), (30e5, 63e5, 1), (30e5, 63.1e5, 2), (30e5, 30e5, 1), (1e5, 350e5, 8)]
    {
        assert_eq!(Compressor::least_stages(from, to).get(), least, "{from} to {to} Pa");
    }
}

#[test]
fn where_there_is_nothing_to_compress_nothing_is_done() {
    for to in [30e5, 20e5] {
        let gas = gas(14_300.0, 0.0);
        let done = ideal_compressor(3).compress(30e5, 300.0, to, &gas).unwrap();
        let outlet = gas(30e5, 300.0).unwrap().h;
        assert_eq!(done, Compression { work: 0.0, cooling: 0.0, outlet, outlet_t: 300.0 });
    }
}

#[test]
fn the_gas_stops_a_compression_that_leaves_its_range() {
    let refused = ideal_compressor(1).compress(1e5, 500.0, 350e5, gas(14_300.0, 0.0));
    assert!(matches!(refused, Err(TooHot(t)) if t > 1000.0), "{refused:?}");
}

/// Z = 1 + b rho, and the same as a function of pressure.
const STIFFNESS: f64 = 0.0095;

#[expect(clippy::unnecessary_wraps, reason = "other gases have ends")]
fn z(rho: f64, _t: f64) -> Result<f64, Infallible> {
    Ok(1.0 + STIFFNESS * rho)
}

#[expect(clippy::unnecessary_wraps, reason = "other gases have ends")]
fn z_of_pressure(p: f64, t: f64) -> Result<f64, Infallible> {
    let rho = ((1.0 + 4.0 * STIFFNESS * p / (GAS_CONSTANT * t)).sqrt() - 1.0) / (2.0 * STIFFNESS);
    Ok(1.0 + STIFFNESS * rho)
}

#[test]
fn a_tank_of_ideal_gas_has_its_pressure() {
    let tank = Tank::new(5.0, 1e5, 350e5).unwrap();
    let Ok(pressure) = tank.pressure(100.0, 298.15, |_, _| Ok::<f64, Infallible>(1.0));
    assert!((pressure / (20.0 * GAS_CONSTANT * 298.15) - 1.0).abs() < 1e-15);
    // Real hydrogen: 290.664750 bar, so Z is 1.18.
    assert!((290.664_750e5 / pressure - 1.181_837).abs() < 1e-6, "{pressure}");
}

#[test]
fn a_pressure_without_iteration_is_the_one_that_iteration_finds() {
    let tank = Tank::new(10.0, 1e5, 900e5).unwrap();
    for mass in [1.0, 50.0, 230.0, 400.0] {
        let Ok(direct) = tank.pressure(mass, 298.15, z);
        let Ok(iterated) = tank.pressure_iterated(mass, 298.15, 1e-14, z_of_pressure);
        assert!((iterated.pressure / direct - 1.0).abs() < 1e-12, "{mass} kg: {iterated:?} and {direct}");
    }
    // At 360 bar two steps are not nearly enough.
    let mass = 236.0;
    let Ok(direct) = tank.pressure(mass, 298.15, z);
    assert!((direct / 360e5 - 1.0).abs() < 0.05, "{direct}");
    let Ok(coarse) = tank.pressure_iterated(mass, 298.15, 0.04, z_of_pressure);
    let Ok(fine) = tank.pressure_iterated(mass, 298.15, 1e-4, z_of_pressure);
    assert!(coarse.steps <= 2 && (coarse.pressure / direct - 1.0).abs() > 3e-3, "{coarse:?}");
    assert!(fine.steps >= 4, "{fine:?}");
    // Where it never settles there is no pressure.
    let flip = std::cell::Cell::new(true);
    let restless = |_: f64, _: f64| {
        flip.set(!flip.get());
        Ok::<f64, Infallible>(if flip.get() { 1.0 } else { 2.0 })
    };
    let Ok(never) = tank.pressure_iterated(mass, 298.15, 1e-6, restless);
    assert!(never.pressure.is_nan());
}

#[test]
fn a_full_tank_vents_and_an_empty_one_gives_nothing() {
    let dt = TimeStep::seconds(60.0).unwrap();
    let tank = Tank::new(5.0, 30e5, 350e5).unwrap();
    let full = tank.step(dt, 120.0, 298.15, 1.0, 0.0, z).unwrap();
    assert_eq!(full.pressure, 350e5);
    assert!(full.vented > 0.0 && full.mass < 120.0 + 60.0);
    let again = tank.step(dt, full.mass, 298.15, 0.5, 0.0, z).unwrap();
    assert!((again.vented - 30.0).abs() < 1e-9, "all that comes goes: {again:?}");
    let low = tank.step(dt, 20.0, 298.15, 0.0, 1.0, z).unwrap();
    assert!((low.pressure / 30e5 - 1.0).abs() < 1e-12 && low.short > 0.0, "{low:?}");
    let empty = tank.step(dt, low.mass * 0.9, 298.15, 0.0, 1.0, z).unwrap();
    assert_eq!((empty.withdrawn, empty.short, empty.mass), (0.0, 60.0, low.mass * 0.9));
    // What comes in may go out again at once.
    let through = tank.step(dt, low.mass, 298.15, 0.1, 0.1, z).unwrap();
    assert!((through.withdrawn - 6.0).abs() < 1e-9, "{through:?}");
}

#[test]
fn a_limit_costs_a_tank_a_few_looks_at_its_gas() {
    let dt = TimeStep::seconds(60.0).unwrap();
    let tank = Tank::new(5.0, 30e5, 350e5).unwrap();
    // Stiffer with density, as hydrogen is, and softer.
    for stiffness in [STIFFNESS, -0.006] {
        for (mass, inflow, demand, most) in
            [(60.0, 0.1, 0.0, 1), (60.0, 0.0, 0.1, 2), (220.0, 0.5, 0.0, 9), (30.0, 0.0, 1.0, 10)]
        {
            let looks = std::cell::Cell::new(0);
            let counted = |rho: f64, _: f64| {
                looks.set(looks.get() + 1);
                Ok::<f64, Infallible>(1.0 + stiffness * rho)
            };
            let Ok(step) = tank.step(dt, mass, 298.15, inflow, demand, counted);
            assert!(looks.get() <= most, "{} looks for {step:?}", looks.get());
        }
    }
}

#[test]
fn a_gas_without_an_answer_stops_the_tank() {
    let tank = Tank::new(5.0, 30e5, 350e5).unwrap();
    let dt = TimeStep::seconds(60.0).unwrap();
    let refused = tank.step(dt, 50.0, 298.15, 0.0, 0.1, |rho, _| Err::<f64, f64>(rho));
    assert_eq!(refused, Err(10.0));
}

#[test]
fn many_machines_are_as_many_single_ones() {
    let gas = gas(14_300.0, 0.5);
    let compressor = Compressor::new(stages(3), 0.75, 313.15).unwrap();
    let (p, t, to) = ([30e5, 20e5, 40e5], [300.0, 310.0, 320.0], [350e5, 300e5, 10e5]);
    let mut done = [Compression { work: 0.0, cooling: 0.0, outlet: 0.0, outlet_t: 0.0 }; 3];
    compress_batch(&compressor, &p, &t, &to, &mut done, &gas).unwrap();
    for k in 0..3 {
        assert_eq!(done[k], compressor.compress(p[k], t[k], to[k], &gas).unwrap());
    }

    let dt = TimeStep::seconds(60.0).unwrap();
    let tanks = [Tank::new(5.0, 30e5, 350e5).unwrap(), Tank::new(10.0, 1e5, 35e5).unwrap()];
    let (t, inflow, demand, before) = ([298.15, 310.0], [0.5, 0.0], [0.0, 0.4], [110.0, 20.0]);
    let mut mass = before;
    let none = TankStep { mass: 0.0, pressure: 0.0, vented: 0.0, withdrawn: 0.0, short: 0.0 };
    let mut steps = [none; 2];
    let Ok(()) = tank_batch(&tanks, dt, &t, &inflow, &demand, &mut mass, &mut steps, z);
    for k in 0..2 {
        assert_eq!(Ok(steps[k]), tanks[k].step(dt, before[k], t[k], inflow[k], demand[k], z));
        assert_eq!(mass[k], steps[k].mass);
    }
}
