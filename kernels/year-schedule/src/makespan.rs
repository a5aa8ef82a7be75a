//! How long a layout takes at least, from the times of its years: what threads could give if they did not disturb each other.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::{Layout, Step};

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
