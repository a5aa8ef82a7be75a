//! What must not matter does not.

use plant::{HOURS, Log, Plant, PlantDesign, Profile, Run};
use plant_steps::{Lag, TemperatureLimits, ThermalMass, TimeStep, thermal_exact};

use crate::{arrays, assert_near, tables};

#[test]
fn two_half_steps_of_the_exact_thermal_step_are_one() {
    let limits = TemperatureLimits::new(200.0, 500.0).unwrap();
    let mass = ThermalMass::new(1.3e7, 500.0, limits).unwrap();
    let step = |seconds, t| thermal_exact(&mass, TimeStep::seconds(seconds).unwrap(), t, 4e5, 288.15).t;
    assert_near("K", step(30.0, step(30.0, 333.15)), step(60.0, 333.15), 1e-14);
    assert!(Lag::seconds(0.0).is_err());
}

#[test]
fn thirty_resumed_days_are_thirty_days() {
    let plant = Plant::reference(1).unwrap();
    let profile = Profile::synthetic(11, 0);
    let once = arrays(&plant, &profile, 30 * 1440);
    let mut log = Log::with_room(&plant, 30 * 24);
    let mut run = Run::arrays(&plant, &profile, tables()).unwrap();
    for _ in 0..30 {
        // A run that was kept goes on as the one that it was taken from.
        let mut resumed = run.clone();
        resumed.advance(1440, &mut log).unwrap();
        run = resumed;
    }
    assert_eq!(run.state_hash(&log), once.hash);
    assert_eq!(run.totals(), once.totals);
}

#[test]
fn the_order_of_lines_does_not_matter() {
    let profile = Profile::synthetic(7, 0);
    let fills = [0.1, 0.4, 0.75, 0.95];
    let order = [2, 0, 3, 1];
    let with = |fills: Vec<f64>| {
        let design = PlantDesign { fills, ..PlantDesign::reference(1) };
        let plant = Plant::new(design).unwrap();
        arrays(&plant, &profile, 2 * 1440).log
    };
    let (sorted, permuted) = (with(fills.to_vec()), with(order.map(|line| fills[line]).to_vec()));
    // Of every hour: 2 low tanks of every line, then 8 high ones of every line; 4 stacks of every line.
    for hour in 0..48 {
        for (at, line) in order.into_iter().enumerate() {
            for (column, all) in
                [(&sorted.tank_pressure, &permuted.tank_pressure), (&sorted.tank_t, &permuted.tank_t)]
            {
                let row = |log: &[f32], line: usize| {
                    let row = &log[40 * hour..40 * (hour + 1)];
                    [&row[2 * line..2 * line + 2], &row[8 + 8 * line..][..8]].concat()
                };
                assert_eq!(row(column, line), row(all, at), "hour {hour}, line {line}");
            }
            let stacks = |log: &Log, line: usize| log.stack_t[16 * hour + 4 * line..][..4].to_vec();
            assert_eq!(stacks(&sorted, line), stacks(&permuted, at));
        }
    }
}

#[test]
fn twice_the_plant_makes_twice_the_hydrogen() {
    let profile = Profile::synthetic(13, 0);
    let steps = 3 * 1440;
    let (one, two) = (Plant::reference(1).unwrap(), Plant::reference(2).unwrap());
    let (single, lines) = (arrays(&one, &profile, steps).totals, arrays(&two, &profile, steps).totals);
    assert_near("kg of two lines", lines.hydrogen, 2.0 * single.hydrogen, 1e-12);
    assert_near("LCOH of two lines", lines.lcoh, single.lcoh, 1e-12);

    let of = |design| arrays(&Plant::new(design).unwrap(), &profile, steps).totals;
    let (small, large) = (of(half()), of(doubled()));
    // All but the rounding to whole watts is the same.
    assert_near("kg of a line twice as large", large.hydrogen, 2.0 * small.hydrogen, 1e-4);
    let energy = |totals: &plant::Totals| totals.energy_cost / totals.hydrogen;
    assert_near("energy for a kg", energy(&large), energy(&small), 1e-4);
}

/// A line small enough to be doubled: its power still is less than f32 can count.
fn half() -> PlantDesign {
    let mut design = PlantDesign::reference(1);
    design.soec.modules = 3;
    (design.site.wind, design.site.sun) = (20_000_000, 10_000_000);
    design
}

/// The same with twice the area, power, volume, capacity and flow.
fn doubled() -> PlantDesign {
    let mut design = half();
    design.pem.stacks *= 2;
    for power in [
        &mut design.soec.rated,
        &mut design.soec.first,
        &mut design.soec.ramp,
        &mut design.site.wind,
        &mut design.site.sun,
    ] {
        *power *= 2;
    }
    let masses = [&mut design.stack, &mut design.cooler, &mut design.low.wall, &mut design.high.wall];
    for mass in masses {
        (mass.capacity, mass.conductance) = (2.0 * mass.capacity, 2.0 * mass.conductance);
    }
    for quantity in [
        &mut design.low.volume,
        &mut design.high.volume,
        &mut design.draw.most,
        &mut design.demand,
        &mut design.cooling.most,
        &mut design.cooling.per_kelvin,
    ] {
        *quantity *= 2.0;
    }
    design
}

#[test]
fn a_profile_repeats_after_a_year_and_depends_on_its_scenario() {
    let [first, again, other] =
        [(1, 0), (1, 0), (1, 1)].map(|(seed, scenario)| Profile::synthetic(seed, scenario));
    assert_eq!(first, again);
    assert_ne!(first.wind(), other.wind());
    assert_eq!(first.price().len(), HOURS);
    assert!(first.price().iter().any(|&price| price < 0.0), "surplus makes prices negative at times");
    let supply = plant::Supply::new(&PlantDesign::reference(1), &first).unwrap();
    assert_eq!(supply.at(0), supply.at(plant::STEPS_A_YEAR));
    for step in (0..plant::STEPS_A_YEAR).step_by(977) {
        let (hour, past) = ((step / 60) as usize, step % 60);
        let ends = [supply.watts()[hour], supply.watts()[(hour + 1) % HOURS]].map(f64::from);
        let wanted = ends[0] + (ends[1] - ends[0]) * f64::from(past) / 60.0;
        assert!((f64::from(supply.at(step).watts) - wanted).abs() <= 1.0);
    }
}
