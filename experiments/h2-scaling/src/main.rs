//! What more cores give. Scenarios share nothing, so each is a task of its own; the components of one plant share every step, and a
//! step lasts microseconds.

mod components;
mod hypotheses;
mod scenarios;

use h2_runs::PLANS_MACHINE;
use plant::{Plant, Profile, STEPS_A_YEAR, Scenario};
use touchstone::prelude::*;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
struct Load {
    /// How many plants under weather of their own.
    scenarios: u32,
    /// Minutes.
    steps: u32,
    /// Lines of 50 components in each.
    scale: u32,
}

struct World {
    plant: Plant,
    profiles: Vec<Profile>,
    steps: u32,
}

struct Scaling;

const MONTH: u32 = 30 * 1440;

impl Experiment for Scaling {
    type Workload = Load;
    type Input = World;
    type Output = Vec<Scenario>;

    fn declare() -> Declaration<Self> {
        let load = |scenarios, steps, scale| Load { scenarios, steps, scale };
        let mut declaration = Declaration::<Self>::new("More cores for more scenarios, or for one step")
            .workload("smoke", load(8, 480, 1))
            .workload("small", load(16, MONTH, 1))
            .workload("full", load(64, MONTH, 1))
            .named_workload("full-year", load(16, STEPS_A_YEAR, 1))
            // One plant, with as many steps of components in each.
            .workload("plant-50", load(1, 20_000, 1))
            .workload("plant-500", load(1, 2000, 10))
            .workload("plant-5000", load(1, 200, 100))
            .workload("plant-50000", load(1, 60, 1000))
            .baseline("serial", scenarios::serial);
        for (name, threads) in [("scenarios-2", 2), ("scenarios-4", 4), ("scenarios-8", 8)] {
            declaration = declaration
                .candidate(name, scenarios::pooled)
                .threads(Cores::Exactly(threads))
                .only_on(["smoke", "small", "full", "full-year"]);
        }
        declaration = declaration
            .candidate("scenarios", scenarios::pooled)
            .threads(Cores::Performance)
            .only_on(["smoke", "small", "full", "full-year"]);
        for (name, threads) in [("components-2", 2), ("components-4", 4)] {
            declaration = declaration
                .candidate(name, components::pooled)
                .threads(Cores::Exactly(threads))
                .only_on(["smoke", "plant-50", "plant-500", "plant-5000", "plant-50000"]);
        }
        for (name, threads) in [("components-spin-2", 2), ("components-spin-4", 4)] {
            declaration = declaration
                .candidate(name, components::spinning)
                .threads(Cores::Exactly(threads))
                .only_on(["smoke", "plant-50", "plant-500", "plant-5000", "plant-50000"]);
        }
        declaration = declaration
            .control("scenarios-swapped", |world, _| scenarios::swapped(world))
            .only_on(["smoke", "small"]);
        hypotheses::add(declaration).regresses_beyond(percent(5.0))
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        let seed = rng.random();
        let profiles = (0..load.scenarios).map(|scenario| Profile::synthetic(seed, scenario)).collect();
        let plant = Plant::reference(load.scale).expect("the reference plant can be");
        World { plant, profiles, steps: load.steps }
    }

    /// Bit for bit: how many threads there are, and who does what, must not matter.
    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let hashes = |scenarios: &[Scenario]| scenarios.iter().map(|one| one.state_hash).collect::<Vec<_>>();
        let figures = |scenarios: &[Scenario]| {
            scenarios
                .iter()
                .flat_map(|one| [one.totals.hydrogen, one.totals.energy_cost])
                .collect::<Vec<f64>>()
        };
        Checks::new()
            .relative("hydrogen and cost", figures(outputs.reference), figures(outputs.got), 0.0)
            .exact("all bits of every scenario", hashes(outputs.reference), hashes(outputs.got))
    }
}

fn main() -> ExitCode {
    touchstone::main::<Scaling>()
}
