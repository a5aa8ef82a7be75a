//! The plant in f32, as a GPU without f64 has it: state, properties and every step are single, but what adds up is
//! not: running hours are counted in whole steps, and tanks hold whole milligrams. What is booked of a step is rounded to whole milligrams and joules, as
//! the 64-bit fixed point of such a device has it; the sums of those are as good as exact there and here.

mod cells;
mod trains;

use plant_steps::PemState;
use property_table::{RoundedTable, RoundedTank};

use crate::{
    DesignError, Log, Plant, Tables,
    columns::Part,
    course::Course,
    hash::Hash64,
    layout::Layout,
    outcomes::{GroupOutcomes, TrainOutcome},
    trouble::Trouble,
};

/// What 32 bits of milligrams have room for, and a tenth of it to spare for colder days, kg.
const MOST_IN_A_TANK: f64 = 3900.0;

/// A state in f32.
#[derive(Clone, Debug)]
pub struct Rounded {
    properties: RoundedTable,
    tank: RoundedTank,
    numbers: cells::Numbers,
    machines: trains::Machines,
    modes: Vec<PemState>,
    /// Steps of running.
    ran: Vec<u32>,
    voltage: Vec<f32>,
    stack_t: Vec<f32>,
    flow: Vec<f32>,
    trains: Vec<trains::Train>,
    groups: GroupOutcomes,
    outcomes: Vec<TrainOutcome>,
}

impl Rounded {
    pub(crate) fn new(plant: &Plant, tables: &Tables) -> Result<Self, DesignError> {
        let (groups, trains) = (plant.count.all_groups(), plant.count.all_trains());
        let first: Part<1> = Part::new(plant, tables, 0..groups, 0..trains)?;
        for tank in [&plant.design.low, &plant.design.high] {
            // An ideal gas weighs more at the same pressure, so this is safe.
            let ideal = hydrogen_eos::SPECIFIC_GAS_CONSTANT * plant.design.site.ambient;
            let most = tank.pressures.1 * tank.volume / ideal;
            if most > MOST_IN_A_TANK {
                let what = "the mass of a full tank in kg, in f32";
                return Err(DesignError::OutOfRange { what, value: most, from: 0.0, to: MOST_IN_A_TANK });
            }
        }
        Ok(Self {
            properties: RoundedTable::of(&tables.properties),
            tank: RoundedTank::of(&tables.tank),
            numbers: cells::Numbers::of(plant),
            machines: trains::Machines::of(plant),
            modes: vec![PemState::NEW; groups],
            ran: vec![0; groups],
            voltage: vec![0.0; groups],
            stack_t: vec![plant.design.site.ambient as f32; groups],
            flow: vec![0.0; groups],
            trains: (0..trains).map(|train| trains::Train::of(plant, &first, train)).collect(),
            groups: GroupOutcomes::new(groups, groups),
            outcomes: vec![TrainOutcome::default(); trains],
        })
    }
}

/// Whole joules, of W over a step: what fixed point keeps. The result is W again.
fn watts(watts: f32) -> f64 {
    libm::rint(f64::from(watts) * crate::plant::DT) / crate::plant::DT
}

/// Whole milligrams, kg again.
fn kilograms(kilograms: f32) -> f64 {
    libm::rint(f64::from(kilograms) * 1e6) / 1e6
}

/// Whole joules.
fn joules(joules: f32) -> f64 {
    libm::rint(f64::from(joules))
}

#[expect(private_interfaces, reason = "as in the trait")]
impl Layout for Rounded {
    fn step_groups(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.cells(plant, offered)?;
        self.stacks_and_pumps();
        Ok(())
    }

    fn step_trains(&mut self, plant: &Plant, inflow: &[f64]) -> Result<(), Trouble> {
        let Self { properties, tank, machines, trains, outcomes, .. } = self;
        let gas = trains::Gas { properties, tank };
        for (index, (train, out)) in trains.iter_mut().zip(outcomes).enumerate() {
            *out = train.step(machines, &gas, index, inflow[index / plant.count.trains] as f32)?;
        }
        Ok(())
    }

    fn groups(&self) -> impl Iterator<Item = &GroupOutcomes> {
        std::iter::once(&self.groups)
    }

    fn trains(&self) -> impl Iterator<Item = &TrainOutcome> {
        self.outcomes.iter()
    }

    fn row(&self, course: &mut Course, log: &mut Log) {
        let tanks = |of: fn(&trains::Vessel) -> f32| {
            move || {
                let low = self.trains.iter().map(move |train| of(&train.low));
                let high = self.trains.iter().flat_map(move |train| train.high.iter().map(of));
                let all: Box<dyn Iterator<Item = f64>> = Box::new(low.chain(high).map(f64::from));
                all
            }
        };
        let stacks =
            || -> Box<dyn Iterator<Item = f64>> { Box::new(self.stack_t.iter().copied().map(f64::from)) };
        course.row(log, tanks(|tank| tank.pressure), tanks(|tank| tank.t), stacks);
    }

    fn hash(&self, hash: &mut Hash64) {
        for (state, &ran) in self.modes.iter().zip(&self.ran) {
            let mode = crate::mode_code::code_of(state.mode);
            for word in [mode, state.stops, ran] {
                hash.word(u64::from(word));
            }
        }
        let mut number = |number: f32| hash.word(u64::from(number.to_bits()));
        [&self.voltage, &self.stack_t, &self.flow].into_iter().flatten().for_each(|&of| number(of));
        for train in &self.trains {
            train.numbers().for_each(&mut number);
        }
    }

    fn temperatures(&self, _plant: &Plant) -> [Vec<f64>; 4] {
        let wide = |column: Vec<f32>| column.into_iter().map(f64::from).collect();
        [
            self.trains.iter().map(|train| train.low.t).collect(),
            self.trains.iter().flat_map(|train| train.high.iter().map(|tank| tank.t)).collect(),
            self.stack_t.clone(),
            self.trains.iter().flat_map(|train| train.cooler_t.clone()).collect(),
        ]
        .map(wide)
    }

    fn heat_on_its_way(&self) -> f64 {
        self.trains.iter().flat_map(trains::Train::heats).map(f64::from).sum()
    }

    fn masses(&self) -> [Vec<f64>; 2] {
        let mass = |tank: &trains::Vessel| f64::from(tank.milligrams) / 1e6;
        let low = self.trains.iter().map(|train| mass(&train.low)).collect();
        let high = self.trains.iter().flat_map(|train| train.high.iter().map(mass));
        [low, high.collect()]
    }
}
