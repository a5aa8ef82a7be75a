//! What variants return, and whether it is right: every answer of every program is that of the baseline, and that is the known one.

use grid_batch::GridBatch;
use grid_tasks::{Solved, validate};
use touchstone::Checks;

use crate::{
    load::{Known, World},
    patterns::{Places, Search},
};

/// What a variant returns.
pub(crate) enum Answer {
    /// Of every program on every pair.
    Solved(Solved<GridBatch>),
    /// The same of the reference language.
    OfPeer(Solved<GridBatch>),
    /// Told in full when they are asked for, which is no part of the time.
    Places(Box<dyn Fn() -> Places>),
}

pub(crate) fn against(world: &World, reference: &Answer, got: &Answer) -> Checks {
    match (reference, got) {
        // Where a program is wrong, its answer hangs on the order in which the peer walks through a set, which is no part of the language.
        (Answer::Solved(reference), Answer::OfPeer(got)) => {
            Checks::new().exact("pairs with the right answer", right(world, reference), right(world, got))
        }
        (Answer::Solved(reference), Answer::Solved(got)) => Checks::new()
            .exact("why programs have no answer", reasons(reference), reasons(got))
            .exact("answers", grids(reference), grids(got)),
        (Answer::Places(reference), Answer::Places(got)) => {
            Checks::new().exact("places of every pattern", reference(), got())
        }
        _ => Checks::new().at_most("answers of another kind", 1.0, 0.0),
    }
}

/// Task, pair, and whether its answer is the known one.
pub(crate) fn right(world: &World, solved: &Solved<GridBatch>) -> Vec<(usize, usize, bool)> {
    let World::Tasks(world) = world else { return Vec::new() };
    let correct = validate(&world.tasks, solved);
    solved.runs.iter().zip(correct).map(|(ran, correct)| (ran.task, ran.pair, correct)).collect()
}

fn reasons(solved: &Solved<GridBatch>) -> impl Iterator<Item = (usize, usize, Option<&str>)> {
    solved.runs.iter().map(|ran| (ran.task, ran.pair, ran.failed.as_deref()))
}

fn grids(solved: &Solved<GridBatch>) -> impl Iterator<Item = ([usize; 2], &[u8])> {
    solved.answers.iter().map(|answer| ([answer.height, answer.width], answer.cells))
}

/// Held against answers that were worked out without the language.
pub(crate) fn known(world: &World, reference: &Answer) -> Checks {
    match (world, reference) {
        (World::Tasks(world), Answer::Solved(solved)) if world.answers == Known::AllRight => {
            let correct = validate(&world.tasks, solved);
            let pairs: usize = world.order.iter().map(|&task| world.tasks.tasks()[task].pairs.len()).sum();
            let wrong = solved.runs.iter().zip(correct).filter(|(_, correct)| !correct);
            let told = wrong.map(|(ran, _)| (world.tasks.tasks()[ran.task].id.as_str(), ran.pair));
            Checks::new().exact("pairs that were solved", [pairs], [solved.runs.len()]).exact(
                "pairs without the known answer",
                [],
                told,
            )
        }
        (World::Patterns(searches), Answer::Places(places)) => {
            Checks::new().exact("places by hand", searches.iter().map(Search::by_hand), places())
        }
        _ => Checks::new(),
    }
}
