//! One scenario per task.

use plant::{Ensemble, Scenario, Tables, scenario};
use touchstone::{Measured, Setting, prelude::*};

use crate::World;

/// One after the other. It says what part of its time so many threads could share: 64 scenarios keep 10 of them busy for as long
/// as 7.
pub(crate) fn serial(world: &World, setting: Setting) -> Measured<'_, Vec<Scenario>> {
    let gas = Tables::hydrogen();
    let (count, cores) = (world.profiles.len(), setting.cores);
    measured(move || {
        let one = |profile| scenario(&world.plant, &gas, profile, world.steps);
        world.profiles.iter().map(one).collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}"))
    })
    .reporting(move |_, report| {
        report.metric("serial-share", 0.0, "");
        report.metric("parallel-share", (cores * count.div_ceil(cores)) as f64 / count as f64, "");
    })
}

/// Side by side, on a pool that is there beforehand.
pub(crate) fn pooled(world: &World, setting: Setting) -> Measured<'_, Vec<Scenario>> {
    let gas = Tables::hydrogen();
    let ensemble = match Ensemble::on(setting.threads) {
        Ok(ensemble) => ensemble,
        Err(error) => return cannot_run(&error),
    };
    measured(move || {
        let scenarios = ensemble.run(&world.plant, &gas, &world.profiles, world.steps);
        scenarios.unwrap_or_else(|error| panic!("{error}"))
    })
}

/// A planted fault: two scenarios have each other's results.
pub(crate) fn swapped(world: &World) -> Measured<'_, Vec<Scenario>> {
    let gas = Tables::hydrogen();
    measured(move || {
        let one = |profile| scenario(&world.plant, &gas, profile, world.steps);
        let all: Result<Vec<_>, _> = world.profiles.iter().map(one).collect();
        let mut all = all.unwrap_or_else(|error| panic!("{error}"));
        all.swap(0, 1);
        all
    })
}
