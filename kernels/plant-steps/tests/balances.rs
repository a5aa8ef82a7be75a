//! Nothing vanishes: what goes into a step comes out of it, into an account if nowhere else.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::convert::Infallible;

use plant_steps::{
    Cell, Costs, FlowColumns, FlowStep, Lag, Mode, PemDesign, PemGroup, PemState, Replacement, Soec,
    SoecDesign, Tank, TemperatureLimits, ThermalColumns, ThermalMass, TimeStep, Warmed, Wear, flow_batch,
    flow_exact, hydrogen, lcoh, pem_batch, soec_batch, thermal_batch, thermal_euler, thermal_exact,
    thermal_rk4, thermal_rk4_batch,
};
use proptest::prelude::*;

type Rule = fn(&ThermalMass, TimeStep, f64, f64, f64) -> Warmed;
const RULES: [Rule; 3] = [thermal_exact, thermal_euler, thermal_rk4];

/// A plant that costs nothing but its energy.
const FREE: Costs = Costs {
    capital: 0.0,
    yearly: 0.0,
    energy: 0.0,
    rate: 0.08,
    years: 20.0,
    replacement: Replacement { cost: 0.0, year: 0.0 },
};

fn minute() -> TimeStep {
    TimeStep::seconds(60.0).unwrap()
}

fn limits() -> TemperatureLimits {
    TemperatureLimits::new(273.15, 373.15).unwrap()
}

/// A mass by its time constant, from seconds to hours; a conductance of zero is one that never loses anything.
fn mass() -> impl Strategy<Value = (f64, f64)> {
    (1e3..1e7, prop_oneof![Just(None), (0.7..4.5).prop_map(Some)]).prop_map(
        |(capacity, power): (f64, Option<f64>)| {
            (capacity, power.map_or(0.0, |power| capacity / 10_f64.powf(power)))
        },
    )
}

