//! The steps of one plant are a chain, so a GPU has nothing to do side by side; the scenarios of an ensemble are not. From how many
//! on does a GPU beat all cores, and what does it make of a single year?

mod devices;
mod hypotheses;
mod world;

use plant::{Ending, Ensemble, Precision, Tables, endings};
use touchstone::prelude::*;
use touchstone::{Measured, Setting};

use crate::{
    devices::{Doubles, Kernel, on_cuda, on_wgpu},
    world::{Load, World},
};

struct H2Gpu;

/// Of the figures of every scenario, relatively.
const ALLOWED_F64: f64 = 1e-9;
const ALLOWED_F32: f64 = 1e-3;

impl Experiment for H2Gpu {
    type Workload = Load;
    type Input = World;
    type Output = Vec<Ending>;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Plants by the thousand on a GPU, and one alone")
            .workload("smoke", Load { scenarios: 64, steps: 8 * 60 })
            .workload("day-64", Load::day_of(64))
            .workload("day-256", Load::day_of(256))
            .workload("small", Load::day_of(1024))
            .workload("day-4096", Load::day_of(4096))
            // A minute and four minutes of one core, in every round.
            .named_workload("day-16384", Load::day_of(16_384))
            .named_workload("day-65536", Load::day_of(65_536))
            .workload("full", Load { scenarios: 4096, steps: 30 * 1440 })
            .workload("plant-year", Load { scenarios: 1, steps: plant::STEPS_A_YEAR })
            .sized(|load| f64::from(load.scenarios) * f64::from(load.steps))
            .baseline("cpu-all", on_cores)
            .threads(Cores::Performance)
            .candidate("cuda-f64", |world, _| on_cuda(world, Precision::F64, Doubles::Any, Kernel::Prepared))
            .on_device(DeviceKind::Cuda)
            .candidate("cuda-f64-data-centre", |world, _| {
                on_cuda(world, Precision::F64, Doubles::Fast, Kernel::Prepared)
            })
            .on_device(DeviceKind::Cuda)
            .candidate("cuda-f32", |world, _| on_cuda(world, Precision::F32, Doubles::Any, Kernel::Prepared))
            .on_device(DeviceKind::Cuda)
            .candidate("wgpu-f32", |world, _| on_wgpu(world, Kernel::Prepared))
            .on_device(DeviceKind::Wgpu)
            .candidate("cuda-f64-cold", |world, _| {
                on_cuda(world, Precision::F64, Doubles::Any, Kernel::Measured)
            })
            .on_device(DeviceKind::Cuda)
            .candidate("wgpu-f32-cold", |world, _| on_wgpu(world, Kernel::Measured))
            .on_device(DeviceKind::Wgpu)
            .control("neighbours", neighbours)
            .threads(Cores::Performance)
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        World::new(*load, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let (reference, got) = (outputs.reference, outputs.got);
        let allowed = if outputs.variant.contains("-f32") { ALLOWED_F32 } else { ALLOWED_F64 };
        let figures = |of: fn(&Ending) -> f64| {
            [reference, got].map(|endings| endings.iter().map(of).collect::<Vec<f64>>())
        };
        let [right_kg, got_kg] = figures(|ending| ending.hydrogen);
        // The cost of a kilogram of nothing has no bound; how many kilograms a unit of cost makes has one.
        let [right_per_cost, got_per_cost] = figures(|ending| 1.0 / ending.lcoh);
        let columns = |of: fn(&Ending) -> &[f64]| {
            [reference, got].map(|endings| endings.iter().flat_map(of).copied().collect::<Vec<f64>>())
        };
        let [right_p, got_p] = columns(|ending| &ending.tank_pressure);
        let [right_t, got_t] = columns(|ending| &ending.tank_t);
        let [right_stack, got_stack] = columns(|ending| &ending.stack_t);
        Checks::new()
            .exact("decisions", decisions(reference), decisions(got))
            .relative("hydrogen", right_kg, got_kg, allowed)
            .relative("kilograms for a unit of cost (1/LCOH)", right_per_cost, got_per_cost, allowed)
            .relative("tank pressures at the end", right_p, got_p, allowed)
            .relative("tank temperatures at the end", right_t, got_t, allowed)
            .relative("stack temperatures at the end", right_stack, got_stack, allowed)
    }
}

/// What was decided in every step of every scenario, and the energies in whole joules that came of it.
fn decisions(endings: &[Ending]) -> Vec<u64> {
    let of = |ending: &Ending| -> Vec<u64> {
        let accounts = &ending.accounts;
        let joules = [accounts.available, accounts.curtailed, accounts.pem, accounts.modules];
        let words = ending.stops.iter().chain([&ending.decisions]).map(|&word| u64::from(word));
        joules.into_iter().chain(words).collect()
    };
    endings.iter().flat_map(of).collect()
}

/// Every scenario a task on a pool of as many threads as there are for us; tables and pool are prepared.
fn on_cores(world: &World, setting: Setting) -> Measured<'_, Vec<Ending>> {
    on_cores_then(world, setting, |_| ())
}

/// A planted fault: each scenario has the results of the next, as with an index that is off by one.
fn neighbours(world: &World, setting: Setting) -> Measured<'_, Vec<Ending>> {
    on_cores_then(world, setting, |endings| endings.rotate_left(1))
}

fn on_cores_then(world: &World, setting: Setting, then: fn(&mut [Ending])) -> Measured<'_, Vec<Ending>> {
    let tables = Tables::hydrogen();
    let ensemble = match Ensemble::on(setting.threads) {
        Ok(ensemble) => ensemble,
        Err(error) => return cannot_run(&error),
    };
    measured(move || {
        let endings = endings(&ensemble, &world.plant, &tables, &world.profiles, world.steps);
        let mut endings = endings.unwrap_or_else(|error| panic!("{error}"));
        then(&mut endings);
        endings
    })
}

fn main() -> ExitCode {
    touchstone::main::<H2Gpu>()
}
