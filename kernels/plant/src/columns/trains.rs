//! Trains of compressors, with the tank that each draws on, its stages and their coolers, and the tanks that it fills.

use std::ops::Range;

use super::padded;
use crate::{
    DesignError, Gas, Plant,
    fill::mass_at,
    outcomes::TrainOutcome,
    train::{self, Lift, Vessel},
    trouble::Trouble,
};

/// Columns of trains. In `cooler_*` and `tank_*` the numbers of a train lie together.
#[derive(Clone, Debug)]
pub(crate) struct Trains<const W: usize> {
    /// Which trains of the plant.
    pub(crate) range: Range<usize>,
    cooler_t: Vec<f64>,
    /// What the last step brought each cooler, W.
    cooler_heat: Vec<f64>,
    pub(crate) low_mass: Vec<f64>,
    pub(crate) low_pressure: Vec<f64>,
    low_t: Vec<f64>,
    low_heat: Vec<f64>,
    pub(crate) high_mass: Vec<f64>,
    pub(crate) high_pressure: Vec<f64>,
    high_t: Vec<f64>,
    high_heat: Vec<f64>,
    /// How many coolers there are; the others are as many as their masses of gas.
    coolers: usize,
    loss: Vec<f64>,
    clamp: Vec<f64>,
    pub(crate) outcomes: Vec<TrainOutcome>,
}

impl<const W: usize> Trains<W> {
    pub(super) fn new(plant: &Plant, gas: &impl Gas, range: Range<usize>) -> Result<Self, DesignError> {
        let (trains, ambient) = (range.len(), plant.design.site.ambient);
        let (coolers, highs) = (trains * plant.count.stages, trains * plant.count.high_tanks);
        let column = |count, value| vec![value; padded::<W>(count)];
        let mut new = Self {
            cooler_t: column(coolers, ambient),
            cooler_heat: column(coolers, 0.0),
            low_mass: vec![0.0; trains],
            low_pressure: vec![0.0; trains],
            low_t: column(trains, ambient),
            low_heat: column(trains, 0.0),
            high_mass: vec![0.0; highs],
            high_pressure: vec![0.0; highs],
            high_t: column(highs, ambient),
            high_heat: column(highs, 0.0),
            coolers,
            loss: column(coolers.max(highs), 0.0),
            clamp: column(coolers.max(highs), 0.0),
            outcomes: vec![TrainOutcome::default(); trains],
            range,
        };
        for train in 0..trains {
            let fill = plant.design.fills[(new.range.start + train) / plant.count.trains];
            (new.low_mass[train], new.low_pressure[train]) =
                mass_at(gas, &plant.low, &plant.design.low, fill, ambient)?;
            let full = mass_at(gas, &plant.high, &plant.design.high, fill, ambient)?;
            for tank in plant.highs_of(train) {
                (new.high_mass[tank], new.high_pressure[tank]) = full;
            }
        }
        Ok(new)
    }

    pub(crate) fn cooler_t(&self) -> &[f64] {
        &self.cooler_t[..self.coolers]
    }

    pub(crate) fn cooler_heat(&self) -> &[f64] {
        &self.cooler_heat[..self.coolers]
    }

    pub(crate) fn low_t(&self) -> &[f64] {
        &self.low_t[..self.low_mass.len()]
    }

    pub(crate) fn low_heat(&self) -> &[f64] {
        &self.low_heat[..self.low_mass.len()]
    }

    pub(crate) fn high_t(&self) -> &[f64] {
        &self.high_t[..self.high_mass.len()]
    }

    pub(crate) fn high_heat(&self) -> &[f64] {
        &self.high_heat[..self.high_mass.len()]
    }

    /// The temperature of a cooler, a low-pressure wall or a high-pressure wall, as `of` is 0, 1 or 2.
    pub(crate) fn t_mut(&mut self, of: usize, index: usize) -> &mut f64 {
        &mut [&mut self.cooler_t, &mut self.low_t, &mut self.high_t][of][index]
    }