proptest! {
    #[test]
    fn the_heat_of_a_mass_closes_with_what_was_clamped(
        (capacity, conductance) in mass(),
        t in 273.15..373.15,
        heat in -1e5..1e5,
        ambient in 250.0..320.0,
    ) {
        let mass = ThermalMass::new(capacity, conductance, limits()).unwrap();
        for rule in RULES {
            let warmed = rule(&mass, minute(), t, heat, ambient);
            let stored = capacity * (warmed.t - t) / 60.0;
            let flows = [stored, heat, warmed.loss, warmed.clamped].map(f64::abs);
            let off = (stored - (heat - warmed.loss - warmed.clamped)).abs();
            // A temperature has sixteen digits; of a heavy mass the last of them is some heat.
            let rounding = 1e-13 * capacity * t / 60.0;
            prop_assert!(off <= 1e-9 * flows.into_iter().fold(0.0, f64::max) + rounding, "{off} W: {warmed:?}");
        }
    }

    #[test]
    fn two_half_steps_are_one(
        (capacity, conductance) in mass(),
        t in 280.0..360.0,
        heat in -1e3..1e3,
        ambient in 280.0..320.0,
        (flow, set, lag) in (0.0..2.0, 0.0..2.0, 5.0..30_000.0),
    ) {
        let wide = TemperatureLimits::new(1.0, 1e6).unwrap();
        let mass = ThermalMass::new(capacity, conductance, wide).unwrap();
        let half = TimeStep::seconds(30.0).unwrap();
        let whole = thermal_exact(&mass, minute(), t, heat, ambient);
        let first = thermal_exact(&mass, half, t, heat, ambient);
        let second = thermal_exact(&mass, half, first.t, heat, ambient);
        prop_assert!((second.t / whole.t - 1.0).abs() < 1e-13, "{} and {}", second.t, whole.t);
        let loss = 0.5 * (first.loss + second.loss);
        let most = conductance * 400.0;
        prop_assert!((loss - whole.loss).abs() <= 1e-12 * most, "{loss} and {}", whole.loss);
        let lag = Lag::seconds(lag).unwrap();
        let halves = flow_exact(lag, half, flow_exact(lag, half, flow, set), set);
        prop_assert!((halves - flow_exact(lag, minute(), flow, set)).abs() < 1e-14);
    }

    #[test]
    fn the_exact_step_stays_between_where_it_was_and_where_it_goes(
        capacity in 1e3..1e7,
        magnitude in 0.7..4.5,
        t in 280.0..360.0,
        rest in 250.0..1000.0,
    ) {
        let conductance = capacity / 10_f64.powf(magnitude);
        let mass = ThermalMass::new(capacity, conductance, TemperatureLimits::new(1.0, 1e6).unwrap()).unwrap();
        let after = thermal_exact(&mass, minute(), t, (rest - 300.0) * conductance, 300.0).t;
        let rounding = 1e-12 * (rest + t);
        prop_assert!(after >= t.min(rest) - rounding && after <= t.max(rest) + rounding);
    }

    #[test]
    fn batches_have_the_bits_of_one_by_one_in_any_order(
        masses in prop::collection::vec((mass(), 275.0..372.0, -1e6..1e6), 1..200),
        flows in prop::collection::vec((5.0..30_000.0, 0.0..2.0, 0.0..2.0), 1..100),
    ) {
        let dt = minute();
        let run = |order: &[usize], rk4: bool, euler: bool| {
            let capacity: Vec<f64> = order.iter().map(|&k| masses[k].0.0).collect();
            let conductance: Vec<f64> = order.iter().map(|&k| masses[k].0.1).collect();
            let heat: Vec<f64> = order.iter().map(|&k| masses[k].2).collect();
            let mut t: Vec<f64> = order.iter().map(|&k| masses[k].1).collect();
            let mut removed = vec![0.0; order.len()];
            let prepare = if euler { ThermalColumns::euler } else { ThermalColumns::exact };
            let columns = prepare(&capacity, &conductance, limits(), dt).unwrap();
            let advance = if rk4 { thermal_rk4_batch } else { thermal_batch };
            for _ in 0..2 {
                advance(&columns, 298.15, &heat, &mut t, &mut removed);
            }
            (t, removed)
        };
        let forwards: Vec<usize> = (0..masses.len()).collect();
        let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
        let rules: [(Rule, bool, bool); 3] =
            [(thermal_exact, false, false), (thermal_euler, false, true), (thermal_rk4, true, false)];
        for (rule, rk4, euler) in rules {
            let (t, removed) = run(&forwards, rk4, euler);
            let (mut t_reversed, mut removed_reversed) = run(&backwards, rk4, euler);
            t_reversed.reverse();
            removed_reversed.reverse();
            prop_assert_eq!(&t, &t_reversed);
            prop_assert_eq!(&removed, &removed_reversed);
            for (k, &((capacity, conductance), start, heat)) in masses.iter().enumerate() {
                let mass = ThermalMass::new(capacity, conductance, limits()).unwrap();
                let first = rule(&mass, dt, start, heat, 298.15);
                let second = rule(&mass, dt, first.t, heat, 298.15);
                prop_assert_eq!(t[k], second.t);
                prop_assert_eq!(removed[k], first.clamped * 60.0 + second.clamped * 60.0);
            }
        }
        let steps: Vec<FlowStep> =
            flows.iter().map(|&(lag, ..)| FlowStep::exact(Lag::seconds(lag).unwrap(), dt)).collect();
        let set: Vec<f64> = flows.iter().map(|flow| flow.1).collect();
        let mut flow: Vec<f64> = flows.iter().map(|flow| flow.2).collect();
        let alone: Vec<f64> =
            steps.iter().zip(&set).zip(&flow).map(|((step, &set), &flow)| step.advance(flow, set)).collect();
        flow_batch(&FlowColumns::new(&steps), &set, &mut flow);
        prop_assert_eq!(flow, alone);
    }

    #[test]
    fn a_tank_keeps_its_limits_and_its_mass(
        share in 0.0..1.3,
        t in 280.0..350.0,
        inflow in 0.0..0.5,
        demand in 0.0..0.5,
    ) {
        let tank = Tank::new(5.0, 30e5, 350e5).unwrap();
        // A gas that is about as stiff as hydrogen.
        let z = |rho: f64, _t: f64| Ok::<f64, Infallible>(1.0 + 0.0078 * rho + 6e-5 * rho * rho);
        let mass = 20.0 + share * 90.0;
        let Ok(before) = tank.pressure(mass, t, z);
        let Ok(step) = tank.step(minute(), mass, t, inflow, demand, z);
        let off = mass + inflow * 60.0 - step.mass - step.vented - step.withdrawn;
        prop_assert!(off.abs() <= 1e-12 * mass, "{off} kg");
        prop_assert!((step.withdrawn + step.short - demand * 60.0).abs() < 1e-12);
        prop_assert!(step.pressure <= 350e5);
        prop_assert!(step.pressure >= 30e5_f64.min(before) * (1.0 - 1e-12), "{step:?}");
        prop_assert!(step.vented >= 0.0 && step.withdrawn >= 0.0 && step.short >= -1e-12);
        let Ok(pressure) = tank.pressure(step.mass, t, z);
        prop_assert!((pressure / step.pressure - 1.0).abs() < 1e-12);
        if step.vented > 0.0 {
            prop_assert_eq!(step.pressure, 350e5);
        }
        if step.short > 1e-9 {
            prop_assert!(before <= 30e5 || (step.pressure / 30e5 - 1.0).abs() < 1e-12, "{step:?}");
        }
    }

    #[test]
    fn the_power_of_a_group_closes(
        offers in prop::collection::vec(0_u32..6_000_000, 1..60),
        t in 300.0..360.0,
    ) {
        let wear = Wear::tenth_of(1.8, 1e-5);
        let design = PemDesign { startup: 120.0, wear, ..PemDesign::reference(5) };
        let group = PemGroup::new(Cell::THERMAL, &design, minute()).unwrap();
        let (mut state, mut running) = (PemState::NEW, 0_u32);
        for offered in offers {
            let step = group.step(&mut state, offered, t);
            prop_assert_eq!(step.power + step.curtailed, offered);
            prop_assert_eq!(step.power > 0, state.mode == Mode::Running);
            prop_assert!(step.power == 0 || (500_000..=5_000_000).contains(&step.power));
            let higher_heating = 2.0 * hydrogen::FARADAY * hydrogen::THERMONEUTRAL / hydrogen::MOLAR_MASS;
            let out = step.hydrogen * higher_heating + step.heat + step.crossover;
            prop_assert!((out - f64::from(step.power)).abs() <= 1e-9 * f64::from(step.power), "{step:?}");
            running += u32::from(state.mode == Mode::Running);
        }
        prop_assert!((state.hours - f64::from(running) / 60.0).abs() < 1e-12);
    }

    #[test]
    fn twice_the_area_and_twice_the_power_make_twice_the_hydrogen(
        offers in prop::collection::vec(0_u32..3_000_000, 1..40),
    ) {
        let one = PemDesign { startup: 60.0, ..PemDesign::reference(2) };
        let two = PemDesign { area: 2.0 * one.area, rated: 2 * one.rated, ..one };
        let [mut small, mut large] = [PemState::NEW; 2];
        let [one, two] = [one, two].map(|design| PemGroup::new(Cell::THERMAL, &design, minute()).unwrap());
        let (mut energy, mut kilograms) = ([0.0; 2], [0.0; 2]);
        for offered in offers {
            let (small, large) = (one.step(&mut small, offered, 340.0), two.step(&mut large, 2 * offered, 340.0));
            prop_assert_eq!((2 * small.power, 2.0 * small.hydrogen), (large.power, large.hydrogen));
            prop_assert_eq!(small.voltage, large.voltage);
            for (k, step) in [small, large].into_iter().enumerate() {
                energy[k] += f64::from(step.power) / 60e6;
                kilograms[k] += step.hydrogen * 60.0;
            }
        }
        // A kilogram costs the same energy.
        let costs = energy.map(|energy| Costs { energy: 40.0 * energy, ..FREE });
        prop_assert_eq!(2.0 * kilograms[0], kilograms[1]);
        prop_assert!(kilograms[0] == 0.0 || lcoh(&costs[0], kilograms[0]) == lcoh(&costs[1], kilograms[1]));
    }

    #[test]
    fn modules_take_no_more_than_is_offered_and_rise_no_faster_than_they_can(
        offers in prop::collection::vec(0_u32..16_000_000, 1..80),
    ) {
        let soec = Soec::new(&SoecDesign::reference(6, 2.6e6), minute()).unwrap();
        let mut powers = vec![0; 6];
        for (number, &offered) in (0..).zip(&offers) {
            let before = powers.clone();
            let step = soec.step(number, offered, &mut powers);
            prop_assert_eq!(step.power + step.curtailed, offered);
            prop_assert_eq!(step.power, powers.iter().sum::<u32>());
            prop_assert!((step.hydrogen * 37.5 * 3.6e6 - f64::from(step.power)).abs() <= 1e-9 * f64::from(step.power));
            prop_assert!((step.steam_heat - 9.0 * step.hydrogen * 2.6e6).abs() <= 1e-9 * step.steam_heat);
            for (&before, &after) in before.iter().zip(&powers) {
                prop_assert!(after == 0 || (120_000..=2_400_000).contains(&after));
                let reach = if before == 0 { 120_000 } else { before + 240_000 };
                prop_assert!(after <= reach, "{before} W to {after} W");
            }
        }
    }
}

