//! How long a layout takes at least, from the times of its years: what threads could give if they did not disturb each other.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::{Layout, Schedule, Step};

impl<Y> Layout<Y> {
    /// The end of the last year when every step takes `time`, workers cost nothing and each takes the next track as soon as
    /// it is free: the order that [`solve`](crate::solve) keeps.
    pub fn makespan(&self, threads: NonZeroUsize, time: impl Fn(&Step<Y>) -> Duration) -> Duration {
        let workers = threads.get().min(self.width());
        let mut begun = Duration::ZERO;
        for stage in self.stages() {
            let mut free = vec![begun; workers];
            for track in stage.tracks() {
                let next = free.iter_mut().min().expect("a stage has a track, so the width is >= 1");
                *next += track.steps().iter().map(&time).sum::<Duration>();
            }
            begun = free.into_iter().max().unwrap_or(begun);
        }
        begun
    }
}

/// What was measured of [`Schedule::Chain`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChainTimes {
    /// All years.
    pub whole: Duration,
    /// The cold first year.
    pub first: Duration,
    /// A warm year, on average.
    pub warm: Duration,
}

/// B(W): how many times faster than the chain [`Schedule::Chunks`] can be on `width` threads, whose `ceiling` is what as many
/// copies at once reach on this machine. The shared first year is serial, so it is far from `width`.
///
/// `None` if the figures cannot be a measurement: a ceiling that is not above zero, or times of zero.
pub fn bound_over_chain(years: usize, width: NonZeroUsize, chain: ChainTimes, ceiling: f64) -> Option<f64> {
    let in_a_row = Schedule::Chunks { width }.layout(years).longest_warm() as f64;
    let slower = width.get() as f64 / ceiling;
    let chunks = chain.first.as_secs_f64() + in_a_row * chain.warm.as_secs_f64() * slower;
    let possible = ceiling > 0.0 && ceiling.is_finite() && chunks > 0.0 && !chain.whole.is_zero();
    possible.then(|| chain.whole.as_secs_f64() / chunks)
}
