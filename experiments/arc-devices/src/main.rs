//! The plan has four cards. Does a batch that is split over several devices take as much less time as there are devices, and is its
//! answer the same?

mod hypotheses;
mod split;
#[cfg(test)]
mod tests;
mod variants;
mod workers;
mod world;

use grid_objects::{Labels, Method, Mode, TieRule};
use touchstone::prelude::*;

use crate::{
    variants::{Way, doubles, on_devices},
    world::{Load, World},
};

struct ArcDevices;

/// Univalued, four neighbours, without background: T,F,T.
const MODE: Mode = Mode::of(true, false, true);

impl Experiment for ArcDevices {
    type Workload = Load;
    type Input = World;
    type Output = Labels;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("A million small grids on several devices")
            .workload("smoke", Load { grids: 400 })
            .workload("small", Load { grids: 100_000 })
            .workload("full", Load { grids: 1_000_000 })
            .sized(|load| load.grids as f64)
            .baseline("core", |world, _| measured(|| one_core(world)))
            .candidate("cores-static", |world, _| doubles(world, Way::Static))
            .threads(Cores::Exactly(2))
            .candidate("cores-queue", |world, _| doubles(world, Way::Queue))
            .threads(Cores::Exactly(2));
        let declaration = on_devices(declaration)
            .control("one-label-off", |world, _| {
                measured(|| grid_objects::label(&world.batch, MODE, TieRule::Lowest, Method::OneLabelOff))
            })
            .only_on(["smoke", "small"])
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(load: &Load, rng: &mut Rng) -> World {
        World::new(*load, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let (reference, got) = (outputs.reference, outputs.got);
        let pairs = reference.label.iter().zip(&got.label);
        let different = pairs.filter(|(one, other)| one != other).count();
        let first = reference.label.iter().zip(&got.label).position(|(one, other)| one != other);
        Checks::new()
            .exact("labels", [reference.label.len()], [got.label.len()])
            .exact("the first cell that differs", None, first)
            .at_most("labels that differ", different as f64, 0.0)
            .exact("objects of every grid", reference.counts.chunks(64), got.counts.chunks(64))
            .output(got.label.chunks(4).map(packed))
    }
}

/// Four labels in one number: a million grids have many.
fn packed(four: &[u16]) -> u64 {
    four.iter().fold(0, |bits, &label| bits << 16 | u64::from(label))
}

fn one_core(world: &World) -> Labels {
    grid_objects::label(&world.batch, MODE, TieRule::Lowest, Method::Bitboard)
}

fn main() -> ExitCode {
    touchstone::main::<ArcDevices>()
}
