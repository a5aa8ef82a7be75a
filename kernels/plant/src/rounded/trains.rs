//! Trains, coolers and tanks in f32.

use property_table::{OutOfRange, RoundedTable, RoundedTank};

use super::{cells::Thermal, joules};
use crate::{
    Plant,
    columns::Part,
    outcomes::TrainOutcome,
    place::{Kind, Place},
    trouble::{Cause, Trouble},
};

const DT: f32 = 60.0;
/// Secant steps to the mass at a limit: as many on every device.
const LIMIT_STEPS: u32 = 6;
/// As the compressor of `plant-steps` has them.
const NEWTON_STEPS: u32 = 2;
const EXPONENT: f32 = 0.2885;

/// Both tables, rounded.
pub(super) struct Gas<'a> {
    pub(super) properties: &'a RoundedTable,
    pub(super) tank: &'a RoundedTank,
}

/// What a plant is made of, rounded once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Machines {
    low: Limits,
    high: Limits,
    low_wall: Thermal,
    high_wall: Thermal,
    cooler: Thermal,
    draw: [f32; 3],
    /// Of a high-pressure tank in a step, mg.
    demand: u32,
    delivered_at: f32,
    efficiency: f32,
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    volume: f32,
    least: f32,
    most: f32,
}

impl Machines {
    pub(super) fn of(plant: &Plant) -> Self {
        let design = &plant.design;
        let limits = |tank: &crate::TankDesign| Limits {
            volume: tank.volume as f32,
            least: tank.pressures.0 as f32,
            most: tank.pressures.1 as f32,
        };
        Self {
            low: limits(&design.low),
            high: limits(&design.high),
            low_wall: Thermal::of(plant, &plant.low_wall.step),
            high_wall: Thermal::of(plant, &plant.high_wall.step),
            cooler: Thermal::of(plant, &plant.cooler.step),
            draw: [design.draw.most, design.draw.from, design.draw.to].map(|number| number as f32),
            demand: milligrams((plant.demand_of_tank() * plant.dt.get()) as f32),
            delivered_at: design.delivered_at as f32,
            efficiency: design.efficiency as f32,
        }
    }
}

/// A tank and its wall. Its mass is whole milligrams: an f32 that loses the same amount every minute rounds the same way every
/// minute, and is off by kilograms in a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vessel {
    pub(super) milligrams: u32,
    pub(super) pressure: f32,
    pub(super) t: f32,
    heat: f32,
}

/// A train with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Train {
    pub(super) low: Vessel,
    pub(super) high: Vec<Vessel>,
    pub(super) cooler_t: Vec<f32>,
    cooler_heat: Vec<f32>,
}

/// What a tank gave, and what limits prevented, mg.
struct Gave {
    withdrawn: u32,
    vented: u32,
    short: u32,
}

/// Whole milligrams of a mass in kg that is not negative.
fn milligrams(kilograms: f32) -> u32 {
    libm::rintf(kilograms * 1e6) as u32
}

/// And back.
fn kilograms(milligrams: u32) -> f32 {
    milligrams as f32 * 1e-6
}

/// As they are booked, exactly.
fn booked(milligrams: u32) -> f64 {
    f64::from(milligrams) / 1e6
}

impl Train {
    /// As it is at first.
    pub(super) fn of(plant: &Plant, first: &Part<1>, train: usize) -> Self {
        let t = plant.design.site.ambient as f32;
        let trains = &first.trains;
        let vessel = |mass: f64, pressure: f64| Vessel {
            milligrams: libm::rint(mass * 1e6) as u32,
            pressure: pressure as f32,
            t,
            heat: 0.0,
        };
        let highs = plant.highs_of(train);
        Self {
            low: vessel(trains.low_mass[train], trains.low_pressure[train]),
            high: highs.map(|tank| vessel(trains.high_mass[tank], trains.high_pressure[tank])).collect(),
            cooler_t: vec![t; plant.count.stages],
            cooler_heat: vec![0.0; plant.count.stages],
        }
    }

    pub(super) fn heats(&self) -> impl Iterator<Item = f32> {
        let tanks = self.high.iter().map(|tank| tank.heat);
        self.cooler_heat.iter().copied().chain([self.low.heat]).chain(tanks)
    }

