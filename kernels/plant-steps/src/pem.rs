//! A group of PEM stacks: when it runs, what it takes of the power that is offered, and what becomes of that.
//!
//! Power is in whole watts and every decision compares integers, so that all devices switch at the same step.

use crate::{
    BadQuantity, Cell, Polarisation, TimeStep,
    current::{Solver, Warm},
    hydrogen::{FARADAY, MOLAR_MASS, THERMONEUTRAL},
    quantity::{Must, check},
};

/// What a group is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PemDesign {
    /// Cells in series in one stack.
    pub cells: u32,
    /// Of a cell, cm2.
    pub area: f64,
    /// Stacks side by side, which share the power equally.
    pub stacks: u32,
    /// Of one stack, W.
    pub rated: u32,
    /// The least share of the rated power that it runs at.
    pub turndown: f64,
    /// From the decision to the first hydrogen, s; meanwhile it takes nothing.
    pub startup: f64,
    /// How it ages.
    pub wear: Wear,
}

/// Voltage that a cell loses to age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wear {
    /// V for an hour of running.
    pub per_hour: f64,
    /// V for a stop. The plan wants the term and gives no number.
    pub per_stop: f64,
}

impl Wear {
    /// A new cell stays new.
    pub const NONE: Self = Self { per_hour: 0.0, per_stop: 0.0 };

    /// The plan's: a tenth of this voltage in 80,000 hours of running, and so much for a stop.
    pub fn tenth_of(voltage: f64, per_stop: f64) -> Self {
        Self { per_hour: 0.1 * voltage / 80_000.0, per_stop }
    }

    /// After so many hours and stops.
    #[inline]
    pub fn worn(&self, hours: f64, stops: u32) -> f64 {
        self.per_hour * hours + self.per_stop * f64::from(stops)
    }
}

impl PemDesign {
    /// The plan's stacks: 135 cells of 1949 cm2 and 1 MW each, down to a tenth, ten minutes to start.
    pub fn reference(stacks: u32) -> Self {
        Self {
            cells: 135,
            area: 1949.0,
            stacks,
            rated: 1_000_000,
            turndown: 0.1,
            startup: 600.0,
            wear: Wear::NONE,
        }
    }
}

/// A group of stacks, prepared for a time step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PemGroup {
    cell: Cell,
    wear: Wear,
    /// Area of all cells of all stacks, cm2.
    area: f64,
    least_power: u32,
    most_power: u32,
    startup_steps: u32,
    hours: f64,
}

/// Whether a group runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It does not.
    Off,
    /// It will, after so many steps more.
    Starting(u32),
    /// It does.
    Running,
}

/// What a step leaves to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PemState {
    /// Whether it runs.
    pub mode: Mode,
    /// Of one cell in the step before, V; zero where it did not run. Newton starts from it.
    pub voltage: f64,
    /// Of running.
    pub hours: f64,
    /// How often it was switched off while running.
    pub stops: u32,
}

impl PemState {
    /// A new group that is off.
    pub const NEW: Self = Self { mode: Mode::Off, voltage: 0.0, hours: 0.0, stops: 0 };
}

/// What a group did in a step. The energies close: power = what is in the hydrogen at 1.481 V + heat + crossover.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PemStep {
    /// Taken of what was offered, W.
    pub power: u32,
    /// Offered and not taken, W.
    pub curtailed: u32,
    /// A/cm2.
    pub current: f64,
    /// Of one cell, V.
    pub voltage: f64,
    /// kg/s.
    pub hydrogen: f64,
    /// Given off by the cells, W.
    pub heat: f64,
    /// Spent on hydrogen that did not arrive, W.
    pub crossover: f64,
}

impl PemGroup {
    /// Checks a design and prepares it.
    pub fn new(cell: Cell, design: &PemDesign, dt: TimeStep) -> Result<Self, BadQuantity> {
        check(&[
            ("the number of cells in a stack", f64::from(design.cells), Must::Positive),
            ("the area of a cell in cm2", design.area, Must::Positive),
            ("the number of stacks", f64::from(design.stacks), Must::Positive),
            ("the rated power of a stack in W", f64::from(design.rated), Must::Positive),
            ("the turndown", design.turndown, Must::Share),
            ("the start-up time in s", design.startup, Must::NotNegative),
            ("the wear in V for an hour", design.wear.per_hour, Must::NotNegative),
            ("the wear in V for a stop", design.wear.per_stop, Must::NotNegative),
        ])?;
        let rated = f64::from(design.rated) * f64::from(design.stacks);
        if rated > f64::from(u32::MAX) {
            let what = "the rated power of a group in W";
            return Err(BadQuantity { what, value: rated, must: Must::In32Bits });
        }
        Ok(Self {
            cell,
            wear: design.wear,
            area: f64::from(design.cells) * f64::from(design.stacks) * design.area,
            least_power: libm::ceil(rated * design.turndown) as u32,
            most_power: rated as u32,
            startup_steps: dt.steps_of("the start-up time in s", design.startup)?,
            hours: dt.get() / 3600.0,
        })
    }

