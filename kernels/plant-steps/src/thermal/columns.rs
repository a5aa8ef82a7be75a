//! Many masses at once, each number a column: what the loop reads and writes is what the step needs and nothing else.

use crate::{
    BadQuantity, TemperatureLimits, ThermalMass, ThermalStep, TimeStep, quantity::Must, thermal::runge_kutta,
};

/// Masses that share their limits, their surroundings and their time step, prepared.
#[derive(Clone, Debug, PartialEq)]
pub struct ThermalColumns {
    pub(crate) gain: Vec<f64>,
    pub(crate) conductance: Vec<f64>,
    pub(crate) capacity: Vec<f64>,
    pub(crate) limits: TemperatureLimits,
    pub(crate) dt: f64,
}

/// How many masses are looked at before any of them is booked: heat is rarely clamped, and a loop with no branch and no account
/// in it can be vectorised.
const BLOCK: usize = 64;

impl ThermalColumns {
    /// For the exact step.
    pub fn exact(
        capacity: &[f64],
        conductance: &[f64],
        limits: TemperatureLimits,
        dt: TimeStep,
    ) -> Result<Self, BadQuantity> {
        Self::with(capacity, conductance, limits, dt, ThermalStep::exact)
    }

    /// For Euler's step.
    pub fn euler(
        capacity: &[f64],
        conductance: &[f64],
        limits: TemperatureLimits,
        dt: TimeStep,
    ) -> Result<Self, BadQuantity> {
        Self::with(capacity, conductance, limits, dt, ThermalStep::euler)
    }

    fn with(
        capacity: &[f64],
        conductance: &[f64],
        limits: TemperatureLimits,
        dt: TimeStep,
        prepare: impl Fn(&ThermalMass, TimeStep) -> ThermalStep,
    ) -> Result<Self, BadQuantity> {
        if capacity.len() != conductance.len() {
            let (what, value) = ("the number of conductances", conductance.len() as f64);
            return Err(BadQuantity { what, value, must: Must::AsMany });
        }
        let masses = capacity.iter().zip(conductance);
        let gain = masses
            .map(|(&capacity, &conductance)| {
                let mass = ThermalMass::new(capacity, conductance, limits)?;
                Ok(prepare(&mass, dt).gain)
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            gain,
            conductance: conductance.to_vec(),
            capacity: capacity.to_vec(),
            limits,
            dt: dt.get(),
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.gain.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.gain.is_empty()
    }

    fn assert_lengths(&self, heat: &[f64], t: &[f64], removed: &[f64]) {
        for (what, length) in [("heat", heat.len()), ("t", t.len()), ("removed", removed.len())] {
            assert_eq!(length, self.len(), "{what} has one item for each mass");
        }
    }
}

/// One step of every mass: `heat` in W, `t` before and after in K, and what the limits took away added to `removed`, J. The bits
/// are those of [`ThermalStep::advance`].
///
/// # Panics
/// Where a column is not as long as there are masses.
pub fn thermal_batch(
    masses: &ThermalColumns,
    ambient: f64,
    heat: &[f64],
    t: &mut [f64],
    removed: &mut [f64],
) {
    masses.assert_lengths(heat, t, removed);
    for start in (0..t.len()).step_by(BLOCK) {
        let block = start..(start + BLOCK).min(t.len());
        let gain = &masses.gain[block.clone()];
        let conductance = &masses.conductance[block.clone()];
        let free = |k: usize, t: f64, heat: f64| t + (heat - conductance[k] * (t - ambient)) * gain[k];
        advance(masses, block, heat, t, removed, free);
    }
}

/// The same with the step of Runge and Kutta, whatever the masses were prepared for.
///
/// # Panics
/// Where a column is not as long as there are masses.
pub fn thermal_rk4_batch(
    masses: &ThermalColumns,
    ambient: f64,
    heat: &[f64],
    t: &mut [f64],
    removed: &mut [f64],
) {
    masses.assert_lengths(heat, t, removed);
    for start in (0..t.len()).step_by(BLOCK) {
        let block = start..(start + BLOCK).min(t.len());
        let capacity = &masses.capacity[block.clone()];
        let conductance = &masses.conductance[block.clone()];
        let free = |k: usize, t: f64, heat: f64| {
            runge_kutta(capacity[k], conductance[k], masses.dt, t, heat, ambient).0
        };
        advance(masses, block, heat, t, removed, free);
    }
}

/// A block of masses whose free temperature `free` tells.
#[inline]
fn advance(
    masses: &ThermalColumns,
    block: std::ops::Range<usize>,
    heat: &[f64],
    t: &mut [f64],
    removed: &mut [f64],
    free: impl Fn(usize, f64, f64) -> f64,
) {
    let mut before = [0.0; BLOCK];
    let (heat, t) = (&heat[block.clone()], &mut t[block.clone()]);
    let before = &mut before[..t.len()];
    before.copy_from_slice(t);
    let mut any_clamped = false;
    for (k, t) in t.iter_mut().enumerate() {
        let free = free(k, before[k], heat[k]);
        *t = masses.limits.keep(free);
        any_clamped |= *t != free;
    }
    if any_clamped {
        let removed = &mut removed[block.clone()];
        let capacity = &masses.capacity[block];
        for (k, &kept) in t.iter().enumerate() {
            removed[k] += (free(k, before[k], heat[k]) - kept) * (capacity[k] / masses.dt) * masses.dt;
        }
    }
}