    /// Mass, pressure and heat of a tank.
    pub(crate) fn tank_mut(&mut self, is_high: bool, index: usize) -> [&mut f64; 3] {
        let columns = if is_high {
            [&mut self.high_mass, &mut self.high_pressure, &mut self.high_heat]
        } else {
            [&mut self.low_mass, &mut self.low_pressure, &mut self.low_heat]
        };
        columns.map(|column| &mut column[index])
    }

    pub(crate) fn cooler_heat_mut(&mut self) -> &mut [f64] {
        &mut self.cooler_heat
    }

    pub(crate) fn heat_on_its_way(&self) -> f64 {
        [self.cooler_heat(), self.low_heat(), self.high_heat()].into_iter().flatten().sum()
    }

    pub(super) fn step(&mut self, plant: &Plant, gas: &impl Gas, inflow: &[f64]) -> Result<(), Trouble> {
        self.outcomes.fill(TrainOutcome::default());
        self.masses(plant);
        for train in 0..self.range.len() {
            self.train(plant, gas, train, inflow[(self.range.start + train) / plant.count.trains])?;
        }
        Ok(())
    }

    /// All thermal masses, with the heat of the step before.
    fn masses(&mut self, plant: &Plant) {
        let (stages, high_tanks) = (plant.count.stages, plant.count.high_tanks);
        let (loss, clamp) = (&mut self.loss, &mut self.clamp);
        for (t, heat, mass, each) in [
            (&mut self.cooler_t, &self.cooler_heat, &plant.cooler, stages),
            (&mut self.low_t, &self.low_heat, &plant.low_wall, 1),
            (&mut self.high_t, &self.high_heat, &plant.high_wall, high_tanks),
        ] {
            let (t, _) = t.as_chunks_mut::<W>();
            let (heat, _) = heat.as_chunks::<W>();
            let (losses, _) = loss.as_chunks_mut::<W>();
            let (clamps, _) = clamp.as_chunks_mut::<W>();
            let ambient = plant.design.site.ambient;
            for ((t, heat), (loss, clamp)) in
                t.iter_mut().zip(heat).zip(losses.iter_mut().zip(clamps.iter_mut()))
            {
                for lane in 0..W {
                    let warmed = mass.step.advance(t[lane], heat[lane], ambient);
                    (t[lane], loss[lane], clamp[lane]) = (warmed.t, warmed.loss, warmed.clamped);
                }
            }
            for (train, outcome) in self.outcomes.iter_mut().enumerate() {
                for k in train * each..(train + 1) * each {
                    outcome.cools(loss[k], clamp[k]);
                }
            }
        }
    }

    /// From the low-pressure tank through the stages into the high-pressure tanks.
    fn train(&mut self, plant: &Plant, gas: &impl Gas, train: usize, inflow: f64) -> Result<(), Trouble> {
        let all = self.range.start + train;
        let out = &mut self.outcomes[train];
        let low = Vessel {
            mass: &mut self.low_mass[train],
            pressure: &mut self.low_pressure[train],
            t: self.low_t[train],
            heat: &mut self.low_heat[train],
        };
        let drawn = train::draw(plant, gas, all, low, inflow, out)?;
        let highs = plant.highs_of(train);
        let coolers = plant.coolers_of(train);
        let lift = Lift {
            from: self.low_pressure[train],
            to: train::highest(&self.high_pressure[highs.clone()]),
            t: self.low_t[train],
            kilograms: drawn,
        };
        let coolers_t = &self.cooler_t[coolers.clone()];
        let heat = &mut self.cooler_heat[coolers];
        let delivered = train::compress(plant, gas, all, lift, coolers_t, heat, out)?;
        let each = drawn / plant.count.high_tanks as f64;
        for (k, tank) in highs.enumerate() {
            let index = all * plant.count.high_tanks + k;
            let high = Vessel {
                mass: &mut self.high_mass[tank],
                pressure: &mut self.high_pressure[tank],
                t: self.high_t[tank],
                heat: &mut self.high_heat[tank],
            };
            train::fill(plant, gas, index, high, each, &delivered, out)?;
        }
        Ok(())
    }
}
