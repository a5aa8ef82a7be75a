//! The variants on the processor.

use std::{num::NonZeroUsize, time::Instant};

use grid_batch::{Change, Workers, boxed, ragged};
use lanes::Lanes;
use touchstone::{Measured, Setting, cannot_run, measured};

use crate::{
    answers::{Answers, Grids, told},
    world::World,
};

/// Rows of their own, on one thread; the grids are there in this form before the clock starts.
pub(crate) fn on_boxes(world: &World) -> Measured<'_, Answers> {
    let [grids, others] = [&world.batch, &world.others].map(boxed::from_batch);
    let run = move || {
        let start = Instant::now();
        let changed = world.changes.map(|(_, change)| Grids::Boxed(boxed::changed(&grids, change)));
        let (equal, histograms) = (boxed::equal(&grids, &others), boxed::histograms(&grids));
        Answers::new(start, changed.into(), equal, histograms)
    };
    told(world, measured(run))
}

/// One buffer, on as many threads as are asked for; the pool is made before the clock starts.
pub(crate) fn on_buffer(
    world: &World,
    setting: Setting,
    understood: fn(Change) -> Change,
) -> Measured<'_, Answers> {
    let threads = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    let workers = match Workers::new(threads, Lanes::detect()) {
        Ok(workers) => workers,
        Err(error) => return cannot_run(&error),
    };
    let (batch, others) = (&world.batch, &world.others);
    let run = move || {
        let start = Instant::now();
        let change = |(_, change)| Grids::Ragged(ragged::changed(batch, understood(change), &workers));
        let changed = world.changes.map(change);
        let (equal, histograms) =
            (ragged::equal(batch, others, &workers), ragged::histograms(batch, &workers));
        Answers::new(start, changed.into(), equal, histograms)
    };
    told(world, measured(run))
}
