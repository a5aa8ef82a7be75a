//! The state of some groups and trains of a plant as columns. All of a plant is one part; where threads share a plant, each has one.

mod groups;
mod trains;

use crate::{Gas, Plant, outcomes::TrainOutcome, trouble::Trouble};

pub(crate) use groups::Groups;
pub(crate) use trains::Trains;

/// Neighbouring groups, and neighbouring trains. Columns are padded to whole blocks of `W` numbers; padding is stepped too and read by
/// nobody.
#[derive(Clone, Debug)]
pub(crate) struct Part<const W: usize> {
    pub(crate) groups: Groups<W>,
    pub(crate) trains: Trains<W>,
}

impl<const W: usize> Part<W> {
    /// Of a plant as it is at first.
    pub(crate) fn new(
        plant: &Plant,
        gas: &impl Gas,
        groups: std::ops::Range<usize>,
        trains: std::ops::Range<usize>,
    ) -> Result<Self, crate::DesignError> {
        Ok(Self { groups: Groups::new(plant, groups), trains: Trains::new(plant, gas, trains)? })
    }

    /// Everything up to the hydrogen of each group.
    #[inline]
    pub(crate) fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.groups.step(plant, offered)
    }

    /// Everything from there on; `inflow` is that of a low-pressure tank by line, kg/s.
    #[inline]
    pub(crate) fn step_trains(
        &mut self,
        plant: &Plant,
        gas: &impl Gas,
        inflow: &[f64],
    ) -> Result<(), Trouble> {
        self.trains.step(plant, gas, inflow)
    }

    pub(crate) fn train_outcomes(&self) -> &[TrainOutcome] {
        &self.trains.outcomes
    }
}

/// How many numbers a column of `count` has in whole blocks.
pub(crate) const fn padded<const W: usize>(count: usize) -> usize {
    count.next_multiple_of(W)
}
