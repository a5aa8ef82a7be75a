//! The plan's last phase puts everything together and promises 400 tasks in less than a second on four cards. From the files of tasks and
//! programs to the file of results: what do two cores need, and what does a GPU that finds all objects in batches add?

mod answers;
mod batched;
mod hypotheses;
mod load;
mod pipeline;
mod rounds;
#[cfg(test)]
mod tests;

use grid_language::Masks;
use grid_tasks::Threads;
use touchstone::prelude::*;

use crate::{
    answers::Answer,
    load::{DATA, Load, PROGRAMS, World},
    pipeline::{Loading, fast, on_cores, plain, with_a_wrong_cell},
};

struct ArcCombined;

/// Not judged without the data and the programs of a user.
const PUZZLES: &str = "arcagi";

impl Experiment for ArcCombined {
    type Workload = Load;
    type Input = World;
    type Output = Answer;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("400 tasks, from their files to the file of results")
            .workload("smoke", Load::Made { tasks: 8, pairs: 40 })
            .workload("small", Load::Made { tasks: 32, pairs: 240 })
            .workload("full", Load::Made { tasks: 400, pairs: 3_000 })
            .named_workload(PUZZLES, Load::Puzzles)
            .requires(PUZZLES, file_in(DATA))
            .requires(PUZZLES, file_in(PROGRAMS))
            .sized(|load| load.size())
            .baseline("sets-sequential", |world, _| plain(world))
            .candidate("masks", |world, _| fast::<Masks>(world, Threads::One))
            .candidate("masks-parallel", |world, setting| {
                on_cores(world, setting, Loading::Typed(Threads::Pool))
            })
            .threads(Cores::Performance)
            .candidate("masks-parallel-kept", |world, setting| {
                on_cores(world, setting, Loading::Kept(Threads::Pool))
            })
            .threads(Cores::Performance)
            .candidate("batched", batched::on_cores)
            .threads(Cores::Performance)
            .candidate("batched-gpu", batched::on_wgpu)
            .threads(Cores::Performance)
            .on_device(DeviceKind::Wgpu)
            .candidate("batched-cuda", batched::on_cuda)
            .threads(Cores::Performance)
            .on_device(DeviceKind::Cuda)
            .control("one-cell-wrong", |world, _| with_a_wrong_cell(world))
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        World::new(*load, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::against(outputs.reference, outputs.got)
    }

    fn verify(world: &World, reference: &Answer) -> Checks {
        answers::known(world, reference)
    }
}

fn main() -> ExitCode {
    touchstone::main::<ArcCombined>()
}
