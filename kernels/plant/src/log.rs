//! What is kept of every hour: typed columns, nothing else. Sums are f64, so that the cost of a kilogram can be computed from them
//! again; states are f32.

use crate::{Accounts, hash::Hash64};

/// Rows by the hour. Room is made beforehand, so that no step allocates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// Steps that were over.
    pub step: Vec<u32>,
    /// kg made in the hour.
    pub made: Vec<f64>,
    /// kg let out.
    pub vented: Vec<f64>,
    /// kg given.
    pub delivered: Vec<f64>,
    /// J of electricity.
    pub electricity: Vec<f64>,
    /// What that cost.
    pub cost: Vec<f64>,
    /// Pa, of every tank: the low ones first; row by row.
    pub tank_pressure: Vec<f32>,
    /// K, as above.
    pub tank_t: Vec<f32>,
    /// K, of the stacks of every group.
    pub stack_t: Vec<f32>,
}

/// States that a row tells of, in the order of the plant.
pub(crate) struct Shown<'a> {
    pub(crate) tank_pressure: &'a mut dyn Iterator<Item = f64>,
    pub(crate) tank_t: &'a mut dyn Iterator<Item = f64>,
    pub(crate) stack_t: &'a mut dyn Iterator<Item = f64>,
}

impl Log {
    /// With room for so many hours of a plant.
    pub fn with_room(plant: &crate::Plant, hours: usize) -> Self {
        let tanks = plant.count.all_trains() * plant.count.tanks() * hours;
        Self {
            step: Vec::with_capacity(hours),
            made: Vec::with_capacity(hours),
            vented: Vec::with_capacity(hours),
            delivered: Vec::with_capacity(hours),
            electricity: Vec::with_capacity(hours),
            cost: Vec::with_capacity(hours),
            tank_pressure: Vec::with_capacity(tanks),
            tank_t: Vec::with_capacity(tanks),
            stack_t: Vec::with_capacity(plant.count.all_groups() * hours),
        }
    }

    /// How many hours there are.
    pub fn hours(&self) -> usize {
        self.step.len()
    }

    /// What it takes, in bytes.
    pub fn bytes(&self) -> usize {
        let wide = [&self.made, &self.vented, &self.delivered, &self.electricity, &self.cost];
        let short = [&self.tank_pressure, &self.tank_t, &self.stack_t];
        size_of_val(self.step.as_slice())
            + wide.map(|column| size_of_val(column.as_slice())).iter().sum::<usize>()
            + short.map(|column| size_of_val(column.as_slice())).iter().sum::<usize>()
    }

    /// The hour between two states of the accounts.
    pub(crate) fn row(&mut self, step: u32, before: &Accounts, now: &Accounts, shown: &mut Shown<'_>) {
        self.step.push(step);
        self.made.push(now.made() - before.made());
        self.vented.push(now.vented() - before.vented());
        let given = |accounts: &Accounts| accounts.get(crate::Account::Delivered);
        self.delivered.push(given(now) - given(before));
        self.electricity.push(now.electricity() - before.electricity());
        let cost = |accounts: &Accounts| accounts.get(crate::Account::Cost);
        self.cost.push(cost(now) - cost(before));
        self.tank_pressure.extend((&mut *shown.tank_pressure).map(|value| value as f32));
        self.tank_t.extend((&mut *shown.tank_t).map(|value| value as f32));
        self.stack_t.extend((&mut *shown.stack_t).map(|value| value as f32));
    }

    /// All bits of it.
    pub(crate) fn hash(&self, hash: &mut Hash64) {
        self.step.iter().for_each(|&step| hash.word(u64::from(step)));
        for column in [&self.made, &self.vented, &self.delivered, &self.electricity, &self.cost] {
            for value in column {
                hash.word(value.to_bits());
            }
        }
        for column in [&self.tank_pressure, &self.tank_t, &self.stack_t] {
            for value in column {
                hash.word(u64::from(value.to_bits()));
            }
        }
    }
}
