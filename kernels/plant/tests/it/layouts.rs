//! However the state is kept, it is the same state.

use plant::{Equation, Objects, Plant, Profile, Rounded, Run, STEPS_A_YEAR, Searched};
use plant_steps::{Cold, Warm};

use crate::{arrays, assert_near, over, tables};

const STEPS: u32 = 3 * 1440;

#[test]
fn every_layout_has_the_bits_of_the_arrays() {
    for scale in [1, 3] {
        let plant = Plant::reference(scale).unwrap();
        let profile = Profile::synthetic(3, 1);
        let reference = arrays(&plant, &profile, STEPS);
        let blocks = over(Run::blocks(&plant, &profile, tables()).unwrap(), &plant, STEPS);
        let gather = over(Run::gather(&plant, &profile, tables()).unwrap(), &plant, STEPS);
        let objects = Run::<Objects<_, Warm>>::objects(&plant, &profile, tables()).unwrap();
        let objects = over(objects, &plant, STEPS);
        assert_eq!([blocks.hash, gather.hash, objects.hash], [reference.hash; 3], "{scale} lines");
        assert_eq!(objects.totals, reference.totals);
        assert_eq!(objects.log, reference.log);
    }
}

#[test]
fn tables_are_as_good_as_the_equation_of_state() {
    let (plant, profile) = (Plant::reference(1).unwrap(), Profile::synthetic(2, 0));
    let steps = 1440;
    let right = over(Run::arrays(&plant, &profile, Equation).unwrap(), &plant, steps);
    let got = arrays(&plant, &profile, steps);
    assert_near("kg", got.totals.hydrogen, right.totals.hydrogen, 1e-4);
    assert_near("LCOH", got.totals.lcoh, right.totals.lcoh, 1e-4);
    assert_eq!(got.log.tank_pressure.len(), 10 * 24);
    for (got, right) in [
        (&got.log.tank_pressure, &right.log.tank_pressure),
        (&got.log.tank_t, &right.log.tank_t),
        (&got.log.stack_t, &right.log.stack_t),
    ] {
        for (got, right) in got.iter().zip(right) {
            assert_near("a state", f64::from(*got), f64::from(*right), 1e-4);
        }
    }
}

#[test]
fn a_plant_in_f32_is_within_a_thousandth() {
    let (plant, profile) = (Plant::reference(2).unwrap(), Profile::synthetic(2, 0));
    let steps = 5 * 1440;
    let right = arrays(&plant, &profile, steps);
    let got = over(Run::<Rounded>::rounded(&plant, &profile, tables()).unwrap(), &plant, steps);
    assert_near("kg", got.totals.hydrogen, right.totals.hydrogen, 1e-4);
    assert_near("LCOH", got.totals.lcoh, right.totals.lcoh, 1e-4);
    let integers = |totals: &plant::Totals| {
        let plant::Accounts { available, curtailed, pem, modules, .. } = totals.accounts;
        [available, curtailed, pem, modules]
    };
    assert_eq!(integers(&got.totals), integers(&right.totals), "decisions are integers");
    for (got, right) in [
        (&got.log.tank_pressure, &right.log.tank_pressure),
        (&got.log.tank_t, &right.log.tank_t),
        (&got.log.stack_t, &right.log.stack_t),
    ] {
        for (got, right) in got.iter().zip(right) {
            assert_near("a state", f64::from(*got), f64::from(*right), 1e-3);
        }
    }
    let again = over(Run::<Rounded>::rounded(&plant, &profile, tables()).unwrap(), &plant, steps);
    assert_eq!(again.hash, got.hash);
}

#[test]
fn the_plans_own_way_comes_to_the_same_plant() {
    let (plant, profile) = (Plant::reference(1).unwrap(), Profile::synthetic(2, 0));
    let steps = 1440;
    let built = Searched::build(256).unwrap();
    // What was kept is what was built.
    let kept: &'static Searched = Box::leak(Box::new(Searched::from_values(256, &built.values()).unwrap()));
    assert!(Searched::from_values(255, &built.values()).is_err());
    let faithful = Run::<Objects<_, Cold>>::objects(&plant, &profile, kept).unwrap();
    let faithful = over(faithful, &plant, steps);
    let got = arrays(&plant, &profile, steps);
    assert_near("kg", got.totals.hydrogen, faithful.totals.hydrogen, 1e-3);
    assert_near("LCOH", got.totals.lcoh, faithful.totals.lcoh, 1e-3);
    assert_eq!(got.totals.accounts.pem, faithful.totals.accounts.pem, "decisions are integers");
}

#[test]
fn a_log_has_a_row_for_every_hour_and_little_more() {
    let (plant, profile) = (Plant::reference(1).unwrap(), Profile::synthetic(1, 0));
    let over = arrays(&plant, &profile, STEPS);
    assert_eq!(over.log.hours(), STEPS as usize / 60);
    let a_year = over.log.bytes() as f64 / f64::from(STEPS) * f64::from(STEPS_A_YEAR);
    assert!(a_year < 5e6, "{a_year} bytes a year");
    let sum = |column: &[f64]| column.iter().sum::<f64>();
    let kilograms = sum(&over.log.made) - sum(&over.log.vented);
    let lcoh = plant::cost_of_a_kilogram(&plant, STEPS, sum(&over.log.cost), kilograms).unwrap();
    assert_near("LCOH from the hourly table", lcoh, over.totals.lcoh, 1e-9);
}
