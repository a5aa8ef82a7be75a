//! Which density has a given pressure: Newton, kept between bounds, and below the critical temperature the stable one of two.

use crate::{
    CRITICAL_MOLAR_DENSITY, CRITICAL_TEMPERATURE, MOLAR_MASS, SPECIFIC_GAS_CONSTANT,
    residual::TemperatureFactors,
};

/// Denser than hydrogen is at any temperature under the highest pressure, kg/m3 (183.8 is the most, at about 40 K).
const DENSEST: f64 = 190.0;
/// What may be left of an error, relative to the density: a few last bits.
const LAST_BITS: f64 = 1e-15;
/// Steps below this that no longer shrink are rounding: near the critical point the curve is as flat as that.
const ROUNDING: f64 = 1e-5;
/// How many densities are tried between nothing and a vapour: the first loop is two thirds of that wide where there are two.
const SAMPLES: i32 = 32;
/// Far more than any start has needed; a bound, so that no state can hang.
const MOST_STEPS: u32 = 200;

/// An isotherm as Newton sees it.
pub(crate) struct PressureCurve<'a> {
    pub(crate) t: f64,
    pub(crate) factors: &'a TemperatureFactors,
}

/// A density, and how many steps of Newton it took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Solved {
    pub(crate) rho: f64,
    pub(crate) steps: u32,
}

/// The densities, kg/m3, that one pressure has.
pub(crate) enum Roots {
    /// One fluid, or only one of its phases.
    One(Solved),
    /// The vapour and the liquid.
    Two(Solved, Solved),
}

/// The reduced density of `rho` in kg/m3.
pub(crate) fn reduced(rho: f64) -> f64 {
    rho / (CRITICAL_MOLAR_DENSITY * MOLAR_MASS)
}

impl PressureCurve<'_> {
    /// Every density that may be stable at `p`; `guess` is where Newton starts above the critical temperature.
    pub(crate) fn roots(&self, p: f64, guess: f64) -> Roots {
        if self.t >= CRITICAL_TEMPERATURE {
            return Roots::One(self.between_bounds(p, guess));
        }
        // The curve is concave up to the vapour and convex from the liquid on: from outside, Newton never steps over either.
        let vapour = self.outermost(p, self.ideal(p)).filter(|vapour| self.rises_up_to(vapour.rho));
        let liquid = self.outermost(p, DENSEST);
        match (vapour, liquid) {
            (Some(vapour), Some(liquid)) => Roots::Two(vapour, liquid),
            (Some(one), None) | (None, Some(one)) => Roots::One(one),
            // Right at an end of the curve's loop, where the slope is nothing but rounding.
            (None, None) => Roots::One(self.between_bounds(p, DENSEST)),
        }
    }

    /// The density of an ideal gas.
    pub(crate) fn ideal(&self, p: f64) -> f64 {
        p / (SPECIFIC_GAS_CONSTANT * self.t)
    }

    /// Whether the curve has no loop before `rho`. In the deep cold the equation has a second one, between vapour and liquid, and
    /// the ideal gas from which Newton starts may lie beyond the first.
    fn rises_up_to(&self, rho: f64) -> bool {
        (1..=SAMPLES).all(|sample| self.at(rho * f64::from(sample) / f64::from(SAMPLES)).1 > 0.0)
    }

    /// Pressure, and its slope over density.
    fn at(&self, rho: f64) -> (f64, f64) {
        let (first, second) = self.factors.slopes(reduced(rho));
        let rt = SPECIFIC_GAS_CONSTANT * self.t;
        (rho * rt * (1.0 + first), rt * (1.0 + 2.0 * first + second))
    }

    /// Newton on a curve that rises everywhere; what leaves the bounds known so far is halved between them instead.
    fn between_bounds(&self, p: f64, guess: f64) -> Solved {
        let (mut low, mut high) = (0.0, DENSEST);
        let mut rho = if guess < high { guess } else { 0.5 * high };
        let mut before = f64::NAN;
        for steps in 1..=MOST_STEPS {
            let (pressure, slope) = self.at(rho);
            if pressure < p {
                low = rho;
            } else {
                high = rho;
            }
            let newton = rho + (p - pressure) / slope;
            // The bounds too: Newton that has arrived stays where it is.
            let next = if (low..=high).contains(&newton) { newton } else { 0.5 * (low + high) };
            let step = (next - rho).abs();
            rho = next;
            if is_last(step, before, rho) {
                return Solved { rho, steps };
            }
            before = step;
        }
        Solved { rho, steps: MOST_STEPS }
    }

    /// Newton towards the outermost density on one side; none where the curve turns before it reaches `p`.
    fn outermost(&self, p: f64, start: f64) -> Option<Solved> {
        let mut rho = start;
        let mut before = f64::NAN;
        for steps in 1..=MOST_STEPS {
            let (pressure, slope) = self.at(rho);
            if slope <= 0.0 {
                return None;
            }
            let next = rho + (p - pressure) / slope;
            if !(next > 0.0 && next <= DENSEST) {
                return None;
            }
            let step = (next - rho).abs();
            rho = next;
            if is_last(step, before, rho) {
                return Some(Solved { rho, steps });
            }
            before = step;
        }
        None
    }
}

/// Newton's errors are squared from step to step, so two steps foretell the third; there is no need to compute it. `before` is
/// NaN where there was none.
fn is_last(step: f64, before: f64, rho: f64) -> bool {
    let ratio = step / before;
    step == 0.0 || step * ratio * ratio <= LAST_BITS * rho || (step >= before && before <= ROUNDING * rho)
}