#[test]
fn a_mass_that_nothing_happens_to_stays_as_it_is() {
    for conductance in [0.0, 1e-9, 1.0, 1e6] {
        let mass = ThermalMass::new(1e5, conductance, limits()).unwrap();
        for rule in [thermal_exact, thermal_euler] {
            assert_eq!(
                rule(&mass, minute(), 300.0, 0.0, 300.0),
                Warmed { t: 300.0, loss: 0.0, clamped: 0.0 }
            );
        }
    }
}

#[test]
fn hardly_any_loss_is_no_loss_at_all() {
    // exp of a tiny argument is 1: without care for it the step would stand still or divide by zero.
    let t = |conductance| {
        let mass = ThermalMass::new(2.6e6, conductance, limits()).unwrap();
        thermal_exact(&mass, minute(), 333.15, 650e3, 298.15).t
    };
    for conductance in [1e-300, 1e-15, 1e-9, 1e-6] {
        assert!((t(conductance) - t(0.0)).abs() < 1e-9, "{conductance} W/K");
    }
    assert_eq!(t(0.0), 333.15 + 650e3 * (60.0 / 2.6e6));
}

#[test]
fn a_mistake_does_not_become_a_temperature() {
    let mass = ThermalMass::new(1e5, 10.0, limits()).unwrap();
    for rule in RULES {
        assert!(rule(&mass, minute(), f64::NAN, 0.0, 300.0).t.is_nan());
    }
    let columns = ThermalColumns::exact(&[1e5; 3], &[10.0; 3], limits(), minute()).unwrap();
    let (mut t, mut removed) = ([300.0, f64::NAN, 300.0], [0.0; 3]);
    thermal_batch(&columns, 298.15, &[0.0; 3], &mut t, &mut removed);
    assert_eq!(t.map(f64::is_nan), [false, true, false]);
}