    /// All bits of its state.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f32> {
        let tanks = std::iter::once(&self.low).chain(&self.high);
        let tanks =
            tanks.flat_map(|tank| [f32::from_bits(tank.milligrams), tank.pressure, tank.t, tank.heat]);
        self.cooler_t.iter().chain(&self.cooler_heat).copied().chain(tanks)
    }

    pub(super) fn step(
        &mut self,
        machines: &Machines,
        gas: &Gas<'_>,
        train: usize,
        inflow: f32,
    ) -> Result<TrainOutcome, Trouble> {
        let mut out = TrainOutcome::default();
        self.masses(machines, &mut out);
        let [most, from, to] = machines.draw;
        let draw = (most * ((self.low.pressure - from) / (to - from))).clamp(0.0, most);
        let at = trouble(Kind::LowTank, train);
        let [comes, asked] = [inflow, draw].map(|flow| milligrams(flow * DT));
        let gave = self.low.step(&machines.low, gas, comes, asked).map_err(at)?;
        let brought = gas.enthalpy(self.low.pressure, machines.delivered_at).map_err(at)?;
        let kept = gas.enthalpy(self.low.pressure, self.low.t).map_err(at)?;
        self.low.heat = inflow * (brought - kept);
        out.wall_heat += joules(self.low.heat * DT);
        (out.drawn, out.vented_low) = (booked(gave.withdrawn), booked(gave.vented));
        let (p, h) = self.compress(machines, gas, train, kilograms(gave.withdrawn), &mut out)?;
        let tanks = self.high.len();
        let (each, more) = (gave.withdrawn / tanks as u32, gave.withdrawn as usize % tanks);
        for (k, tank) in self.high.iter_mut().enumerate() {
            let at = trouble(Kind::HighTank, train * tanks + k);
            // No milligram is lost where they cannot be shared evenly.
            let comes = each + u32::from(k < more);
            let inflow = kilograms(comes) / DT;
            let gave = tank.step(&machines.high, gas, comes, machines.demand).map_err(at)?;
            tank.heat = inflow * (h - gas.enthalpy(p, tank.t).map_err(at)?);
            out.wall_heat += joules(tank.heat * DT);
            out.vented_high += booked(gave.vented);
            out.delivered += booked(gave.withdrawn);
            out.short += booked(gave.short);
        }
        Ok(out)
    }

    fn masses(&mut self, machines: &Machines, out: &mut TrainOutcome) {
        let mut cool = |thermal: &Thermal, t: &mut f32, heat: f32| {
            let [after, lost, clamped] = thermal.advance(*t, heat);
            *t = after;
            out.lost += joules(lost * DT);
            out.clamped += joules(clamped * DT);
        };
        for (t, &heat) in self.cooler_t.iter_mut().zip(&self.cooler_heat) {
            cool(&machines.cooler, t, heat);
        }
        cool(&machines.low_wall, &mut self.low.t, self.low.heat);
        for tank in &mut self.high {
            cool(&machines.high_wall, &mut tank.t, tank.heat);
        }
    }

    /// Pressure and enthalpy behind the last cooler.
    fn compress(
        &mut self,
        machines: &Machines,
        gas: &Gas<'_>,
        train: usize,
        drawn: f32,
        out: &mut TrainOutcome,
    ) -> Result<(f32, f32), Trouble> {
        let from = self.low.pressure;
        let highest = self.high.iter().fold(from, |most, tank| most.max(tank.pressure));
        let stages = self.cooler_t.len();
        let ratio = libm::expf(libm::logf(highest / from) / stages as f32);
        let warming = libm::expf(EXPONENT * libm::logf(ratio));
        let at = |stage| trouble(Kind::Stage, train * stages + stage);
        let [_, first, mut s, _] = gas.all(from, self.low.t).map_err(at(0))?;
        let (mut p, mut t, mut h, mut work) = (from, self.low.t, first, 0.0);
        for stage in 0..stages {
            p = if stage + 1 == stages { highest } else { p * ratio };
            let mut ideal_t = t * warming;
            for _ in 0..NEWTON_STEPS {
                let [_, _, s_there, cp] = gas.all(p, ideal_t).map_err(at(stage))?;
                ideal_t += ideal_t * (s - s_there) / cp;
            }
            let done = (gas.enthalpy(p, ideal_t).map_err(at(stage))? - h) / machines.efficiency;
            t = self.cooler_t[stage];
            let [_, cooled, s_cooled, _] = gas.all(p, t).map_err(at(stage))?;
            let taken = drawn * (h + done - cooled);
            self.cooler_heat[stage] = taken / DT;
            work += done;
            out.stage_heat += joules(taken);
            (h, s) = (cooled, s_cooled);
        }
        out.work += joules(drawn * work);
        out.gas_heat += joules(drawn * (h - first));
        Ok((highest, h))
    }
}

impl Vessel {
    /// In, out, and what is too much, as `plant_steps::Tank::step`.
    fn step(&mut self, limits: &Limits, gas: &Gas<'_>, comes: u32, asked: u32) -> Result<Gave, OutOfRange> {
        let available = self.milligrams + comes;
        let t = self.t;
        let pressure = |mass: f32| gas.tank.pressure(mass / limits.volume, t);
        let mass = kilograms(available);
        let full = pressure(mass)?;
        let withdrawn = if asked == 0 || full <= limits.least {
            0
        } else if (mass - kilograms(asked)) * full > 2.0 * limits.least * mass {
            asked
        } else {
            let floor = mass_at(limits.least, (mass, full), pressure)?;
            asked.min(available.saturating_sub(milligrams(floor)))
        };
        let mut left = available - withdrawn;
        let mut after = pressure(kilograms(left))?;
        let mut vented = 0;
        if after > limits.most {
            let kept = milligrams(mass_at(limits.most, (kilograms(left), after), pressure)?).min(left);
            (vented, left, after) = (left - kept, kept, limits.most);
        }
        (self.milligrams, self.pressure) = (left, after);
        Ok(Gave { withdrawn, vented, short: asked - withdrawn })
    }
}

/// The mass at a pressure below that of `above`: a fixed number of secant steps.
fn mass_at(
    limit: f32,
    above: (f32, f32),
    pressure: impl Fn(f32) -> Result<f32, OutOfRange>,
) -> Result<f32, OutOfRange> {
    let (mut before, mut off_before) = (above.0, above.1 - limit);
    let mut mass = above.0 * (limit / above.1);
    for _ in 0..LIMIT_STEPS {
        let off = pressure(mass)? - limit;
        let apart = off - off_before;
        if apart == 0.0 {
            break;
        }
        let next = mass - off * (mass - before) / apart;
        (before, off_before, mass) = (mass, off, next);
    }
    Ok(mass)
}

impl Gas<'_> {
    fn all(&self, p: f32, t: f32) -> Result<[f32; 4], OutOfRange> {
        self.properties.get(p, t)
    }

    fn enthalpy(&self, p: f32, t: f32) -> Result<f32, OutOfRange> {
        Ok(self.all(p, t)?[1])
    }
}

fn trouble(kind: Kind, index: usize) -> impl Fn(OutOfRange) -> Trouble + Copy {
    move |cause| Trouble { place: Place { kind, index }, cause: Cause::Gas(cause.into()) }
}