    /// Below this it is off, W.
    pub fn least_power(&self) -> u32 {
        self.least_power
    }

    /// All that it can take, W.
    pub fn most_power(&self) -> u32 {
        self.most_power
    }

    /// Where so much is offered. It stops at once and starts slowly.
    #[inline]
    pub fn next_mode(&self, mode: Mode, offered: u32) -> Mode {
        if offered < self.least_power {
            return Mode::Off;
        }
        match mode {
            Mode::Off if self.startup_steps > 0 => Mode::Starting(self.startup_steps),
            Mode::Starting(steps) if steps > 1 => Mode::Starting(steps - 1),
            _ => Mode::Running,
        }
    }

    /// From the decision to the first hydrogen.
    pub fn startup_steps(&self) -> u32 {
        self.startup_steps
    }

    /// Area of all cells of all stacks, cm2.
    pub fn area(&self) -> f64 {
        self.area
    }

    /// What its cells are.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// What a cell has lost to age, V.
    #[inline]
    pub fn worn(&self, state: &PemState) -> f64 {
        self.wear.worn(state.hours, state.stops)
    }

    /// One step: `offered` in W, cells at `t` K.
    pub fn step(&self, state: &mut PemState, offered: u32, t: f64) -> PemStep {
        self.step_by(state, offered, t, &Warm)
    }

    /// The same with another way to the current.
    pub fn step_by(&self, state: &mut PemState, offered: u32, t: f64, solver: &impl Solver) -> PemStep {
        let power = self.switch(state, offered);
        if power == 0 {
            return self.outcome(state, offered, power, 0.0, 0.0);
        }
        let cell: Polarisation = self.cell.at(t, self.worn(state));
        let current = solver.current(&cell, f64::from(power) / self.area, state.voltage);
        self.outcome(state, offered, power, current, cell.voltage(current))
    }

    /// The first part of a step, all integers: whether it runs, and then what it takes of what is offered, W. It takes nothing
    /// where it does not run.
    #[inline]
    pub fn switch(&self, state: &mut PemState, offered: u32) -> u32 {
        let before = state.mode;
        state.mode = self.next_mode(before, offered);
        if state.mode == Mode::Running {
            return offered.min(self.most_power);
        }
        state.stops += u32::from(before == Mode::Running);
        0
    }

    /// The last part of a step: what becomes of the power that it takes, at the current and the voltage that were found for it.
    #[inline]
    pub fn outcome(
        &self,
        state: &mut PemState,
        offered: u32,
        power: u32,
        current: f64,
        voltage: f64,
    ) -> PemStep {
        if power == 0 {
            state.voltage = 0.0;
            return PemStep { curtailed: offered, ..PemStep::default() };
        }
        state.voltage = voltage;
        state.hours += self.hours;
        let amperes = self.area * current;
        let arrives = faraday_efficiency(current);
        PemStep {
            power,
            curtailed: offered - power,
            current,
            voltage,
            hydrogen: arrives * amperes / (2.0 * FARADAY) * MOLAR_MASS,
            heat: amperes * (voltage - THERMONEUTRAL),
            crossover: (1.0 - arrives) * amperes * THERMONEUTRAL,
        }
    }
}

/// One step of every group, each with its own state and temperature.
///
/// # Panics
/// Where a column is not as long as another.
pub fn pem_batch(
    groups: &[PemGroup],
    offered: &[u32],
    t: &[f64],
    states: &mut [PemState],
    steps: &mut [PemStep],
) {
    let lengths = [offered.len(), t.len(), states.len(), steps.len()];
    assert_eq!(lengths, [groups.len(); 4], "every column has one item for each group");
    for (k, group) in groups.iter().enumerate() {
        steps[k] = group.step(&mut states[k], offered[k], t[k]);
    }
}

/// The share of the hydrogen that leaves the stack, by current in A/cm2: at low current more of it seeps back.
#[inline]
pub fn faraday_efficiency(current: f64) -> f64 {
    // The formula is in mA/cm2.
    let squared = 1e6 * current * current;
    squared / (250.0 + squared) * 0.9909
}
