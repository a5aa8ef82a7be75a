//! The components of one plant, shared out in every step.

use plant::{Ensemble, Log, Profile, Run, STEPS_AN_HOUR, Scenario, Shares, Stopped, Tables};
use touchstone::{Measured, Setting, prelude::*};

use crate::World;

/// A loop over components on a work-stealing pool, as the plan has it.
pub(crate) fn pooled(world: &World, setting: Setting) -> Measured<'_, Vec<Scenario>> {
    let gas = Tables::hydrogen();
    let ensemble = match Ensemble::on(setting.threads) {
        Ok(ensemble) => ensemble,
        Err(error) => return cannot_run(&error),
    };
    measured(move || {
        let advance = |run: &mut Run<'_, Shares<&Tables>>, log: &mut Log| run.advance(world.steps, log);
        let one = |profile| shared(world, &gas, profile, setting.threads, advance);
        ensemble.pool().install(|| world.profiles.iter().map(one).collect())
    })
}

/// Threads that spin where they wait for each other: the best form that this can take.
pub(crate) fn spinning(world: &World, setting: Setting) -> Measured<'_, Vec<Scenario>> {
    let gas = Tables::hydrogen();
    measured(move || {
        let advance =
            |run: &mut Run<'_, Shares<&Tables>>, log: &mut Log| run.advance_spinning(world.steps, log);
        world.profiles.iter().map(|profile| shared(world, &gas, profile, setting.threads, advance)).collect()
    })
}

fn shared<'a>(
    world: &'a World,
    gas: &'a Tables,
    profile: &Profile,
    threads: usize,
    advance: impl Fn(&mut Run<'a, Shares<&'a Tables>>, &mut Log) -> Result<(), Stopped>,
) -> Scenario {
    let mut log = Log::with_room(&world.plant, (world.steps / STEPS_AN_HOUR) as usize);
    let made = Run::shares(&world.plant, profile, gas, threads);
    let mut run = made.unwrap_or_else(|error| panic!("{error}"));
    advance(&mut run, &mut log).unwrap_or_else(|error| panic!("{error}"));
    Scenario { totals: run.totals(), state_hash: run.state_hash(&log) }
}
