//! Values that can be worked out by hand or were published.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use plant_steps::{
    Cell, Costs, FlowStep, Lag, PemDesign, PemGroup, PemState, Pump, Replacement, TemperatureLimits,
    ThermalMass, ThermalStep, TimeStep, capital_recovery, cell_voltage, energy_cost, faraday_efficiency,
    flow_euler, flow_exact, hydrogen, lcoh, planned_efficiency, solve_current, thermal_euler, thermal_exact,
    thermal_rk4,
};

fn minute() -> TimeStep {
    TimeStep::seconds(60.0).unwrap()
}

fn assert_near(what: &str, got: f64, right: f64, relative: f64) {
    assert!(((got - right) / right).abs() <= relative, "{what}: {got} and not {right}");
}

#[test]
fn eulers_thermal_step_is_the_plans() {
    let limits = TemperatureLimits::new(273.15, 373.15).unwrap();
    let mass = ThermalMass::new(2.6e6, 0.0, limits).unwrap();
    let heat = 700e3 - 50e3 - 100.0;
    let mut t = 333.15;
    let mut course = Vec::new();
    for _ in 0..4 {
        let warmed = thermal_euler(&mass, minute(), t, heat, 298.15);
        t = warmed.t;
        course.push((t, warmed.clamped));
    }
    assert_near("after one step", course[0].0, 348.147_692_307_692_3, 1e-15);
    assert_eq!((course[1].1, course[0].1), (0.0, 0.0));
    assert_eq!((course[2].0, course[3].0), (373.15, 373.15), "clamped in the third");
    assert!(course[2].1 > 0.0 && course[2].1 < heat);
    assert_near("held there, all heat goes into the account", course[3].1, heat, 1e-12);
}

#[test]
fn exact_and_eulers_thermal_steps_are_the_known_ones() {
    let limits = TemperatureLimits::new(273.15, 373.15).unwrap();
    for (conductance, exact) in [(100.0, 348.052_029_506_474_36), (5000.0, 343.502_779_213_922_1)] {
        let mass = ThermalMass::new(2.6e6, conductance, limits).unwrap();
        let got = thermal_exact(&mass, minute(), 333.15, 650e3, 298.15);
        assert_near("exact", got.t, exact, 1e-15);
        assert_near("rk4", thermal_rk4(&mass, minute(), 333.15, 650e3, 298.15).t, exact, 1e-7);
    }
    let mass = ThermalMass::new(2.6e6, 5000.0, limits).unwrap();
    let euler = thermal_euler(&mass, minute(), 333.15, 650e3, 298.15).t;
    assert_near("Euler", euler, 344.111_538_461_538_43, 4e-16);
}

#[test]
fn half_the_step_of_runge_and_kutta_is_sixteen_times_as_near() {
    let mass = ThermalMass::new(1e5, 1000.0, TemperatureLimits::new(1.0, 1e4).unwrap()).unwrap();
    let off_with = |steps: u32| {
        let dt = TimeStep::seconds(120.0 / f64::from(steps)).unwrap();
        let rk4 = (0..steps).fold(350.0, |t, _| thermal_rk4(&mass, dt, t, 5e3, 300.0).t);
        let exact = thermal_exact(&mass, TimeStep::seconds(120.0).unwrap(), 350.0, 5e3, 300.0).t;
        (rk4 - exact).abs()
    };
    let gains = [off_with(1) / off_with(2), off_with(2) / off_with(4)];
    assert!(gains.iter().all(|gain| (16.0..32.0).contains(gain)), "{gains:?}");
}

#[test]
fn a_pump_arrives_exactly_and_runs_away_with_euler() {
    let lag = Lag::seconds(5.0).unwrap();
    let exact = flow_exact(lag, minute(), 0.0, 1.0);
    assert_near("what is left", 1.0 - exact, 6.144_212_35e-6, 1e-8);
    let first = flow_euler(lag, minute(), 0.0, 1.0);
    let step = FlowStep::euler(lag, minute());
    let second = step.advance(first, 1.0);
    assert_eq!([first, second, step.advance(second, 1.0)], [12.0, -120.0, 1332.0]);
    assert_eq!(Pump::new(0.5).unwrap().power(0.01, 4e5), 8000.0);
}

#[test]
fn cell_voltages_are_the_published_ones() {
    let at = |cell: &Cell, current| cell_voltage(cell, 333.15, current);
    for (current, voltage) in
        [(0.1, 1.592_49), (0.5, 1.727_43), (1.0, 1.801_58), (1.5, 1.855_08), (2.0, 1.900_14)]
    {
        assert!((at(&Cell::OPEN, current) - voltage).abs() < 6e-6, "open at {current} A/cm2");
    }
    for (current, voltage) in [(0.1, 1.653_548), (0.5, 1.788_546), (1.0, 1.862_700), (2.0, 1.961_262)] {
        assert!((at(&Cell::THERMAL, current) - voltage).abs() < 6e-7, "thermal at {current} A/cm2");
    }
}

