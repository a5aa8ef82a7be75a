//! The current at which a cell takes a given power: i V(i) = w, W/cm2.
//!
//! i V(i) is rising and convex, so Newton comes down to the root from any current beyond it and never passes it. No voltage is
//! below that of the open circuit, so w over that is such a current. With the voltage of the step before in its place the start
//! is so near that three steps do, whatever the power was then; the *current* of the step before is near only while the power is.

use crate::{Cell, Polarisation};

/// Newton's steps from the open circuit.
pub const COLD_STEPS: u32 = 5;
/// From the voltage of the step before.
pub const WARM_STEPS: u32 = 3;
/// Where a tolerance is asked for: beyond this it will not come.
const MOST_STEPS: u32 = 50;

/// How Newton gets dV/di.
pub trait Slope {
    /// Voltage and its slope at a current.
    fn at(&self, cell: &Polarisation, current: f64) -> (f64, f64);
}

/// By the formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Analytic;

/// By central differences, as one does who has only a function: three voltages in place of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numeric;

impl Slope for Analytic {
    #[inline]
    fn at(&self, cell: &Polarisation, current: f64) -> (f64, f64) {
        cell.voltage_and_slope(current)
    }
}

impl Slope for Numeric {
    #[inline]
    fn at(&self, cell: &Polarisation, current: f64) -> (f64, f64) {
        // Near the cube root of the rounding: halfway between the errors of a coarse and of a fine difference.
        let apart = 1e-5 * current.max(1e-6);
        let rise = cell.voltage(current + apart) - cell.voltage(current - apart);
        (cell.voltage(current), rise / (2.0 * apart))
    }
}

/// A current and what it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solved {
    /// A/cm2.
    pub current: f64,
    /// Newton's steps.
    pub steps: u32,
}

/// Newton did not come to an end.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "no current takes {power} W/cm2 to within {tolerance}: {MOST_STEPS} steps of Newton end at {current} A/cm2; check the \
     slope, the power and the temperature"
)]
pub struct NotSolved {
    /// W/cm2.
    pub power: f64,
    /// Relative to the current.
    pub tolerance: f64,
    /// Where it was then.
    pub current: f64,
}

/// One step of Newton towards i V(i) = w.
#[inline]
fn newton(cell: &Polarisation, power: f64, current: f64, slope: &impl Slope) -> f64 {
    let (voltage, rise) = slope.at(cell, current);
    current - (current * voltage - power) / (voltage + current * rise)
}

/// So many steps of Newton from a current, for a power in W/cm2: the same number on every device, so that all agree.
#[inline]
pub fn solve_current_from(cell: &Polarisation, power: f64, from: f64, steps: u32, slope: &impl Slope) -> f64 {
    let mut current = from;
    for _ in 0..steps {
        current = newton(cell, power, current, slope);
    }
    current
}

/// A way to the current for a power.
pub trait Solver {
    /// A/cm2 for a power in W/cm2; `before` is the voltage of the step before, or zero where there was none.
    fn current(&self, cell: &Polarisation, power: f64, before: f64) -> f64;
}

/// As [`solve_current`]: by the formula of the slope, from the voltage of the step before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warm;

/// As one writes it first: by differences, and from the open circuit in every step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cold;

impl Solver for Warm {
    #[inline]
    fn current(&self, cell: &Polarisation, power: f64, before: f64) -> f64 {
        solve_current(cell, power, before)
    }
}

impl Solver for Cold {
    #[inline]
    fn current(&self, cell: &Polarisation, power: f64, _before: f64) -> f64 {
        solve_current_from(cell, power, power / cell.open(), COLD_STEPS, &Numeric)
    }
}

/// The current for a power in W/cm2. `before` is the voltage of the step before, or zero where there was none: five steps from
/// the open circuit then, three otherwise.
#[inline]
pub fn solve_current(cell: &Polarisation, power: f64, before: f64) -> f64 {
    let (from, steps) = start(cell, power, before);
    solve_current_from(cell, power, from, steps, &Analytic)
}

/// Steps until a step changes the current by no more than `tolerance`, relatively.
pub fn solve_current_within(
    cell: &Polarisation,
    power: f64,
    from: f64,
    tolerance: f64,
    slope: &impl Slope,
) -> Result<Solved, NotSolved> {
    let mut current = from;
    for steps in 1..=MOST_STEPS {
        let before = current;
        current = newton(cell, power, before, slope);
        if current.is_finite() && (current - before).abs() <= tolerance * current {
            return Ok(Solved { current, steps });
        }
    }
    Err(NotSolved { power, tolerance, current })
}

/// Where Newton starts, and how many steps it goes.
#[inline]
fn start(cell: &Polarisation, power: f64, before: f64) -> (f64, u32) {
    if before > 0.0 { (power / before, WARM_STEPS) } else { (power / cell.open(), COLD_STEPS) }
}

/// Cells that go their steps side by side: a step waits for a root, a logarithm and a quotient, one after the other, and
/// meanwhile the processor can work on others.
const SIDE_BY_SIDE: usize = 4;

/// Many cells of one kind, with the bits of [`solve_current`].
///
/// `t` in K, `worn` in V, `power` in W/cm2; `voltage` holds those of the step before (zero where there was none) and receives the
/// new ones, `current` receives the currents.
///
/// # Panics
/// Where a column is not as long as another.
pub fn solve_current_batch(
    cell: &Cell,
    t: &[f64],
    worn: &[f64],
    power: &[f64],
    voltage: &mut [f64],
    current: &mut [f64],
) {
    let lengths = [worn.len(), power.len(), voltage.len(), current.len()];
    assert_eq!(lengths, [t.len(); 4], "every column has one item for each cell");
    let whole = t.len() - t.len() % SIDE_BY_SIDE;
    for first in (0..whole).step_by(SIDE_BY_SIDE) {
        let cells: [Polarisation; SIDE_BY_SIDE] =
            std::array::from_fn(|lane| cell.at(t[first + lane], worn[first + lane]));
        let starts: [(f64, u32); SIDE_BY_SIDE] =
            std::array::from_fn(|lane| start(&cells[lane], power[first + lane], voltage[first + lane]));
        let mut currents = starts.map(|(current, _)| current);
        for step in 0..COLD_STEPS.max(WARM_STEPS) {
            for lane in 0..SIDE_BY_SIDE {
                if step < starts[lane].1 {
                    currents[lane] = newton(&cells[lane], power[first + lane], currents[lane], &Analytic);
                }
            }
        }
        for lane in 0..SIDE_BY_SIDE {
            current[first + lane] = currents[lane];
            voltage[first + lane] = cells[lane].voltage(currents[lane]);
        }
    }
    for k in whole..t.len() {
        let cell = cell.at(t[k], worn[k]);
        current[k] = solve_current(&cell, power[k], voltage[k]);
        voltage[k] = cell.voltage(current[k]);
    }
}
