//! Bound by the processor's own speed: a chain in which every multiplication waits for the one before.

use std::hint::black_box;

use crate::{Done, Extra, Kernel, sequence};

/// Steps of one unit.
pub(crate) const STEPS: u64 = 1_000;

const START: u64 = 1;

/// Walks the chain, and the extra units further along it.
pub fn compute(scale: usize, extra: Extra) -> Done {
    let units = Kernel::Compute.units(scale);
    let (mut x, mut done) = (black_box(START), 0);
    for _ in 0..units {
        x = unit(x);
        done += 1;
    }
    let answer = x;
    for _ in 0..extra.of(units) {
        x = unit(x);
        done += 1;
    }
    black_box(x);
    Done { answer, units: done }
}

/// One unit of a chain.
pub(crate) fn unit(x: u64) -> u64 {
    (0..STEPS).fold(x, |x, _| sequence::next(x))
}

pub(crate) fn answer(units: usize) -> u64 {
    sequence::ahead(START, STEPS * units as u64)
}
