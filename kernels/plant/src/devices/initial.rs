//! The state that every scenario begins with.

use super::slots::Slots;
use crate::{DesignError, Plant, Tables, columns::Part};

/// Slot by slot; all sums are zero.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Initial {
    pub(super) words: Vec<u32>,
    pub(super) numbers: Vec<f64>,
    /// kg.
    pub(super) masses: Vec<f64>,
}

impl Initial {
    pub(super) fn of(plant: &Plant, tables: &Tables) -> Result<Self, DesignError> {
        let (count, slots) = (plant.count, Slots { count: plant.count });
        let part = Part::<1>::new(plant, tables, 0..count.all_groups(), 0..count.all_trains())?;
        let trains = &part.trains;
        let mut numbers = vec![0.0; slots.numbers()];
        let mut masses = vec![0.0; slots.masses()];
        for (group, &t) in part.groups.stack_t().iter().enumerate() {
            numbers[slots.group_number(group, 1)] = t;
        }
        for train in 0..count.all_trains() {
            for (stage, &t) in trains.cooler_t()[plant.coolers_of(train)].iter().enumerate() {
                numbers[slots.stage_number(train, stage, 0)] = t;
            }
            numbers[slots.tank_number(train, 0, 0)] = trains.low_pressure[train];
            numbers[slots.tank_number(train, 0, 1)] = trains.low_t()[train];
            masses[slots.mass(train, 0)] = trains.low_mass[train];
            for (k, high) in plant.highs_of(train).enumerate() {
                numbers[slots.tank_number(train, 1 + k, 0)] = trains.high_pressure[high];
                numbers[slots.tank_number(train, 1 + k, 1)] = trains.high_t()[high];
                masses[slots.mass(train, 1 + k)] = trains.high_mass[high];
            }
        }
        Ok(Self { words: vec![0; slots.words()], numbers, masses })
    }
}
