//! Cells that are given a power and find their current: Newton by two slopes, from two starts.

use plant_steps::{
    Analytic, COLD_STEPS, Cell, CellObject, Component, Drive, Numeric, Slope, WARM_STEPS, solve_current_from,
};

use crate::{
    components::{Components, step},
    machine::Machine,
    masses::Objects,
};

/// The plan's cell, with exchange currents that know their temperature.
pub(crate) const CELL: Cell = Cell::THERMAL;

/// The baseline: a cell behind the interface of all components.
pub(crate) fn objects(components: &Components) -> Objects {
    let with_t = |inputs: &Vec<f64>| {
        inputs.iter().zip(&components.temperatures).map(|(&input, &t)| Drive { input, t }).collect()
    };
    let boxed = |_: &f64| -> Box<dyn Component> { Box::new(CellObject::new(CELL)) };
    Objects {
        components: components.states.iter().map(boxed).collect(),
        drives: components.inputs.iter().map(with_t).collect(),
        steps: components.size.steps,
        dt: step(),
    }
}

/// Where Newton starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// From what the open circuit would take.
    Cold,
    /// From the current of the step before.
    Warm,
}

/// Columns of temperatures and powers, one cell after the other.
pub(crate) struct Cells<S> {
    slope: S,
    start: Start,
    t: Vec<f64>,
    power: Vec<Vec<f64>>,
    current: Vec<f64>,
    steps: usize,
}

impl<S: Slope> Cells<S> {
    pub(crate) fn new(components: &Components, slope: S, start: Start) -> Self {
        let (t, power) = (components.temperatures.clone(), components.inputs.to_vec());
        let mut current = vec![0.0; t.len()];
        // The step before the first, which is never warm, was the last of a round.
        solve(&slope, Start::Cold, &t, &power[power.len() - 1], &mut current);
        Self { slope, start, t, power, current, steps: components.size.steps }
    }
}

fn solve(slope: &impl Slope, start: Start, t: &[f64], power: &[f64], currents: &mut [f64]) {
    for ((current, &t), &power) in currents.iter_mut().zip(t).zip(power) {
        let cell = CELL.at(t, 0.0);
        let (from, steps) = match start {
            Start::Cold => (power / cell.open(), COLD_STEPS),
            Start::Warm => (*current, WARM_STEPS),
        };
        *current = solve_current_from(&cell, power, from, steps, slope);
    }
}

impl<S: Slope> Machine for Cells<S> {
    fn go(&mut self) {
        for power in self.power.iter().cycle().take(self.steps) {
            solve(&self.slope, self.start, &self.t, power, &mut self.current);
        }
    }

    fn states(&self) -> Vec<f64> {
        self.current.clone()
    }
}

pub(crate) fn numeric(components: &Components) -> Cells<Numeric> {
    Cells::new(components, Numeric, Start::Cold)
}

pub(crate) fn analytic(components: &Components, start: Start) -> Cells<Analytic> {
    Cells::new(components, Analytic, start)
}
