//! The components that are stepped: as many of a kind as a workload has, by seed.

use plant_steps::{Lag, TemperatureLimits, ThermalMass, TimeStep};
use touchstone::{Rng, prelude::RngExt};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) kind: Kind,
    pub(crate) components: usize,
    /// Of a call.
    pub(crate) steps: usize,
}

/// Components of one kind: each has variants of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Masses,
    Flows,
    Cells,
    Tanks,
}

/// The plan's step.
pub(crate) const STEP_SECONDS: f64 = 60.0;
/// Time constants from those of a pump to those of a stack, s: uniform in their logarithm.
const TIME_CONSTANTS: [f64; 2] = [5.0, 30e3];
/// From a well insulated mass to a cooled one, W/K.
const CONDUCTANCES: [f64; 2] = [20.0, 500.0];
/// Of the surroundings, K.
pub(crate) const AMBIENT: f64 = 298.15;
/// What masses are kept within, K.
pub(crate) const LIMITS: [f64; 2] = [273.15, 373.15];
/// Inputs come round after so many steps.
pub(crate) const ROUND: usize = 4;
/// By which share of itself an input is off its mean in each step of a round: a plant that follows wind and sun.
const SWING: [f64; ROUND] = [0.0, 0.03, -0.01, 0.02];

/// Columns of numbers; what they are depends on the kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Components {
    pub(crate) size: Size,
    /// s; of masses and flows.
    pub(crate) time_constants: Vec<f64>,
    /// W/K; of masses.
    pub(crate) conductances: Vec<f64>,
    /// At the beginning: temperatures in K, flows, or masses in a tank of a cubic metre in kg.
    pub(crate) states: Vec<f64>,
    /// K; of cells and tanks.
    pub(crate) temperatures: Vec<f64>,
    /// Heat in W, set points, or power in W/cm2, for each step of a round.
    pub(crate) inputs: [Vec<f64>; ROUND],
}

impl Components {
    pub(crate) fn new(size: Size, rng: &mut Rng) -> Self {
        let many = size.components;
        let time_constants = log_uniform(rng, many, TIME_CONSTANTS);
        let conductances = log_uniform(rng, many, CONDUCTANCES);
        let temperatures = uniform(rng, many, [293.15, 353.15]);
        let (states, mean) = match size.kind {
            Kind::Masses => {
                // To where the heat leads without limits: between 10 and 60 K above the surroundings.
                let rises = uniform(rng, many, [10.0, 60.0]);
                let heat = rises.iter().zip(&conductances).map(|(rise, conductance)| rise * conductance);
                (uniform(rng, many, [AMBIENT, AMBIENT + 60.0]), heat.collect())
            }
            Kind::Flows => (uniform(rng, many, [0.0, 1.0]), uniform(rng, many, [0.2, 1.0])),
            // From a seventh of the load to all of it.
            Kind::Cells => (vec![0.0; many], uniform(rng, many, [0.5, 3.5])),
            // 12 to 450 bar.
            Kind::Tanks => (log_uniform(rng, many, [1.0, 28.0]), vec![0.0; many]),
        };
        let inputs = SWING.map(|swing| mean.iter().map(|input: &f64| input * (1.0 + swing)).collect());
        Self { size, time_constants, conductances, states, temperatures, inputs }
    }

    /// J/K.
    pub(crate) fn capacities(&self) -> Vec<f64> {
        self.time_constants
            .iter()
            .zip(&self.conductances)
            .map(|(tau, conductance)| tau * conductance)
            .collect()
    }

    pub(crate) fn masses(&self) -> impl Iterator<Item = ThermalMass> + '_ {
        let of = |(capacity, &conductance)| ThermalMass::new(capacity, conductance, limits()).expect(RANGES);
        self.capacities().into_iter().zip(&self.conductances).map(of)
    }

    pub(crate) fn lags(&self) -> impl Iterator<Item = Lag> + '_ {
        self.time_constants.iter().map(|&seconds| Lag::seconds(seconds).expect(RANGES))
    }

    /// Of the last step of a call that began a round.
    pub(crate) fn last_inputs(&self) -> &[f64] {
        &self.inputs[(self.size.steps - 1) % ROUND]
    }
}

pub(crate) const RANGES: &str = "the ranges hold nothing that a component cannot be made of";

pub(crate) fn limits() -> TemperatureLimits {
    let [least, most] = LIMITS;
    TemperatureLimits::new(least, most).expect(RANGES)
}

pub(crate) fn step() -> TimeStep {
    TimeStep::seconds(STEP_SECONDS).expect(RANGES)
}

fn uniform(rng: &mut Rng, many: usize, [least, most]: [f64; 2]) -> Vec<f64> {
    (0..many).map(|_| least + (most - least) * rng.random::<f64>()).collect()
}

fn log_uniform(rng: &mut Rng, many: usize, [least, most]: [f64; 2]) -> Vec<f64> {
    uniform(rng, many, [0.0, (most / least).ln()]).into_iter().map(|log| least * log.exp()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_an_input() {
        for kind in [Kind::Masses, Kind::Flows, Kind::Cells, Kind::Tanks] {
            let made =
                |seed| Components::new(Size { kind, components: 100, steps: 1 }, &mut Rng::new(seed, 1));
            assert_eq!(made(1), made(1));
            assert_ne!(made(1), made(2));
        }
    }

    #[test]
    fn time_constants_are_uniform_in_their_logarithm() {
        let size = Size { kind: Kind::Masses, components: 60_000, steps: 1 };
        let masses = Components::new(size, &mut Rng::new(1, 1));
        let [least, most] = TIME_CONSTANTS;
        assert!(masses.time_constants.iter().all(|tau| (least..=most).contains(tau)));
        // A sixth of the masses in each sixth of the logarithm.
        for sixth in 0..6 {
            let bound = |n: i32| least * (most / least).powf(f64::from(n) / 6.0);
            let range = bound(sixth)..bound(sixth + 1);
            let inside = masses.time_constants.iter().filter(|tau| range.contains(tau)).count();
            assert!((9_500..10_500).contains(&inside), "{inside} in {range:?}");
        }
        let [coldest, hottest] = LIMITS;
        let warm = masses.inputs.iter().flat_map(|heat| heat.iter().zip(&masses.conductances));
        let ends = warm.map(|(heat, conductance)| AMBIENT + heat / conductance);
        assert!(ends.into_iter().all(|t| coldest < t && t < hottest), "no limit where the solution is exact");
    }
}
