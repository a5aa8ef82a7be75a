//! What a table is asked: queries by seed, the same on every machine. Which way to look up is fastest depends on them.

use philox::{key, units, words};

/// Pressures of the queries, Pa: 1 to 1000 bar.
pub const PRESSURES: [f64; 2] = [1e5, 1e8];
/// Temperatures of the queries, K: 0 to 150 degrees Celsius.
pub const TEMPERATURES: [f64; 2] = [273.15, 423.15];

/// A step of the walk, as a share of the pressure.
const PRESSURE_STEP: f64 = 1e-3;
/// A step of the walk in K.
const TEMPERATURE_STEP: f64 = 0.05;
/// Where the walk starts: an electrolyser at 40 bar and 60 degrees.
const START: [f64; 2] = [40e5, 333.15];
/// What the loop repeats: the outlet of an electrolyser, hydrogen before its compressor, and a full tank.
const LOOP: [[f64; 2]; 3] = [START, [30e5, 313.15], [350e5, 298.15]];

/// A kind of queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trace {
    /// Anywhere: uniform in the logarithm of the pressure and in temperature.
    Uniform,
    /// As a plant moves: from step to step by 0.1 % and 0.05 K at most, turning back at the edges.
    Walk,
    /// Three states, again and again: what a cache is shown with.
    Loop,
}

/// Pressures and temperatures of the same length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queries {
    /// Pa.
    pub p: Vec<f64>,
    /// K.
    pub t: Vec<f64>,
}

impl Trace {
    /// So many queries.
    pub fn queries(self, seed: u64, count: usize) -> Queries {
        let (p, t) = match self {
            Self::Uniform => (0..count as u64).map(|number| anywhere(seed, number)).unzip(),
            Self::Walk => {
                let mut state = START;
                let step = |number| {
                    state = stepped(state, draws(seed, number, Self::Walk));
                    (state[0], state[1])
                };
                (0..count as u64).map(step).unzip()
            }
            Self::Loop => (0..count).map(|number| LOOP[number % LOOP.len()]).map(|[p, t]| (p, t)).unzip(),
        };
        Queries { p, t }
    }
}

impl Queries {
    /// Each pressure with its temperature.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.p.iter().copied().zip(self.t.iter().copied())
    }
}

fn anywhere(seed: u64, number: u64) -> (f64, f64) {
    let [u, v] = draws(seed, number, Trace::Uniform);
    let [lowest, highest] = PRESSURES;
    let p = lowest * libm::exp(u * libm::log(highest / lowest));
    let [coldest, hottest] = TEMPERATURES;
    (p, coldest + v * (hottest - coldest))
}

/// One step; where it would leave the range it is taken the other way.
fn stepped([p, t]: [f64; 2], [u, v]: [f64; 2]) -> [f64; 2] {
    let within = |value: f64, [from, to]: [f64; 2]| (from..=to).contains(&value);
    let (dp, dt) = (PRESSURE_STEP * (2.0 * u - 1.0) * p, TEMPERATURE_STEP * (2.0 * v - 1.0));
    let next_p = if within(p + dp, PRESSURES) { p + dp } else { p - dp };
    let next_t = if within(t + dt, TEMPERATURES) { t + dt } else { t - dt };
    [next_p, next_t]
}

/// Two numbers inside (0, 1) for a query of one kind of trace.
fn draws(seed: u64, number: u64, trace: Trace) -> [f64; 2] {
    units(words([number as u32, (number >> 32) as u32, trace as u32, 0], key(seed)))
}
