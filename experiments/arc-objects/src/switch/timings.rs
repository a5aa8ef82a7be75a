//! How long batches take, and how far a choice is from the best.

use std::{hint::black_box, time::Instant};

use grid_objects::Labels;
use touchstone::Report;

use crate::load::Entry;

/// What one entry of the table took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    pub(crate) entry: Entry,
    /// Seconds of what a rule chose.
    pub(crate) chosen: f64,
    /// Seconds on the processor.
    pub(crate) processor: f64,
    /// Seconds on the device.
    pub(crate) device: f64,
}

/// What all entries took.
#[derive(Clone, Debug)]
pub(crate) struct Timings(pub(crate) Vec<Timing>);

impl Timings {
    /// By how much the choices are slower than the faster side, in the geometric mean over all entries.
    pub(crate) fn regret(&self) -> f64 {
        let logs = self.0.iter().map(|timing| (timing.chosen / timing.processor.min(timing.device)).ln());
        (logs.sum::<f64>() / self.0.len() as f64).exp() - 1.0
    }

    pub(crate) fn tell(&self, report: &mut Report) {
        report.metric("regret", self.regret(), "");
        for Timing { entry, chosen, processor, device } in &self.0 {
            let name = entry.name();
            for (whose, seconds) in [("chosen", chosen), ("processor", processor), ("device", device)] {
                report.metric(&format!("{whose}.{name}"), *seconds, "s");
            }
        }
    }
}

/// Labels that only their time was wanted of: no compiler may find out that nobody reads them.
pub(super) fn unread(labels: Labels) {
    drop(black_box(labels));
}

/// The clock is read no more often than this, so that reading it is no part of what it says.
const SHORTEST_SECONDS: f64 = 1e-3;
/// Taken in turns, so that whatever changes meanwhile changes for all.
const TURNS: usize = 3;

/// Seconds of a call, of each of several kinds of work on the same: the median of turns.
pub(crate) fn timed<const N: usize>(mut work: [&mut dyn FnMut(); N]) -> [f64; N] {
    // The first call finds caches cold; it only tells how many calls are enough.
    let calls =
        work.each_mut().map(|work| (SHORTEST_SECONDS / seconds(1, work)).ceil().clamp(1.0, 1e6) as usize);
    let mut turns = [[0.0; N]; TURNS];
    for (turn, times) in turns.iter_mut().enumerate() {
        for number in 0..N {
            // Whoever goes first in one turn goes last in the next.
            let number = if turn % 2 == 0 { number } else { N - 1 - number };
            times[number] = seconds(calls[number], &mut work[number]);
        }
    }
    std::array::from_fn(|number| {
        let mut times = turns.map(|times| times[number]);
        times.sort_by(f64::total_cmp);
        times[TURNS / 2]
    })
}

/// Of one call, in the mean.
fn seconds(calls: usize, work: &mut dyn FnMut()) -> f64 {
    let begun = Instant::now();
    for _ in 0..calls {
        work();
    }
    // A clock that stands still would make ratios of nothing.
    begun.elapsed().as_secs_f64().max(1e-9) / calls as f64
}

#[cfg(test)]
mod tests {
    use grid_generator::Band;

    use super::*;

    fn timing(chosen: f64, processor: f64, device: f64) -> Timing {
        Timing { entry: Entry { band: Band::Small, grids: 1 }, chosen, processor, device }
    }

    #[test]
    fn the_best_choice_regrets_nothing_and_the_other_one_what_it_takes_longer() {
        assert_eq!(Timings(vec![timing(1.0, 1.0, 40.0), timing(2.0, 8.0, 2.0)]).regret(), 0.0);
        let regret = Timings(vec![timing(4.0, 1.0, 4.0), timing(1.0, 1.0, 4.0)]).regret();
        assert!((regret - 1.0).abs() < 1e-12, "{regret}");
    }

    #[test]
    fn every_kind_of_work_is_called_in_every_turn() {
        let mut calls = [0, 0];
        let [one, other] = &mut calls;
        let times = timed([&mut || *one += 1, &mut || *other += 1]);
        assert!(calls.iter().all(|&calls| calls > TURNS), "{calls:?}");
        assert!(times.iter().all(|&seconds| seconds > 0.0), "{times:?}");
    }
}
