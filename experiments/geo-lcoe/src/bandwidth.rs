//! How near to a plain copy the formula comes: both move the same number of bytes on one thread, in one process, in turn.
//!
//! Counted are the bytes that the formula asks for, [`Sites::bytes_per_pass`](levelized_cost::Sites::bytes_per_pass); the copy
//! reads half as many and writes half as many. Not counted, on either side, is what the processor reads only because it is
//! written to. There the formula is at a disadvantage: a large copy of the C library may write without reading first, plain
//! stores may not.
//!
//! Both write to memory that is there already. A page that is touched for the first time costs several times what the bytes on
//! it do, and whether memory is new is up to the allocator; what is measured of `simd` allocates its answer and pays for it, so
//! it takes longer than the formula takes here. The difference is the price of new pages and no traffic. (The peak of memory
//! of `simd` has both copies in it, of the answer and of the input: 47 MB on the full grid.)

use std::{hint::black_box, time::Duration};

use great_circle::{Lanes, Threads};
use levelized_cost::{Method, costs, costs_into};
use rustix::time::{ClockId, clock_gettime};

use crate::world::World;

/// Each is timed so often, in turn, and the fastest counts: whatever disturbs only slows.
const TIMES: usize = 5;

/// The formula beside the copy.
pub(crate) struct Traffic {
    /// Of the formula, into memory that is there.
    formula: Duration,
    /// Of the copy.
    copy: Duration,
    /// That each of them moves.
    bytes: usize,
}

impl Traffic {
    /// Bytes a second of the formula over bytes a second of the copy.
    pub(crate) fn share_of_copy(&self) -> f64 {
        self.copy.as_secs_f64() / self.formula.as_secs_f64()
    }

    /// Seconds that the formula takes without the price of new pages.
    pub(crate) fn formula_seconds(&self) -> f64 {
        self.formula.as_secs_f64()
    }

    /// Bytes a second of the copy, read and written.
    pub(crate) fn copied_per_second(&self) -> f64 {
        self.bytes as f64 / self.copy.as_secs_f64()
    }
}

/// Times both. On a workload so small that a clock does not see it, it is a nanosecond.
pub(crate) fn measure(world: &World, lanes: Lanes) -> Traffic {
    let (method, threads) = (Method::Simd(lanes), Threads::one());
    let bytes = world.sites.bytes_per_pass();
    let mut answer = costs(&world.sites, &world.km, method, &threads);
    let mut copied = Vec::new();
    copy_into(&mut copied, world, bytes / 8);
    let least = Duration::from_nanos(1);
    let [mut formula, mut copy] = [Duration::MAX; 2];
    for _ in 0..TIMES {
        let start = worked();
        costs_into(&mut answer, &world.sites, &world.km, method, &threads);
        black_box(&mut answer);
        formula = worked().saturating_sub(start).clamp(least, formula);
        let start = worked();
        copy_into(&mut copied, world, bytes / 8);
        copy = worked().saturating_sub(start).clamp(least, copy);
    }
    Traffic { formula, copy, bytes }
}

/// Copies so many numbers of the formula's own input.
fn copy_into(copied: &mut Vec<f32>, world: &World, numbers: usize) {
    copied.clear();
    for list in [world.sites.solar(), world.sites.wind(), &world.km] {
        let wanted = list.len().min(numbers - copied.len());
        copied.extend_from_slice(&list[..wanted]);
    }
    black_box(copied);
}

/// Processor time of this thread, as the harness takes it for variants on one thread: it stands still while others run.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Size;
    use touchstone::Rng;

    #[test]
    fn the_copy_moves_as_many_bytes_as_the_formula() {
        let world = World::new(Size::SMOKE, &mut Rng::new(1, 1));
        let bytes = world.sites.bytes_per_pass();
        // 17 of 19 rows are read.
        assert_eq!(bytes, 14 * 17 * 37 + 8 * 19 * 37);
        let mut copied = Vec::new();
        copy_into(&mut copied, &world, bytes / 8);
        assert_eq!(2 * size_of_val(copied.as_slice()), bytes / 8 * 8);
    }
}
