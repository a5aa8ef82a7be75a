//! Tanks that know their mass and ask for their pressure: from a table over density at once, or from one over pressure until it
//! fits.

use std::fmt::Display;

use plant_steps::Tank;
use property_table::{OctaveTable, TankTable, hydrogen_table, hydrogen_tank};

use crate::{
    components::{Components, RANGES},
    machine::Machine,
};

/// What the pressure may still change by when the iteration ends. At 360 bar a step leaves a fifth of the error, so what is left is a
/// quarter of this: together with the table's own error it stays below the 1e-4 that both ways are held to.
const TOLERANCE: f64 = 2e-4;

/// One table or the other.
pub(crate) enum Pressures {
    Direct(TankTable),
    Iterated(OctaveTable),
}

impl Pressures {
    pub(crate) fn direct() -> Self {
        Self::Direct(hydrogen_tank())
    }

    pub(crate) fn iterated() -> Self {
        Self::Iterated(hydrogen_table())
    }
}

pub(crate) struct Tanks {
    table: Pressures,
    /// Of a cubic metre each.
    tank: Tank,
    mass: Vec<f64>,
    t: Vec<f64>,
    pressure: Vec<f64>,
    steps: usize,
}

impl Tanks {
    pub(crate) fn new(components: &Components, table: Pressures) -> Self {
        Self {
            table,
            tank: Tank::new(1.0, 0.0, 1e9).expect(RANGES),
            mass: components.states.clone(),
            t: components.temperatures.clone(),
            pressure: vec![0.0; components.states.len()],
            steps: components.size.steps,
        }
    }
}

#[cold]
fn refuse(refused: &dyn Display) -> ! {
    panic!("a tank of the workload was refused: {refused}")
}

impl Machine for Tanks {
    fn go(&mut self) {
        let Self { table, tank, mass, t, pressure, steps } = self;
        for _ in 0..*steps {
            match &*table {
                Pressures::Direct(table) => fill(pressure, mass, t, |mass, t| {
                    tank.pressure(mass, t, |rho, t| table.compressibility(rho, t))
                }),
                Pressures::Iterated(table) => fill(pressure, mass, t, |mass, t| {
                    // The table keeps Z itself.
                    let z = |p, t| table.surface().locate(p, t).map(|cell| table.surface().value(cell, 0));
                    tank.pressure_iterated(mass, t, TOLERANCE, z).map(|iterated| iterated.pressure)
                }),
            }
        }
    }

    fn states(&self) -> Vec<f64> {
        self.pressure.clone()
    }
}

fn fill<E: Display>(
    pressures: &mut [f64],
    masses: &[f64],
    t: &[f64],
    ask: impl Fn(f64, f64) -> Result<f64, E>,
) {
    for ((pressure, &mass), &t) in pressures.iter_mut().zip(masses).zip(t) {
        *pressure = ask(mass, t).unwrap_or_else(|refused| refuse(&refused));
    }
}
