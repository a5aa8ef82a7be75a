//! Thermal masses: as objects, as structs, as columns, and by three integrators.

use plant_steps::{
    Component, Drive, MassObject, ThermalColumns, TimeStep, step_objects, thermal_batch, thermal_rk4_batch,
};

use crate::{
    components::{AMBIENT, Components, RANGES, limits, step},
    machine::Machine,
};

/// What drives each mass in each step of a round.
pub(crate) type Drives = Vec<Vec<Drive>>;

pub(crate) fn drives(components: &Components) -> Drives {
    let of = |inputs: &Vec<f64>| inputs.iter().map(|&input| Drive { input, t: AMBIENT }).collect();
    components.inputs.iter().map(of).collect()
}

fn mass_objects(components: &Components) -> impl Iterator<Item = MassObject> + '_ {
    components.masses().zip(&components.states).map(|(mass, &t)| MassObject::new(mass, t))
}

/// Components of any kind behind one interface.
pub(crate) struct Objects {
    pub(crate) components: Vec<Box<dyn Component>>,
    pub(crate) drives: Drives,
    pub(crate) steps: usize,
    pub(crate) dt: TimeStep,
}

impl Objects {
    pub(crate) fn masses(components: &Components) -> Self {
        let boxed = |mass: MassObject| -> Box<dyn Component> { Box::new(mass) };
        Self {
            components: mass_objects(components).map(boxed).collect(),
            drives: drives(components),
            steps: components.size.steps,
            dt: step(),
        }
    }
}

impl Machine for Objects {
    fn go(&mut self) {
        for drives in self.drives.iter().cycle().take(self.steps) {
            step_objects(&mut self.components, self.dt, drives);
        }
    }

    fn states(&self) -> Vec<f64> {
        self.components.iter().map(|component| component.state()).collect()
    }

    fn removed(&self) -> Vec<f64> {
        self.components.iter().map(|component| component.removed()).collect()
    }
}

/// The same structs in a row, whose step is compiled into the loop.
pub(crate) struct Scalar {
    masses: Vec<MassObject>,
    drives: Drives,
    steps: usize,
    dt: TimeStep,
}

impl Scalar {
    pub(crate) fn new(components: &Components) -> Self {
        Self {
            masses: mass_objects(components).collect(),
            drives: drives(components),
            steps: components.size.steps,
            dt: step(),
        }
    }
}

impl Machine for Scalar {
    fn go(&mut self) {
        for drives in self.drives.iter().cycle().take(self.steps) {
            for (mass, &drive) in self.masses.iter_mut().zip(drives) {
                mass.step(self.dt, drive);
            }
        }
    }

    fn states(&self) -> Vec<f64> {
        self.masses.iter().map(Component::state).collect()
    }

    fn removed(&self) -> Vec<f64> {
        self.masses.iter().map(Component::removed).collect()
    }
}

/// How columns of masses go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Integrator {
    Euler,
    Exact,
    RungeKutta,
}

/// Each number a column.
pub(crate) struct Batch {
    masses: ThermalColumns,
    integrator: Integrator,
    heat: Vec<Vec<f64>>,
    t: Vec<f64>,
    removed: Vec<f64>,
    steps: usize,
}

impl Batch {
    pub(crate) fn new(components: &Components, integrator: Integrator) -> Self {
        let (capacities, conductances) = (components.capacities(), &components.conductances);
        let masses = match integrator {
            Integrator::Exact => ThermalColumns::exact(&capacities, conductances, limits(), step()),
            Integrator::Euler | Integrator::RungeKutta => {
                ThermalColumns::euler(&capacities, conductances, limits(), step())
            }
        };
        Self {
            masses: masses.expect(RANGES),
            integrator,
            heat: components.inputs.to_vec(),
            t: components.states.clone(),
            removed: vec![0.0; components.states.len()],
            steps: components.size.steps,
        }
    }
}

impl Machine for Batch {
    fn go(&mut self) {
        let batch = match self.integrator {
            Integrator::Euler | Integrator::Exact => thermal_batch,
            Integrator::RungeKutta => thermal_rk4_batch,
        };
        for heat in self.heat.iter().cycle().take(self.steps) {
            batch(&self.masses, AMBIENT, heat, &mut self.t, &mut self.removed);
        }
    }

    fn states(&self) -> Vec<f64> {
        self.t.clone()
    }

    fn removed(&self) -> Vec<f64> {
        self.removed.clone()
    }
}
