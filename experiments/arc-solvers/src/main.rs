//! The plan converts programs on grids so that they find objects faster, and claims 2 to 6 times for that. What is it worth in whole
//! programs, what do masks give that replace sets throughout, and is every answer still right?

mod answers;
mod hypotheses;
mod load;
mod patterns;
mod peers;
mod solving;
#[cfg(test)]
mod tests;

use std::{io, path::Path};

use arc_runs::{DATA, PROGRAMS, PUZZLES};
use grid_language::{MaskObjects, Masks, Sets};
use touchstone::prelude::*;

use crate::{
    answers::Answer,
    load::{Load, World},
    solving::{on_cores, on_one, with_a_wrong_cell, with_the_share_of_objects},
};

struct ArcSolvers;

impl Experiment for ArcSolvers {
    type Workload = Load;
    type Input = World;
    type Output = Answer;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("Programs on grids, over sets and over masks")
            .workload("smoke", Load::Made { tasks: 8, pairs: 40 })
            .workload("small", Load::Made { tasks: 32, pairs: 240 })
            .workload("full", Load::Made { tasks: 400, pairs: 3_000 })
            .workload("objects", Load::AskingForObjects { tasks: 400, pairs: 3_000 })
            .workload("occurrences", Load::Patterns)
            .workload(PUZZLES, Load::Puzzles)
            .requires(PUZZLES, file_in(DATA))
            .requires(PUZZLES, file_in(PROGRAMS))
            .sized(|load| load.size())
            .baseline("sets", |world, _| with_the_share_of_objects(world, on_one::<Sets>(world)))
            .candidate("mask-objects", |world, _| on_one::<MaskObjects>(world))
            .only_on(["smoke", "small", "full", "objects", PUZZLES])
            .candidate("masks", |world, _| on_one::<Masks>(world))
            .candidate("masks-parallel", on_cores)
            .threads(Cores::Performance)
            .only_on(["smoke", "small", "full", "objects", PUZZLES])
            .control("one-cell-wrong", |world, _| with_a_wrong_cell(world))
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(peers::add(declaration))
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        World::new(*load, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::against(outputs.input, outputs.reference, outputs.got)
    }

    fn verify(world: &World, reference: &Answer) -> Checks {
        answers::known(world, reference)
    }

    fn export(world: &World, folder: &Path) -> io::Result<()> {
        peers::export(world, folder)
    }

    fn import(world: &World, folder: &Path) -> io::Result<Answer> {
        peers::import(world, folder)
    }
}

fn main() -> ExitCode {
    touchstone::main::<ArcSolvers>()
}
