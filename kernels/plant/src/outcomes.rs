//! What every component did in a step, as columns: what is booked, whatever the layout of the state is.

use plant_steps::PemStep;

use crate::plant::DT;

/// Of groups, with their stacks and pumps. `power` has one item for each; the others may be longer, up to a whole block.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupOutcomes {
    /// W.
    pub(crate) power: Vec<u32>,
    /// kg/s.
    pub(crate) hydrogen: Vec<f64>,
    /// W, all that follow.
    pub(crate) heat: Vec<f64>,
    pub(crate) crossover: Vec<f64>,
    pub(crate) cooled: Vec<f64>,
    pub(crate) lost: Vec<f64>,
    pub(crate) clamped: Vec<f64>,
    pub(crate) pumping: Vec<f64>,
}

impl GroupOutcomes {
    pub(crate) fn new(groups: usize, in_blocks: usize) -> Self {
        let zeros = || vec![0.0; in_blocks];
        Self {
            power: vec![0; groups],
            hydrogen: zeros(),
            heat: zeros(),
            crossover: zeros(),
            cooled: zeros(),
            lost: zeros(),
            clamped: zeros(),
            pumping: zeros(),
        }
    }

    #[inline]
    pub(crate) fn made(&mut self, group: usize, step: &PemStep) {
        self.power[group] = step.power;
        self.hydrogen[group] = step.hydrogen;
        self.heat[group] = step.heat;
        self.crossover[group] = step.crossover;
    }
}

/// Of one train with its tanks, coolers and stages.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct TrainOutcome {
    /// kg, all up to `short`.
    pub(crate) drawn: f64,
    pub(crate) vented_low: f64,
    pub(crate) vented_high: f64,
    pub(crate) delivered: f64,
    pub(crate) short: f64,
    /// J, all that follow: what stages did, what coolers took, and what the gas has more than before.
    pub(crate) work: f64,
    pub(crate) stage_heat: f64,
    pub(crate) gas_heat: f64,
    /// What the gas gave to the walls of tanks.
    pub(crate) wall_heat: f64,
    /// Of all its masses.
    pub(crate) lost: f64,
    pub(crate) clamped: f64,
}

impl TrainOutcome {
    /// A mass lost so many W, and its limits took so many.
    #[inline]
    pub(crate) fn cools(&mut self, loss: f64, clamped: f64) {
        self.lost += loss * DT;
        self.clamped += clamped * DT;
    }
}
