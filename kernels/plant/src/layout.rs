//! How the state of a plant can be kept: what a run asks of it.

use crate::{
    Log, Plant,
    course::Course,
    hash::Hash64,
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

/// A state, whatever it looks like.
#[expect(
    private_interfaces,
    private_bounds,
    reason = "it bounds public types, and only this crate implements it"
)]
pub trait Layout {
    /// Groups, stacks and pumps.
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble>;

    /// Trains, coolers and tanks.
    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble>;

    /// What groups did, in the order of the plant.
    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes>;

    /// What trains did, in the order of the plant.
    fn trains(&self) -> impl Iterator<Item = &TrainOutcome>;

    /// A row of the log.
    fn row(&self, course: &mut Course, log: &mut Log);

    /// Where a layout keeps a history of its own.
    fn remember(&mut self, _course: &Course) {}

    /// All state, in an order that is the same in every layout.
    fn hash(&self, hash: &mut Hash64);

    /// K, of low-pressure tanks, high-pressure tanks, stacks and coolers.
    fn temperatures(&self, plant: &Plant) -> [Vec<f64>; 4];

    /// W that the last step brought to coolers and walls, which take it up in the next.
    fn heat_on_its_way(&self) -> f64;

    /// kg, of low-pressure tanks and of the others.
    fn masses(&self) -> [Vec<f64>; 2];
}
