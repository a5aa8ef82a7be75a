//! One plant, shared out among threads within a step: the idea that the plan has for four cores. The columns are cut into parts,
//! one for each thread; power, the hydrogen of a line and the accounts are joined by one of them, so that no bit depends on how many
//! there are.

mod barrier;
mod spinning;

use rayon::prelude::*;

use crate::{
    DesignError, Gas, Log, Plant, Profile, Run,
    arrays::{hash_parts, row},
    columns::Part,
    course::Course,
    hash::Hash64,
    layout::Layout,
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

/// Columns in as many parts as there are threads. A step shares them out over the pool of rayon that it is called in.
#[derive(Clone, Debug)]
pub struct Shares<G> {
    parts: Vec<Part<1>>,
    gas: G,
}

impl<G: Gas> Shares<G> {
    fn new(plant: &Plant, gas: G, threads: usize) -> Result<Self, DesignError> {
        let cut = |count: usize, part: usize| part * count / threads..(part + 1) * count / threads;
        let part = |part: usize| {
            let (groups, trains) = (plant.count.all_groups(), plant.count.all_trains());
            Part::new(plant, &gas, cut(groups, part), cut(trains, part))
        };
        let parts = (0..threads.max(1)).map(part).collect::<Result<_, _>>()?;
        Ok(Self { parts, gas })
    }
}

impl<'a, G: Gas + Sync> Run<'a, Shares<G>> {
    /// Columns in parts for so many threads.
    pub fn shares(plant: &'a Plant, profile: &Profile, gas: G, threads: usize) -> Result<Self, DesignError> {
        let layout = Shares::new(plant, gas, threads)?;
        Self::with(plant, profile, layout)
    }
}

#[expect(private_interfaces, reason = "as in the trait")]
impl<G: Gas + Sync> Layout for Shares<G> {
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.parts.par_iter_mut().try_for_each(|part| part.step_groups(plant, offered))
    }

    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble> {
        let gas = &self.gas;
        self.parts.par_iter_mut().try_for_each(|part| part.step_trains(plant, gas, inflow))
    }

    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes> {
        self.parts.iter().map(|part| &part.groups.outcomes)
    }

    fn trains(&self) -> impl Iterator<Item = &TrainOutcome> {
        self.parts.iter().flat_map(Part::train_outcomes)
    }

    fn row(&self, course: &mut Course, log: &mut Log) {
        row(|| self.parts.iter(), course, log);
    }

    fn hash(&self, hash: &mut Hash64) {
        hash_parts(&self.parts, hash);
    }

    fn temperatures(&self, _plant: &Plant) -> [Vec<f64>; 4] {
        let columns: [fn(&Part<1>) -> &[f64]; 4] = [
            |part| part.trains.low_t(),
            |part| part.trains.high_t(),
            |part| part.groups.stack_t(),
            |part| part.trains.cooler_t(),
        ];
        columns.map(|column| self.parts.iter().flat_map(column).copied().collect())
    }

    fn heat_on_its_way(&self) -> f64 {
        self.parts.iter().map(|part| part.trains.heat_on_its_way()).sum()
    }

    fn masses(&self) -> [Vec<f64>; 2] {
        let columns: [fn(&Part<1>) -> &[f64]; 2] =
            [|part| &part.trains.low_mass, |part| &part.trains.high_mass];
        columns.map(|column| self.parts.iter().flat_map(column).copied().collect())
    }
}
