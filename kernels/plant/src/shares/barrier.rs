//! Where threads wait for each other without going to sleep.

use std::{
    hint,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering},
    thread,
};

/// Looks before a thread lets others have its core, some microseconds: longer than the others need where each has a core of its own,
/// and where there are fewer cores than threads, whoever is waited for gets one.
const LOOKS: u32 = 128;

/// For a fixed number of threads, again and again.
#[derive(Debug)]
pub(super) struct Barrier {
    threads: usize,
    arrived: AtomicUsize,
    round: AtomicU32,
}

impl Barrier {
    pub(super) fn new(threads: usize) -> Self {
        Self { threads, arrived: AtomicUsize::new(0), round: AtomicU32::new(0) }
    }

    /// Until all are here. What any of them wrote before, all of them read after.
    pub(super) fn wait(&self) {
        let round = self.round.load(Ordering::Relaxed);
        if self.arrived.fetch_add(1, Ordering::AcqRel) + 1 == self.threads {
            self.arrived.store(0, Ordering::Relaxed);
            self.round.store(round.wrapping_add(1), Ordering::Release);
            return;
        }
        let mut looks = 0;
        while self.round.load(Ordering::Acquire) == round {
            hint::spin_loop();
            looks += 1;
            if looks % LOOKS == 0 {
                thread::yield_now();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_a_round_ahead() {
        let (threads, rounds) = (3, 1000);
        let barrier = Barrier::new(threads);
        let sum = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    for round in 0..rounds {
                        sum.fetch_add(1, Ordering::Relaxed);
                        barrier.wait();
                        assert_eq!(sum.load(Ordering::Relaxed), threads * (round + 1));
                        barrier.wait();
                    }
                });
            }
        });
    }
}
