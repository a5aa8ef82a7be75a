//! The second witness: do the instructions of a call see a known share of extra work, each time they are counted?

use model::{Loops, Name, PowerRow, Side};

use super::{
    Effort, KERNELS, SLOWDOWNS,
    record::{Bench, name_of},
    replay::{Said, Tally},
};
use crate::{
    gate::instructions,
    invocation::{Invocation, Place},
    progress::{Progress, Step},
};

/// More instructions than this share are worse, as in a gate.
const FLAT: f64 = 0.005;
/// Kernels on one thread: of others the gate does not ask.
const ON_ONE_THREAD: usize = 3;

/// Counts every one-thread kernel against itself and its slowed forms, each time with another seed. Nothing where there is
/// no valgrind.
pub(super) fn counted(
    bench: &Bench<'_>,
    workload: &Name,
    places: &[Place],
    effort: Effort,
    progress: &mut dyn Progress,
) -> Vec<PowerRow> {
    let of = |side: Side| places.iter().find(|place| place.side == side);
    let (Some(base), Some(head)) = (of(Side::Base), of(Side::Head)) else { return Vec::new() };
    let mut rows = Vec::new();
    for kernel in &KERNELS[..ON_ONE_THREAD] {
        for slowdown in [0].into_iter().chain(SLOWDOWNS) {
            let (Some(plain), Some(slowed)) = (name_of(kernel, 0), name_of(kernel, slowdown)) else {
                continue;
            };
            progress.step(&Step::Counting { experiment: bench.name, variant: &slowed });
            let mut tally = Tally::default();
            for time in 0..effort.counts() {
                let seed = bench.settings.seed.wrapping_add(u64::from(time));
                let order = Invocation { seed, ..bench.order(workload) };
                let before = instructions(base, &order, &plain, Loops::Calibrated);
                let after = instructions(head, &order, &slowed, Loops::Calibrated);
                let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
                tally.add(if after > before * (1.0 + FLAT) { Said::Red } else { Said::Fine });
            }
            let slowdown = f64::from(slowdown) / 100.0;
            rows.extend(tally.row((kernel, slowdown), "instructions", ("rest", 1), false));
        }
    }
    rows
}
