//! The baseline: a plant as one writes it first. Every component is an object behind one interface that holds its own state; what
//! they tell each other goes over a bus; properties are asked for by the names of fluid and property; and every step leaves a row of
//! history.

mod bus;
mod electrolyzers;
mod properties;
mod storage;

use plant_steps::Solver;

use crate::{
    DesignError, Gas, Log, Plant,
    columns::Part,
    course::Course,
    hash::Hash64,
    layout::Layout,
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

pub(crate) use bus::Bus;
pub use properties::Properties;

/// A component that knows its state.
pub(crate) trait Component<G> {
    /// Goes one step on, by what it finds on the bus.
    fn step(&mut self, plant: &Plant, gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble>;

    /// Its state, as history keeps it.
    fn state(&self, row: &mut Vec<f64>);

    /// Writes its state into columns.
    fn copy_out(&self, columns: &mut Part<1>);

    /// Takes its state from columns.
    fn copy_back(&mut self, columns: &Part<1>);
}

pub(crate) type Boxes<G> = Vec<Box<dyn Component<G>>>;

/// Components as boxed objects.
pub struct Objects<G, S> {
    properties: Properties<G>,
    /// What electrolyzes: its hydrogen has to be known before the others can go on.
    first: Boxes<G>,
    then: Boxes<G>,
    bus: Bus,
    history: Vec<Vec<f64>>,
    solver: std::marker::PhantomData<S>,
}

impl<G: Gas + 'static, S: Solver + Default + 'static> Objects<G, S> {
    pub(crate) fn new(plant: &Plant, gas: G) -> Result<Self, DesignError> {
        let properties = Properties::hydrogen(gas);
        let part = Part::new(plant, &properties, 0..plant.count.all_groups(), 0..plant.count.all_trains())?;
        let (first, then) = boxes::<G, S>(plant);
        let mut new = Self {
            properties,
            first,
            then,
            bus: Bus::new(plant, &part),
            history: Vec::new(),
            solver: std::marker::PhantomData,
        };
        for component in new.first.iter_mut().chain(&mut new.then) {
            component.copy_back(&part);
        }
        Ok(new)
    }

    /// How many rows of history there are.
    pub fn history(&self) -> usize {
        self.history.len()
    }
}

/// All components of a plant, in the order in which they step.
pub(crate) fn boxes<G: Gas + 'static, S: Solver + Default + 'static>(plant: &Plant) -> (Boxes<G>, Boxes<G>) {
    (electrolyzers::boxes::<G, S>(plant), storage::boxes(plant))
}

#[expect(private_interfaces, reason = "as in the trait")]
impl<G: Gas, S> Layout for Objects<G, S> {
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.bus.offered.copy_from_slice(offered);
        self.first.iter_mut().try_for_each(|component| component.step(plant, &self.properties, &mut self.bus))
    }

    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble> {
        self.bus.inflow.copy_from_slice(inflow);
        self.bus.trains.fill(TrainOutcome::default());
        self.then.iter_mut().try_for_each(|component| component.step(plant, &self.properties, &mut self.bus))
    }

    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes> {
        std::iter::once(&self.bus.groups)
    }

    fn trains(&self) -> impl Iterator<Item = &TrainOutcome> {
        self.bus.trains.iter()
    }

    fn row(&self, course: &mut Course, log: &mut Log) {
        fn column<'a>(
            low: &'a [f64],
            high: &'a [f64],
        ) -> impl Fn() -> std::iter::Copied<std::iter::Chain<std::slice::Iter<'a, f64>, std::slice::Iter<'a, f64>>>
        {
            move || low.iter().chain(high).copied()
        }
        let bus = &self.bus;
        course.row(
            log,
            column(&bus.low_pressure, &bus.high_pressure),
            column(&bus.low_t, &bus.high_t),
            column(&bus.stack_t, &[]),
        );
    }

    fn remember(&mut self, _course: &Course) {
        let mut row = Vec::with_capacity(self.history.last().map_or(0, Vec::len));
        self.first.iter().chain(&self.then).for_each(|component| component.state(&mut row));
        self.history.push(row);
    }

    fn hash(&self, hash: &mut Hash64) {
        let mut columns = self.bus.empty_columns();
        self.first.iter().chain(&self.then).for_each(|component| component.copy_out(&mut columns));
        crate::arrays::hash_parts(std::slice::from_ref(&columns), hash);
    }

    fn temperatures(&self, _plant: &Plant) -> [Vec<f64>; 4] {
        [&self.bus.low_t, &self.bus.high_t, &self.bus.stack_t, &self.bus.cooler_t].map(Clone::clone)
    }

    fn heat_on_its_way(&self) -> f64 {
        let bus = &self.bus;
        [&bus.cooler_heat, &bus.low_heat, &bus.high_heat].into_iter().flatten().sum()
    }

    fn masses(&self) -> [Vec<f64>; 2] {
        let mut columns = self.bus.empty_columns();
        self.then.iter().for_each(|component| component.copy_out(&mut columns));
        [columns.trains.low_mass, columns.trains.high_mass]
    }
}
