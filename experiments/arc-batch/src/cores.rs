//! The variants on the processor.

use std::{num::NonZeroUsize, rc::Rc};

use grid_batch::{Change, Workers, boxed, ragged};
use lanes::Lanes;
use touchstone::{Measured, Setting, cannot_run, measured};

use crate::{
    answers::{Answers, Pass, Results, Told, each_grid},
    world::World,
};

/// Rows of their own, on one thread; the grids are there in this form before the clock starts.
pub(crate) fn on_boxes(world: &Rc<World>) -> Measured<'_, Answers> {
    let [grids, others] = [&world.batch, &world.others].map(boxed::from_batch);
    let changes = world.changes;
    let pass: Pass = Rc::new(move |results: &mut Results| {
        for (_, change) in changes {
            results.take(boxed::changed(&grids, change), |changed| boxed::to_batch(&changed));
        }
        Told { equal: boxed::equal(&grids, &others), histograms: boxed::histograms(&grids) }
    });
    each_grid(world, measured(move || Answers::of(&pass)))
}

/// One buffer, on as many threads as are asked for; the pool is made before the clock starts.
pub(crate) fn on_buffer(
    world: &Rc<World>,
    setting: Setting,
    understood: fn(Change) -> Change,
) -> Measured<'_, Answers> {
    let threads = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    let workers = match Workers::new(threads, Lanes::detect()) {
        Ok(workers) => workers,
        Err(error) => return cannot_run(&error),
    };
    let input = Rc::clone(world);
    let pass: Pass = Rc::new(move |results: &mut Results| {
        let World { batch, others, changes } = &*input;
        for (_, change) in changes {
            results.take(ragged::changed(batch, understood(*change), &workers), |changed| changed);
        }
        Told {
            equal: ragged::equal(batch, others, &workers),
            histograms: ragged::histograms(batch, &workers),
        }
    });
    each_grid(world, measured(move || Answers::of(&pass)))
}
