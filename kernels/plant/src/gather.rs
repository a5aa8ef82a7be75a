//! What the plan proposes: components stay objects, and in every step their state is copied into columns, stepped there and copied
//! back.

use plant_steps::Warm;

use crate::{
    DesignError, Gas, Log, Plant,
    columns::Part,
    course::Course,
    hash::Hash64,
    layout::Layout,
    objects::{Boxes, boxes},
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

/// Objects, and columns that hold their state for the length of a step.
pub struct Gather<G> {
    objects: Boxes<G>,
    columns: Part<1>,
    gas: G,
}

impl<G: Gas + 'static> Gather<G> {
    pub(crate) fn new(plant: &Plant, gas: G) -> Result<Self, DesignError> {
        let columns = Part::new(plant, &gas, 0..plant.count.all_groups(), 0..plant.count.all_trains())?;
        let (first, then) = boxes::<G, Warm>(plant);
        let mut objects: Boxes<G> = first.into_iter().chain(then).collect();
        for object in &mut objects {
            object.copy_back(&columns);
        }
        Ok(Self { objects, columns, gas })
    }
}

#[expect(private_interfaces, reason = "as in the trait")]
impl<G: Gas> Layout for Gather<G> {
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.objects.iter().for_each(|object| object.copy_out(&mut self.columns));
        self.columns.step_groups(plant, offered)
    }

    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble> {
        self.columns.step_trains(plant, &self.gas, inflow)
    }

    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes> {
        std::iter::once(&self.columns.groups.outcomes)
    }

    fn trains(&self) -> impl Iterator<Item = &TrainOutcome> {
        self.columns.train_outcomes().iter()
    }

    fn row(&self, course: &mut Course, log: &mut Log) {
        crate::arrays::row(|| std::iter::once(&self.columns), course, log);
    }

    fn remember(&mut self, _course: &Course) {
        self.objects.iter_mut().for_each(|object| object.copy_back(&self.columns));
    }

    fn hash(&self, hash: &mut Hash64) {
        // Of what the objects have, not of the columns that it was copied from.
        let mut columns = self.columns.clone();
        self.objects.iter().for_each(|object| object.copy_out(&mut columns));
        crate::arrays::hash_parts(std::slice::from_ref(&columns), hash);
    }

    fn temperatures(&self, _plant: &Plant) -> [Vec<f64>; 4] {
        let (groups, trains) = (&self.columns.groups, &self.columns.trains);
        [trains.low_t(), trains.high_t(), groups.stack_t(), trains.cooler_t()].map(<[f64]>::to_vec)
    }

    fn heat_on_its_way(&self) -> f64 {
        self.columns.trains.heat_on_its_way()
    }

    fn masses(&self) -> [Vec<f64>; 2] {
        [self.columns.trains.low_mass.clone(), self.columns.trains.high_mass.clone()]
    }
}
