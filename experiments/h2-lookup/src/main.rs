//! A plant asks for the density, enthalpy, entropy and heat capacity of hydrogen millions of times. The plan caches what was asked and
//! snaps it to a large grid; a small table whose cell is in the bits of the pressure needs neither. And water changes its phase.

mod answers;
mod hypotheses;
mod pass;
mod peers;
mod shelf;
mod tables;
#[cfg(test)]
mod tests;
mod variants;
mod water;
mod way;
mod workload;

use std::{cell::OnceCell, io, path::Path};

use property_table::{SnapRule, Trace};
use touchstone::Measured;
use touchstone::prelude::*;

use crate::{
    pass::{Answers, over},
    shelf::Shelf,
    variants::OnLarge,
    workload::{Asked, Size, World},
};

struct H2Lookup;

/// Where the fluid is hydrogen.
const HYDROGEN: [&str; 7] =
    ["smoke", "small", "small-walk", "small-loop", "full-uniform", "full-walk", "full-loop"];
/// Where it is water.
const WATER: [&str; 3] = ["smoke-water", "small-water", "full-water"];

impl Experiment for H2Lookup {
    type Workload = Size;
    type Input = World;
    type Output = Answers;

    fn declare() -> Declaration<Self> {
        let hydrogen = Asked::Hydrogen;
        let declaration = Declaration::<Self>::new("Properties of a fluid at a pressure and a temperature")
            .workload("smoke", Size::smoke(hydrogen(Trace::Uniform)))
            .named_workload("smoke-water", Size::smoke(Asked::Water))
            .workload("small", Size::small(hydrogen(Trace::Uniform)))
            .named_workload("small-walk", Size::small(hydrogen(Trace::Walk)))
            .named_workload("small-loop", Size::small(hydrogen(Trace::Loop)))
            .named_workload("small-water", Size::small(Asked::Water))
            .workload("full-uniform", Size::full(hydrogen(Trace::Uniform)))
            .workload("full-walk", Size::full(hydrogen(Trace::Walk)))
            .workload("full-loop", Size::full(hydrogen(Trace::Loop)))
            .workload("full-water", Size::full(Asked::Water))
            .sized(|size| size.queries as f64)
            .baseline("bsearch-2000", |world, _| large(world, OnLarge::Search))
            .only_on(HYDROGEN)
            .candidate("cache-exact", |world, _| large(world, OnLarge::CacheExact))
            .only_on(HYDROGEN)
            // What is wrong runs where a hypothesis foretells it: elsewhere it would be a wrong answer that nobody expected.
            .candidate("cache-quantised", |world, _| large(world, OnLarge::CacheQuantised))
            .only_on(["full-walk", "full-loop"])
            .candidate("snap-up", |world, _| large(world, OnLarge::Snap(SnapRule::Up)))
            .only_on(["full-uniform"])
            .candidate("snap-nearest", |world, _| large(world, OnLarge::Snap(SnapRule::Nearest)))
            .only_on(["full-uniform"])
            .candidate("hint", |world, _| large(world, OnLarge::Hint))
            .only_on(HYDROGEN)
            .candidate("bsearch-200", |world, _| over(world, variants::bsearch_200()))
            .only_on(HYDROGEN)
            .candidate("uniform-200", |world, _| over(world, variants::uniform_200()))
            .only_on(HYDROGEN)
            .candidate("octave", |world, _| over(world, variants::octave()))
            .only_on(HYDROGEN)
            .candidate("octave-4", |world, _| over(world, variants::octave_4()))
            .only_on(HYDROGEN)
            .candidate("octave-batch", |world, _| octave_batch(world))
            .only_on(HYDROGEN)
            .candidate("eos", |world, _| over(world, variants::eos()))
            .only_on(HYDROGEN)
            .candidate("water-one-table", |world, _| over(world, variants::water_one_table()))
            .only_on(["full-water"])
            .candidate("water-fitted", |world, _| over(world, variants::water_fitted()))
            .only_on(WATER)
            .candidate("water-if97", |world, _| over(world, variants::water_if97()))
            .only_on(WATER)
            .control("two-tenths-beside", |world, _| over(world, variants::beside()))
            .only_on(["smoke", "small"]);
        let declaration = peers::add(declaration).regresses_beyond(percent(5.0));
        let right = |declaration: Declaration<Self>, workloads: &[&str], variant| {
            workloads
                .iter()
                .fold(declaration, |declaration, workload| declaration.reference(workload, variant))
        };
        hypotheses::add(right(right(declaration, &HYDROGEN, "eos"), &WATER, "water-if97"))
    }

    fn input(size: &Size, rng: &mut Rng) -> World {
        World::new(*size, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        answers::against(outputs.reference, outputs.got, outputs.variant)
    }

    fn verify(world: &World, reference: &Answers) -> Checks {
        answers::keep_the_laws(world, reference)
    }

    fn export(world: &World, folder: &Path) -> io::Result<()> {
        peers::export(world, folder)
    }

    fn import(world: &World, folder: &Path) -> io::Result<Answers> {
        peers::import(world, folder)
    }
}

fn large(world: &World, on: OnLarge) -> Measured<'_, Answers> {
    over(world, variants::on_large(on, &Shelf::of_build(), world.size.nodes))
}

/// With how many of its answers differ in any bit from those of one look-up at a time.
fn octave_batch(world: &World) -> Measured<'_, Answers> {
    let (one_by_one, other_bits) = (variants::octave(), OnceCell::new());
    match variants::octave_batch() {
        Ok(prepared) => over(world, prepared.clone()).reporting(move |_, report| {
            let differing = || pass::differing(world, [&prepared, &one_by_one]);
            report.count("other-bits", *other_bits.get_or_init(differing));
        }),
        Err(reason) => cannot_run(&reason),
    }
}

fn main() -> ExitCode {
    touchstone::main::<H2Lookup>()
}
