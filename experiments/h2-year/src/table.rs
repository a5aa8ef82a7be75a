//! The hourly table, as metrics: two of every hour, so that `touchstone export metrics` has it, and the cost of a kilogram can be
//! computed from it again. It is made where somebody asks for it, since it is many rows.

use h2_runs::{Outcome, Scene};
use plant::{STEPS_AN_HOUR, cost_of_a_kilogram};
use touchstone::{Measured, prelude::*};

pub(crate) fn table(scene: &Scene) -> Measured<'_, Outcome> {
    crate::arrays(scene, scene.case.steps).reporting(move |outcome, report| {
        let log = &outcome.log;
        for hour in 0..log.hours() {
            report.metric(&format!("hour-{hour:04}-kg"), log.made[hour] - log.vented[hour], "kg");
            report.metric(&format!("hour-{hour:04}-cost"), log.cost[hour], "EUR");
        }
        report.count("rows", log.hours() as u64);
        if outcome.totals.lcoh.is_finite() {
            report.metric("lcoh-off", (recomputed(scene, outcome) / outcome.totals.lcoh - 1.0).abs(), "");
        }
    })
}

pub(crate) fn verify(scene: &Scene, outcome: &Outcome) -> Checks {
    let totals = &outcome.totals;
    let accounts = &totals.accounts;
    let taken = accounts.curtailed + accounts.pem + accounts.modules;
    let hours = (scene.case.steps / STEPS_AN_HOUR) as usize;
    Checks::new()
        .relative("lcoh from the hourly table", [totals.lcoh], [recomputed(scene, outcome)], 1e-9)
        .exact("joules offered, taken and left", [accounts.available], [taken])
        .exact("hours of the run", [hours], [outcome.log.hours()])
        .output([outcome.state_hash])
}

fn recomputed(scene: &Scene, outcome: &Outcome) -> f64 {
    let log = &outcome.log;
    let sum = |column: &[f64]| column.iter().sum::<f64>();
    let kilograms = sum(&log.made) - sum(&log.vented);
    let last = log.step.last().copied().unwrap_or_default();
    cost_of_a_kilogram(&scene.plant, last, sum(&log.cost), kilograms).unwrap_or(f64::NAN)
}
