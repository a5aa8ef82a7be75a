//! Programs ask for the connected components of small grids more often than for anything else. Which way is fastest, and is there a size
//! of a grid from which on it should go to a GPU, as the plan has it, or a size of the batch?

mod answers;
mod devices;
mod hypotheses;
mod labeller;
mod load;
mod packing;
mod peers;
mod puzzles;
mod switch;
#[cfg(test)]
mod tests;
mod variants;

use std::{convert::Infallible, io, path::Path};

use arc_runs::{DATA, PUZZLES};
use grid_objects::{Method, Mode};
use touchstone::{Measured, prelude::*};

use crate::{
    answers::Answer,
    labeller::{Pool, over},
    load::{Entry, Load, TFF, TFT, World},
};

struct ArcObjects;

impl Experiment for ArcObjects {
    type Workload = Load;
    type Input = World;
    type Output = Answer;

    fn declare() -> Declaration<Self> {
        let names: Vec<String> = Entry::all().map(Entry::name).collect();
        let table: [&str; 32] = std::array::from_fn(|at| names[at].as_str());
        let mixed = |grids, modes| Load::Mixed { grids, modes };
        let declaration = Declaration::<Self>::new("Connected components of small coloured grids")
            .workload("smoke", mixed(40, &[TFT]))
            .workload("small", mixed(1_718, &[TFT, TFF]))
            .workload("full", mixed(100_000, &Mode::ALL))
            .workload("noise", Load::Noise { grids: 1_000 })
            .workload("spirals", Load::Spirals { grids: 1_000 })
            .named_workload(PUZZLES, Load::Puzzles)
            .requires(PUZZLES, file_in(DATA))
            .workload("table", Load::Table)
            .requires("table", gpus(1));
        let declaration = Entry::all().fold(declaration, |declaration, entry| {
            if hypotheses::of_table(&entry.name()) {
                declaration.workload(&entry.name(), Load::Entry(entry))
            } else {
                declaration.named_workload(&entry.name(), Load::Entry(entry))
            }
        });
        let declaration = declaration
            .sized(|load| load.size())
            .baseline("set", |world, _| own(world, Method::Set))
            .only_on(["smoke", "small", PUZZLES])
            .candidate("bfs", |world, _| own(world, Method::Bfs))
            .only_on(["smoke", "small", "noise", PUZZLES])
            .candidate("bitboard", |world, _| own(world, Method::Bitboard))
            .candidate("runs", |world, _| own(world, Method::Runs))
            .only_on(["smoke", "small", "full", "noise", PUZZLES])
            .candidate("lockstep", |world, _| own(world, Method::Lockstep));
        let parallel = [("bitboard-parallel", Method::Bitboard), ("lockstep-parallel", Method::Lockstep)];
        let declaration = parallel.into_iter().fold(declaration, |declaration, (variant, method)| {
            declaration
                .candidate(variant, move |world, setting| over(world, Pool::of(setting.threads, method)))
                .threads(Cores::Performance)
                .only_on(["smoke", "small", "full", "noise", PUZZLES])
        });
        let declaration = variants::on_devices(declaration, &table)
            .control("one-label-off", |world, _| own(world, Method::OneLabelOff))
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        let without_baseline = ["full", "noise", "spirals", "table"].into_iter().chain(table);
        let declaration = without_baseline
            .fold(declaration, |declaration, workload| declaration.reference(workload, "bitboard"));
        hypotheses::add(peers::add(declaration))
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        World::new(*load, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::against(&outputs)
    }

    fn verify(world: &World, reference: &Answer) -> Checks {
        answers::keep_the_laws(world, reference)
    }

    fn export(world: &World, folder: &Path) -> io::Result<()> {
        peers::export(world, folder)
    }

    fn import(world: &World, folder: &Path) -> io::Result<Answer> {
        peers::import(world, folder)
    }
}

/// One of our methods on one core: it is there wherever we are.
fn own(world: &World, method: Method) -> Measured<'_, Answer> {
    over(world, Ok::<_, Infallible>(method))
}

fn main() -> ExitCode {
    touchstone::main::<ArcObjects>()
}
