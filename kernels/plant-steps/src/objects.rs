//! The baseline that the columns are measured against: components as boxed objects behind one interface, Euler, and Newton with
//! differences, as one writes it first.

use crate::{
    Cell, FlowStep, Lag, Numeric, ThermalMass, TimeStep, current::COLD_STEPS, solve_current_from,
    thermal_euler,
};

/// What a component is driven by in a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drive {
    /// Heat in W, a set point of flow, or power in W/cm2, as the component is.
    pub input: f64,
    /// Of the surroundings of a mass, or of a cell, K; a flow has none.
    pub t: f64,
}

/// A component whose state is one number.
pub trait Component {
    /// Goes one step on.
    fn step(&mut self, dt: TimeStep, drive: Drive);

    /// Temperature in K, flow, or current in A/cm2.
    fn state(&self) -> f64;

    /// What clamps took away so far, J.
    fn removed(&self) -> f64 {
        0.0
    }
}

/// A thermal mass that knows its temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MassObject {
    mass: ThermalMass,
    t: f64,
    removed: f64,
}

impl MassObject {
    /// At a temperature in K.
    pub fn new(mass: ThermalMass, t: f64) -> Self {
        Self { mass, t, removed: 0.0 }
    }
}

impl Component for MassObject {
    fn step(&mut self, dt: TimeStep, drive: Drive) {
        let warmed = thermal_euler(&self.mass, dt, self.t, drive.input, drive.t);
        self.t = warmed.t;
        self.removed += warmed.clamped * dt.get();
    }

    fn state(&self) -> f64 {
        self.t
    }

    fn removed(&self) -> f64 {
        self.removed
    }
}

/// A pump or a valve that knows its flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowObject {
    lag: Lag,
    flow: f64,
}

impl FlowObject {
    /// With this flow.
    pub fn new(lag: Lag, flow: f64) -> Self {
        Self { lag, flow }
    }
}

impl Component for FlowObject {
    fn step(&mut self, dt: TimeStep, drive: Drive) {
        self.flow = FlowStep::euler(self.lag, dt).advance(self.flow, drive.input);
    }

    fn state(&self) -> f64 {
        self.flow
    }
}

/// A cell that finds its current anew in every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellObject {
    cell: Cell,
    current: f64,
}

impl CellObject {
    /// Without current.
    pub fn new(cell: Cell) -> Self {
        Self { cell, current: 0.0 }
    }
}

impl Component for CellObject {
    fn step(&mut self, _dt: TimeStep, drive: Drive) {
        let cell = self.cell.at(drive.t, 0.0);
        let from = drive.input / cell.open();
        self.current = solve_current_from(&cell, drive.input, from, COLD_STEPS, &Numeric);
    }

    fn state(&self) -> f64 {
        self.current
    }
}

/// One step of every component.
///
/// # Panics
/// Where there are not as many drives as components.
pub fn step_objects(components: &mut [Box<dyn Component>], dt: TimeStep, drives: &[Drive]) {
    assert_eq!(drives.len(), components.len(), "drives has one item for each component");
    for (component, &drive) in components.iter_mut().zip(drives) {
        component.step(dt, drive);
    }
}
