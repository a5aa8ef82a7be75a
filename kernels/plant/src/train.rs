//! What a train does in a step: it draws on its low-pressure tank, presses the gas through its stages, and shares it among its
//! high-pressure tanks. Every layout of the state uses these functions.

use plant_steps::{Caloric, EqualRatios, TankStep};

use crate::{
    Gas, NoAnswer, Plant,
    outcomes::TrainOutcome,
    place::{Kind, Place},
    plant::DT,
    trouble::{Cause, Trouble},
};

/// The state of one tank.
pub(crate) struct Vessel<'a> {
    /// kg.
    pub(crate) mass: &'a mut f64,
    /// Pa.
    pub(crate) pressure: &'a mut f64,
    /// Of its wall, K.
    pub(crate) t: f64,
    /// What this step brings to the wall, W.
    pub(crate) heat: &'a mut f64,
}

impl Vessel<'_> {
    fn after(&mut self, step: &TankStep, wall_heat: f64) {
        (*self.mass, *self.pressure, *self.heat) = (step.mass, step.pressure, wall_heat);
    }
}

/// A step of the low-pressure tank of a train: what it gives, kg. New hydrogen leaves the warmth that it brings in the wall, at the
/// pressure that the tank has.
pub(crate) fn draw(
    plant: &Plant,
    gas: &impl Gas,
    train: usize,
    mut tank: Vessel<'_>,
    inflow: f64,
    out: &mut TrainOutcome,
) -> Result<f64, Trouble> {
    let at = trouble(Kind::LowTank, train);
    let demand = plant.draw(*tank.pressure);
    let z = |rho, t| gas.compressibility(rho, t);
    let step = plant.low.step(plant.dt, *tank.mass, tank.t, inflow, demand, z).map_err(at)?;
    let brought = heat_of(gas, step.pressure, plant.design.delivered_at).map_err(at)?;
    let kept = heat_of(gas, step.pressure, tank.t).map_err(at)?;
    let wall_heat = inflow * (brought - kept);
    tank.after(&step, wall_heat);
    out.vented_low += step.vented;
    out.drawn += step.withdrawn;
    out.wall_heat += wall_heat * DT;
    Ok(step.withdrawn)
}

/// What goes through the stages in a step, and between which pressures.
#[derive(Clone, Copy)]
pub(crate) struct Lift {
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// At the first inlet, K.
    pub(crate) t: f64,
    pub(crate) kilograms: f64,
}

/// Gas behind the last cooler.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Delivered {
    /// Pa.
    p: f64,
    /// J/kg.
    h: f64,
}

/// Through all stages: each begins with what the cooler before it leaves, and brings `heat` (W) to its own, for the next step.
pub(crate) fn compress(
    plant: &Plant,
    gas: &impl Gas,
    train: usize,
    lift: Lift,
    coolers_t: &[f64],
    heat: &mut [f64],
    out: &mut TrainOutcome,
) -> Result<Delivered, Trouble> {
    let Lift { from, to, t, kilograms } = lift;
    // Tanks that are emptier than the tank before them fill by themselves.
    let to = if to > from { to } else { from };
    let ratios = EqualRatios::between(from, to, plant.stages);
    let caloric = |p, t| gas.caloric(p, t);
    let at = |stage: usize| trouble(Kind::Stage, train * coolers_t.len() + stage);
    let mut inlet: Caloric = gas.caloric(from, t).map_err(at(0))?;
    let first = inlet.h;
    let (mut p, mut t, mut work) = (from, t, 0.0);
    for (stage, (&cooler_t, heat)) in coolers_t.iter().zip(heat).enumerate() {
        p = if stage + 1 == coolers_t.len() { to } else { p * ratios.ratio };
        let done = ratios.stage(plant.design.efficiency, inlet, t, p, caloric).map_err(at(stage))?;
        inlet = gas.caloric(p, cooler_t).map_err(at(stage))?;
        t = cooler_t;
        let taken = kilograms * (done.outlet - inlet.h);
        *heat = taken / DT;
        work += done.work;
        out.stage_heat += taken;
    }
    out.work += kilograms * work;
    out.gas_heat += kilograms * (inlet.h - first);
    Ok(Delivered { p: to, h: inlet.h })
}

/// A step of one high-pressure tank that gets so many kg.
pub(crate) fn fill(
    plant: &Plant,
    gas: &impl Gas,
    index: usize,
    mut tank: Vessel<'_>,
    kilograms: f64,
    delivered: &Delivered,
    out: &mut TrainOutcome,
) -> Result<(), Trouble> {
    let at = trouble(Kind::HighTank, index);
    let z = |rho, t| gas.compressibility(rho, t);
    let inflow = kilograms / DT;
    let demand = plant.demand_of_tank();
    let step = plant.high.step(plant.dt, *tank.mass, tank.t, inflow, demand, z).map_err(at)?;
    let wall_heat = inflow * (delivered.h - heat_of(gas, delivered.p, tank.t).map_err(at)?);
    tank.after(&step, wall_heat);
    out.vented_high += step.vented;
    out.delivered += step.withdrawn;
    out.short += step.short;
    out.wall_heat += wall_heat * DT;
    Ok(())
}

/// Gas flows into every tank of a train, so it is pressed to what the fullest has.
pub(crate) fn highest(pressures: &[f64]) -> f64 {
    // NaN wins, and stops the step.
    pressures.iter().fold(0.0, |most, &p| if p <= most { most } else { p })
}

fn heat_of(gas: &impl Gas, p: f64, t: f64) -> Result<f64, NoAnswer> {
    gas.one(property_table::Property::Enthalpy, p, t)
}

fn trouble(kind: Kind, index: usize) -> impl Fn(NoAnswer) -> Trouble + Copy {
    move |cause| Trouble { place: Place { kind, index }, cause: Cause::Gas(cause) }
}