#[test]
fn groups_start_slowly_and_stop_at_once() {
    let group = PemGroup::new(Cell::THERMAL, &PemDesign::reference(5), minute()).unwrap();
    let mut state = PemState::NEW;
    let mut powers = Vec::new();
    for _ in 0..12 {
        powers.push(group.step(&mut state, 2_000_000, 340.0).power);
    }
    assert_eq!(powers[..10], [0; 10], "ten minutes to start");
    assert_eq!(powers[10..], [2_000_000; 2]);
    assert_eq!(group.step(&mut state, group.least_power() - 1, 340.0).power, 0);
    assert_eq!((state.mode, state.stops, state.voltage), (Mode::Off, 1, 0.0));
    assert_eq!(group.next_mode(Mode::Running, group.least_power()), Mode::Running);
}

#[test]
fn an_old_group_makes_less_of_the_same_power() {
    let wear = Wear::tenth_of(1.8, 1e-4);
    let design = PemDesign { wear, ..PemDesign::reference(1) };
    let group = PemGroup::new(Cell::THERMAL, &design, minute()).unwrap();
    let made = |hours, stops| {
        let mut state = PemState { mode: Mode::Running, hours, stops, ..PemState::NEW };
        group.step(&mut state, 800_000, 340.0)
    };
    let (new, old, stopped) = (made(0.0, 0), made(80_000.0, 0), made(0.0, 1000));
    assert!((wear.worn(80_000.0, 0) - 0.18).abs() < 1e-12);
    for worn in [old, stopped] {
        assert!(worn.hydrogen < new.hydrogen && worn.heat > new.heat, "{worn:?} beside {new:?}");
    }
}

