//! Do the factors of the parts multiply? In one process each part and the whole are timed by themselves, in the baseline's mode
//! and in the combined one, there and back again, so that a host that slows down slows down all of them.
//!
//! The whole is run as a whole: were its time the sum of the parts', Amdahl's law would hold by construction.

use std::time::Instant;

use steel_simulation::{Mode, Simulator};
use touchstone::{Measured, Report, Setting, prelude::*};

use crate::{
    case::Scene,
    file::{self, Asked},
    modes::{outcome, whole, years_of},
    outcome::Outcome,
};

/// Seconds of each part and of the whole, in one mode.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seconds {
    programs: f64,
    grid: f64,
    whole: f64,
}

/// What the parts are worth, and what they are worth together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Factors {
    slow: Seconds,
    fast: Seconds,
}

impl Factors {
    fn programs(&self) -> f64 {
        self.slow.programs / self.fast.programs
    }

    fn grid(&self) -> f64 {
        self.slow.grid / self.fast.grid
    }

    fn combined(&self) -> f64 {
        self.slow.whole / self.fast.whole
    }

    fn product(&self) -> f64 {
        self.programs() * self.grid()
    }

    /// Each part's share of the baseline, divided by that part's factor.
    fn amdahl(&self) -> f64 {
        let parts = self.slow.programs + self.slow.grid;
        let (programs, grid) = (self.slow.programs / parts, self.slow.grid / parts);
        1.0 / (programs / self.programs() + grid / self.grid())
    }

    pub(crate) fn tell(&self, report: &mut Report) {
        report.metric("programs-factor", self.programs(), "x");
        report.metric("grid-factor", self.grid(), "x");
        report.metric("combined-factor", self.combined(), "x");
        report.metric("combined-over-product", self.combined() / self.product(), "");
        report.metric("combined-over-amdahl", self.combined() / self.amdahl(), "");
    }
}

pub(crate) fn measure(scene: &Scene, setting: Setting) -> Measured<'_, Outcome> {
    let prepared = |mode| file::simulator(&Asked::mode(mode), setting);
    match (prepared(Mode::Baseline), prepared(Mode::ParallelGasplan)) {
        (Ok(slow), Ok(fast)) => {
            measured(move || there_and_back(&slow, &fast, scene)).reporting(|outcome, report| {
                if let Some(factors) = &outcome.factors {
                    factors.tell(report);
                }
            })
        }
        (Err(refusal), _) | (_, Err(refusal)) => cannot_run(&refusal),
    }
}

fn there_and_back(slow: &Simulator, fast: &Simulator, scene: &Scene) -> Outcome {
    let (mut slowly, mut fastly) = (Seconds::default(), Seconds::default());
    let mut last = None;
    let mut step = |number: usize| {
        let (simulator, seconds) = if number < 3 { (slow, &mut slowly) } else { (fast, &mut fastly) };
        let began = Instant::now();
        match number % 3 {
            0 => drop(years_of(simulator, scene)),
            1 => drop(simulator.survey(&scene.world).unwrap_or_else(|error| panic!("{error}"))),
            _ => {
                let results = whole(simulator, scene);
                if simulator.configuration().mode == Mode::ParallelGasplan {
                    last = Some(results);
                }
            }
        }
        let took = began.elapsed().as_secs_f64();
        match number % 3 {
            0 => seconds.programs += took,
            1 => seconds.grid += took,
            _ => seconds.whole += took,
        }
    };
    (0..6).for_each(&mut step);
    (0..6).rev().for_each(&mut step);
    let results = last.expect("the combined mode is among the steps");
    Outcome { factors: Some(Factors { slow: slowly, fast: fastly }), ..outcome(results) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_on_different_shares_do_not_multiply_and_follow_amdahl() {
        let slow = Seconds { programs: 9.0, grid: 1.0, whole: 10.0 };
        let fast = Seconds { programs: 0.9, grid: 0.5, whole: 1.4 };
        let factors = Factors { slow, fast };
        assert_eq!((factors.programs(), factors.grid(), factors.product()), (10.0, 2.0, 20.0));
        assert!((factors.combined() - 10.0 / 1.4).abs() < 1e-12);
        assert!((factors.combined() / factors.amdahl() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_whole_that_costs_more_than_its_parts_is_seen() {
        let slow = Seconds { programs: 9.0, grid: 1.0, whole: 10.0 };
        let fast = Seconds { programs: 0.9, grid: 0.5, whole: 2.8 };
        let factors = Factors { slow, fast };
        assert!((factors.combined() / factors.amdahl() - 0.5).abs() < 1e-12);
    }
}