#[test]
fn a_warmer_cell_needs_less_voltage() {
    for current in [0.1, 0.5, 1.0, 2.0] {
        let course: Vec<f64> =
            (25..=80).map(|t| cell_voltage(&Cell::THERMAL, 273.15 + f64::from(t), current)).collect();
        assert!(course.is_sorted_by(|cooler, warmer| cooler > warmer), "{current} A/cm2: {course:?}");
    }
    // With constant exchange currents it is the other way round where the current is low.
    let [cool, warm] = [298.15, 353.15].map(|t| cell_voltage(&Cell::OPEN, t, 0.1));
    assert!(warm > cool, "{cool} and {warm}");
}

#[test]
fn the_plans_efficiency_falls_where_a_cell_improves() {
    assert_eq!(planned_efficiency(333.0), 0.65);
    assert!(planned_efficiency(343.0) < planned_efficiency(333.0));
    let [cool, warm] = [333.0, 343.0].map(|t| 1.254 / cell_voltage(&Cell::THERMAL, t, 1.0));
    assert!(warm > cool, "{cool} and {warm}");
}

#[test]
fn half_a_megawatt_on_one_stack_is_the_known_current() {
    let cell = Cell::OPEN.at(333.15, 0.0);
    let current = solve_current(&cell, 500e3 / (135.0 * 1949.0), 0.0);
    assert_near("current", current, 1.051_250_347_733_167_2, 1e-14);
    assert!((cell.voltage(current) - 1.807_666_2).abs() < 5e-8);
}

#[test]
fn no_kilogram_is_made_for_less_than_it_holds() {
    let dt = minute();
    for (cell, name) in [(Cell::OPEN, "open"), (Cell::THERMAL, "thermal")] {
        let group = PemGroup::new(cell, &PemDesign { startup: 0.0, ..PemDesign::reference(1) }, dt).unwrap();
        for offered in (100_000..=1_000_000).step_by(100_000) {
            let step = group.step(&mut PemState::NEW.clone(), offered, 343.15);
            let kwh_per_kg = f64::from(step.power) / step.hydrogen / 3.6e6;
            let formula = 26.590_354 * step.voltage / faraday_efficiency(step.current);
            assert_near(name, kwh_per_kg, formula, 1e-7);
            assert!(kwh_per_kg > hydrogen::LOWER_HEATING_VALUE, "{name}: {kwh_per_kg} kWh/kg at {offered} W");
        }
    }
}

#[test]
fn costs_of_a_kilogram_are_the_known_ones() {
    assert_near("CRF", capital_recovery(0.08, 20.0), 0.101_852_208_823_150_59, 4e-16);
    assert_eq!(capital_recovery(0.0, 20.0), 0.05);
    assert_near("CRF where interest vanishes", capital_recovery(1e-12, 20.0), 0.05, 1e-10);
    let costs = Costs {
        capital: 5e6,
        yearly: 1.5e5,
        energy: 20e3 * 40.0,
        rate: 0.08,
        years: 20.0,
        replacement: Replacement::default(),
    };
    let kilograms = 20e6 / 52.0;
    assert!((lcoh(&costs.checked().unwrap(), kilograms) - 3.794_079).abs() < 6e-7);
    let replaced = Costs { replacement: Replacement { cost: 1.2e6, year: 10.0 }, ..costs };
    assert!((lcoh(&replaced, kilograms) - 3.941_272).abs() < 6e-7);
    assert_eq!(lcoh(&costs, 0.0), f64::INFINITY);
}

#[test]
fn a_years_energy_is_summed_without_drift() {
    let (energy, price) = (vec![0.1; 525_600], vec![0.3; 525_600]);
    assert_near("half a million small costs", energy_cost(&energy, &price), 525_600.0 * (0.1 * 0.3), 2e-16);
    assert_eq!(energy_cost(&[1e16, 1.0, 1e16], &[1.0, 1.0, -1.0]), 1.0);
}

#[test]
fn prepared_steps_are_those_of_the_functions() {
    let mass = ThermalMass::new(1e5, 30.0, TemperatureLimits::new(250.0, 400.0).unwrap()).unwrap();
    let step = ThermalStep::exact(&mass, minute());
    assert_eq!(step.advance(300.0, 2e3, 290.0), thermal_exact(&mass, minute(), 300.0, 2e3, 290.0));
}
