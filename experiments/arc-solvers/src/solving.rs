//! The variants: the same programs on the same pairs, in a form of values, on one thread or on all.

use std::cell::OnceCell;

use grid_batch::GridBatch;
use grid_language::{Masks, Primitive, Sets, form::Form};
use grid_tasks::{Rules, Solved, Table, Threads, solve, validate};
use touchstone::{Measured, Report, Setting, cannot_run, measured};

use crate::{
    answers::Answer,
    load::{Solvable, World},
    patterns::{places, search},
};

pub(crate) fn on_one<F: Form>(world: &World) -> Measured<'_, Answer> {
    match world {
        World::Missing(reason) => cannot_run(reason),
        World::Tasks(world) => solving(world, || solved::<F>(world, Threads::One)),
        World::Patterns(searches) => {
            let Some(occurrences) = Primitive::by_name("occurrences") else {
                return cannot_run(&"the language has no `occurrences`");
            };
            let searches: Vec<_> = searches.iter().map(super::patterns::Search::arguments::<F>).collect();
            measured(move || {
                let found = search(occurrences, &searches);
                Answer::Places(Box::new(move || places(&found)))
            })
        }
    }
}

/// Tasks over a pool of as many threads as there are for us; the pool is prepared.
pub(crate) fn on_cores(world: &World, setting: Setting) -> Measured<'_, Answer> {
    let World::Tasks(world) = world else { return on_one::<Masks>(world) };
    match rayon::ThreadPoolBuilder::new().num_threads(setting.threads).build() {
        Ok(pool) => solving(world, move || pool.install(|| solved::<Masks>(world, Threads::Pool))),
        Err(error) => cannot_run(&error),
    }
}

fn solved<F: Form>(world: &Solvable, threads: Threads) -> Solved<GridBatch> {
    solve::<F, _>(&world.tasks, &world.programs, Rules::default(), &world.order, threads)
}

fn solving<'a>(
    world: &'a Solvable,
    mut solve: impl FnMut() -> Solved<GridBatch> + 'a,
) -> Measured<'a, Answer> {
    measured(move || Answer::Solved(solve())).reporting(|answer, report| {
        if let Answer::Solved(solved) = answer {
            tell(world, solved, report);
        }
    })
}

fn tell(world: &Solvable, solved: &Solved<GridBatch>, report: &mut Report) {
    let correct = validate(&world.tasks, solved);
    let table = Table::of(&world.tasks, solved, &correct, &[], &world.programs);
    report.count("programs.tasks_correct", table.tasks_correct() as u64);
    report.count("programs.pairs_correct", table.pairs_correct() as u64);
    report.count(
        "programs.without-answer",
        solved.runs.iter().filter(|ran| ran.failed.is_some()).count() as u64,
    );
    report.count("programs.wrong-lines", world.programs.refused().len() as u64);
}

/// With what no faster `objects` can pass.
pub(crate) fn with_the_share_of_objects<'a>(
    world: &'a World,
    measured: Measured<'a, Answer>,
) -> Measured<'a, Answer> {
    let World::Tasks(world) = world else { return measured };
    let share = OnceCell::new();
    measured.reporting(move |_, report| {
        let share = *share.get_or_init(|| share_of_objects(world));
        report.metric("share.objects", share, "");
        report.metric("bound.objects", arc_runs::bound(share), "x");
    })
}

/// Of the baseline.
pub(crate) fn share_of_objects(world: &Solvable) -> f64 {
    let [objects, all] = arc_runs::seconds_in_objects::<Sets>(&world.tasks, &world.programs, &world.order);
    objects / all
}

/// The planted fault.
pub(crate) fn with_a_wrong_cell(world: &World) -> Measured<'_, Answer> {
    match world {
        World::Tasks(world) => {
            measured(|| Answer::Solved(arc_runs::one_cell_wrong(solved::<Masks>(world, Threads::One))))
        }
        World::Patterns(_) | World::Missing(_) => cannot_run(&"the fault is planted in tasks"),
    }
}
