//! Thermal masses of coolers and walls, trains, and tanks.

use super::{Boxes, Bus, Component, Properties};
use crate::{
    Gas, Plant,
    columns::Part,
    train::{self, Lift, Vessel},
    trouble::Trouble,
};

pub(super) fn boxes<G: Gas + 'static>(plant: &Plant) -> Boxes<G> {
    let (trains, stages, highs) = (plant.count.all_trains(), plant.count.stages, plant.count.high_tanks);
    let mut boxes: Boxes<G> = Vec::new();
    for (of, count, each) in
        [(Of::Cooler, trains * stages, stages), (Of::Low, trains, 1), (Of::High, trains * highs, highs)]
    {
        for index in 0..count {
            boxes.push(Box::new(MassObject { of, index, train: index / each, t: 0.0 }));
        }
    }
    for train in 0..trains {
        boxes.push(Box::new(TankObject {
            is: Is::Low,
            index: train,
            train,
            mass: 0.0,
            pressure: 0.0,
            heat: 0.0,
        }));
        boxes.push(Box::new(TrainObject { train, heat: vec![0.0; stages] }));
        for index in plant.highs_of(train) {
            boxes.push(Box::new(TankObject {
                is: Is::High,
                index,
                train,
                mass: 0.0,
                pressure: 0.0,
                heat: 0.0,
            }));
        }
    }
    boxes
}

/// What a mass belongs to.
#[derive(Clone, Copy)]
enum Of {
    Cooler,
    Low,
    High,
}

struct MassObject {
    of: Of,
    index: usize,
    train: usize,
    t: f64,
}

impl<G> Component<G> for MassObject {
    fn step(&mut self, plant: &Plant, _gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let (mass, heat, t) = match self.of {
            Of::Cooler => (&plant.cooler, &bus.cooler_heat, &mut bus.cooler_t),
            Of::Low => (&plant.low_wall, &bus.low_heat, &mut bus.low_t),
            Of::High => (&plant.high_wall, &bus.high_heat, &mut bus.high_t),
        };
        let warmed = mass.step.advance(self.t, heat[self.index], plant.design.site.ambient);
        self.t = warmed.t;
        t[self.index] = warmed.t;
        bus.trains[self.train].cools(warmed.loss, warmed.clamped);
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        row.push(self.t);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        *columns.trains.t_mut(self.of as usize, self.index) = self.t;
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        let trains = &columns.trains;
        let t = [trains.cooler_t(), trains.low_t(), trains.high_t()][self.of as usize];
        self.t = t[self.index];
    }
}

/// Which tank.
#[derive(Clone, Copy)]
enum Is {
    Low,
    High,
}

struct TankObject {
    is: Is,
    index: usize,
    train: usize,
    mass: f64,
    pressure: f64,
    heat: f64,
}

impl<G: Gas> Component<G> for TankObject {
    fn step(&mut self, plant: &Plant, gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let (k, train) = (self.index, self.train);
        let (mass, pressure, heat) = (&mut self.mass, &mut self.pressure, &mut self.heat);
        match self.is {
            Is::Low => {
                let tank = Vessel { mass, pressure, t: bus.low_t[k], heat };
                let inflow = bus.inflow[train / plant.count.trains];
                bus.drawn[train] = train::draw(plant, gas, train, tank, inflow, &mut bus.trains[train])?;
                (bus.low_pressure[k], bus.low_heat[k]) = (self.pressure, self.heat);
            }
            Is::High => {
                let tank = Vessel { mass, pressure, t: bus.high_t[k], heat };
                let each = bus.drawn[train] / plant.count.high_tanks as f64;
                train::fill(plant, gas, k, tank, each, &bus.delivered[train], &mut bus.trains[train])?;
                (bus.high_pressure[k], bus.high_heat[k]) = (self.pressure, self.heat);
            }
        }
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        row.extend([self.mass, self.pressure, self.heat]);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        let [mass, pressure, heat] = columns.trains.tank_mut(matches!(self.is, Is::High), self.index);
        (*mass, *pressure, *heat) = (self.mass, self.pressure, self.heat);
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        let (trains, k) = (&columns.trains, self.index);
        (self.mass, self.pressure, self.heat) = match self.is {
            Is::Low => (trains.low_mass[k], trains.low_pressure[k], trains.low_heat()[k]),
            Is::High => (trains.high_mass[k], trains.high_pressure[k], trains.high_heat()[k]),
        };
    }
}

/// The stages of a train, which hand their gas on within a step.
struct TrainObject {
    train: usize,
    heat: Vec<f64>,
}

impl<G: Gas> Component<G> for TrainObject {
    fn step(&mut self, plant: &Plant, gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let train = self.train;
        let coolers = plant.coolers_of(train);
        let lift = Lift {
            from: bus.low_pressure[train],
            to: train::highest(&bus.high_pressure[plant.highs_of(train)]),
            t: bus.low_t[train],
            kilograms: bus.drawn[train],
        };
        let coolers_t = &bus.cooler_t[coolers.clone()];
        bus.delivered[train] =
            train::compress(plant, gas, train, lift, coolers_t, &mut self.heat, &mut bus.trains[train])?;
        bus.cooler_heat[coolers].copy_from_slice(&self.heat);
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        row.extend(&self.heat);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        let from = self.train * self.heat.len();
        columns.trains.cooler_heat_mut()[from..][..self.heat.len()].copy_from_slice(&self.heat);
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        let count = self.heat.len();
        self.heat.copy_from_slice(&columns.trains.cooler_heat()[self.train * count..][..count]);
    }
}
