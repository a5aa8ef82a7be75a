//! Bound by what cores give together: chains that are shared among threads, which are started within the call.

use std::{hint::black_box, num::NonZeroUsize, ops::Range, thread};

use crate::{
    Done, Extra, Kernel,
    compute::{STEPS, unit},
    sequence,
};

/// Walks one short chain for each unit, and adds up where they end. All threads get the same share of the extra units.
pub fn threads(scale: usize, extra: Extra, threads: NonZeroUsize) -> Done {
    let units = Kernel::Threads.units(scale);
    let all = units + extra.of(units);
    let bounds = |thread: usize| thread * all / threads..(thread + 1) * all / threads;
    thread::scope(|scope| {
        let shares: Vec<_> =
            (0..threads.get()).map(|thread| scope.spawn(move || share(bounds(thread), units))).collect();
        shares.into_iter().fold(Done { answer: 0, units: 0 }, |sum, share| {
            let share = share.join().expect("a chain does not panic");
            Done { answer: sum.answer.wrapping_add(share.answer), units: sum.units + share.units }
        })
    })
}

/// The chains of one thread; from `units` on they are extra.
fn share(chains: Range<usize>, units: usize) -> Done {
    let (mut answer, mut done) = (0_u64, 0);
    for chain in chains {
        let end = unit(chain as u64);
        done += 1;
        if chain < units {
            answer = answer.wrapping_add(end);
        } else {
            black_box(end);
        }
    }
    Done { answer, units: done }
}

pub(crate) fn answer(units: usize) -> u64 {
    (0..units as u64).fold(0, |sum, start| sum.wrapping_add(sequence::ahead(start, STEPS)))
}
