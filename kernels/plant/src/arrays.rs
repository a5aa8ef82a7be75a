//! The plant owns its state as columns; where something lies is an integer that was computed before. Nothing is allocated in a step.

use crate::{
    DesignError, Gas, Log, Plant,
    columns::Part,
    course::Course,
    hash::Hash64,
    layout::Layout,
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

/// Numbers of a block: one register of AVX-512, two of AVX2.
pub const BLOCK: usize = 8;

/// Columns in blocks of `W`; 1 are plain columns.
#[derive(Clone, Debug)]
pub struct Arrays<G, const W: usize> {
    part: Part<W>,
    gas: G,
}

impl<G: Gas, const W: usize> Arrays<G, W> {
    /// The columns.
    pub(crate) fn part(&self) -> &Part<W> {
        &self.part
    }

    pub(crate) fn new(plant: &Plant, gas: G) -> Result<Self, DesignError> {
        let part = Part::new(plant, &gas, 0..plant.count.all_groups(), 0..plant.count.all_trains())?;
        Ok(Self { part, gas })
    }
}

#[expect(private_interfaces, reason = "as in the trait")]
impl<G: Gas, const W: usize> Layout for Arrays<G, W> {
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.part.step_groups(plant, offered)
    }

    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble> {
        self.part.step_trains(plant, &self.gas, inflow)
    }

    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes> {
        std::iter::once(&self.part.groups.outcomes)
    }

    fn trains(&self) -> impl Iterator<Item = &TrainOutcome> {
        self.part.train_outcomes().iter()
    }

    fn row(&self, course: &mut Course, log: &mut Log) {
        row(|| std::iter::once(&self.part), course, log);
    }

    fn hash(&self, hash: &mut Hash64) {
        hash_parts(std::slice::from_ref(&self.part), hash);
    }

    fn temperatures(&self, _plant: &Plant) -> [Vec<f64>; 4] {
        let (groups, trains) = (&self.part.groups, &self.part.trains);
        [trains.low_t(), trains.high_t(), groups.stack_t(), trains.cooler_t()].map(<[f64]>::to_vec)
    }

    fn heat_on_its_way(&self) -> f64 {
        self.part.trains.heat_on_its_way()
    }

    fn masses(&self) -> [Vec<f64>; 2] {
        [self.part.trains.low_mass.clone(), self.part.trains.high_mass.clone()]
    }
}

/// A row of parts that together are the plant.
pub(crate) fn row<'a, const W: usize, P: Iterator<Item = &'a Part<W>>>(
    parts: impl Fn() -> P,
    course: &mut Course,
    log: &mut Log,
) {
    let parts = &parts;
    let column = |low: fn(&Part<W>) -> &[f64], high: fn(&Part<W>) -> &[f64]| {
        move || parts().flat_map(low).chain(parts().flat_map(high)).copied()
    };
    course.row(
        log,
        column(|part| &part.trains.low_pressure, |part| &part.trains.high_pressure),
        column(|part| part.trains.low_t(), |part| part.trains.high_t()),
        column(|part| part.groups.stack_t(), |_| &[]),
    );
}

/// Column by column over all parts, so that the hash does not depend on how a plant is shared out.
pub(crate) fn hash_parts<const W: usize>(parts: &[Part<W>], hash: &mut Hash64) {
    let words: [fn(&Part<W>) -> &[u32]; 2] = [|part| &part.groups.mode, |part| &part.groups.stops];
    for column in words {
        parts.iter().flat_map(column).for_each(|&word| hash.word(u64::from(word)));
    }
    let numbers: [fn(&Part<W>) -> &[f64]; 14] = [
        |part| &part.groups.voltage,
        |part| &part.groups.hours,
        |part| part.groups.stack_t(),
        |part| part.groups.flow(),
        |part| part.trains.cooler_t(),
        |part| part.trains.cooler_heat(),
        |part| &part.trains.low_mass,
        |part| &part.trains.low_pressure,
        |part| part.trains.low_t(),
        |part| part.trains.low_heat(),
        |part| &part.trains.high_mass,
        |part| &part.trains.high_pressure,
        |part| part.trains.high_t(),
        |part| part.trains.high_heat(),
    ];
    for column in numbers {
        parts.iter().flat_map(column).for_each(|&number| hash.number(number));
    }
}