#[test]
fn the_lead_goes_round_and_the_plant_does_not_notice() {
    let soec = Soec::new(&SoecDesign::reference(6, 2.6e6), minute()).unwrap();
    assert_eq!([0, 9, 10, 59, 60].map(|step| soec.leading(step)), [0, 0, 1, 5, 0]);
    for step in [0, 25, 50] {
        // There is enough for two only: for the one that leads, and for the next.
        let mut powers = vec![0; 6];
        soec.step(step, 250_000, &mut powers);
        let leading = soec.leading(step);
        assert_eq!([powers[leading], powers[(leading + 1) % 6]], [120_000; 2], "{powers:?}");
    }
    let mut powers = vec![0; 6];
    // All rise at once as far as the offer goes; from then on no turn of the lead leaves anything unused.
    for step in 0..240 {
        let taken = soec.step(step, 7_200_000, &mut powers);
        assert!(step < 12 || taken.curtailed < 120_000, "step {step}: {taken:?}");
    }
}

#[test]
fn many_plants_are_as_many_single_ones() {
    let dt = minute();
    let soec = Soec::new(&SoecDesign::reference(3, 2.6e6), dt).unwrap();
    let offered = [500_000, 3_000_000, 9_000_000];
    let mut powers = [[0, 120_000, 2_400_000]; 3];
    let mut steps = [plant_steps::SoecStep::default(); 3];
    let mut alone = powers;
    soec_batch(&soec, 13, &offered, powers.as_flattened_mut(), &mut steps);
    for k in 0..3 {
        assert_eq!(steps[k], soec.step(13, offered[k], &mut alone[k]));
    }
    assert_eq!(powers, alone);

    let groups = [1, 2, 5].map(|stacks| {
        PemGroup::new(Cell::OPEN, &PemDesign { startup: 0.0, ..PemDesign::reference(stacks) }, dt).unwrap()
    });
    let mut states = [PemState::NEW; 3];
    let mut steps = [plant_steps::PemStep::default(); 3];
    let mut alone = states;
    pem_batch(&groups, &offered, &[310.0, 330.0, 350.0], &mut states, &mut steps);
    for (k, t) in [310.0, 330.0, 350.0].into_iter().enumerate() {
        assert_eq!(steps[k], groups[k].step(&mut alone[k], offered[k], t));
    }
    assert_eq!(states, alone);
}
