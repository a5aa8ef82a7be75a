//! The input: one plant, and weather and prices for each scenario.

use plant::{HOURS, Plant, Profile, STEPS_AN_HOUR, Weather};
use touchstone::Rng;
use touchstone::prelude::RngExt;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) scenarios: u32,
    /// Minutes.
    pub(crate) steps: u32,
}

impl Load {
    pub(crate) fn day_of(scenarios: u32) -> Self {
        Self { scenarios, steps: 1440 }
    }
}

/// Everything that some variant needs. Cores read profiles, devices the same hours as whole watts.
pub(crate) struct World {
    pub(crate) plant: Plant,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) weather: Weather,
    pub(crate) steps: u32,
}

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        let plant = Plant::reference(1).expect("the reference plant can be");
        let seed = rng.random();
        // The hour behind the last, too: minutes lie between two. Whole years would be 200 KB for each scenario.
        let hours = (load.steps.div_ceil(STEPS_AN_HOUR) as usize + 1).min(HOURS);
        let profiles: Vec<Profile> =
            (0..load.scenarios).map(|scenario| Profile::synthetic_hours(seed, scenario, hours)).collect();
        let weather = Weather::of(&plant, &profiles).expect("synthetic weather fits the plant");
        Self { plant, profiles, weather, steps: load.steps }
    }

    pub(crate) fn scenario_steps(&self) -> usize {
        self.profiles.len() * self.steps as usize
    }
}
