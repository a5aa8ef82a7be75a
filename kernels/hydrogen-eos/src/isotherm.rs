//! Many states of one temperature: the powers of the temperature are computed once, and Newton starts where it ended.

use crate::{
    CRITICAL_TEMPERATURE, HIGHEST_PRESSURE, HIGHEST_TEMPERATURE, LOWEST_PRESSURE, LOWEST_TEMPERATURE,
    OutOfRange, State,
    density::{PressureCurve, Roots},
    ideal::Ideal,
    residual::TemperatureFactors,
};

/// How far the density of a state may be from the stable one at its pressure, relative, before it counts as another phase:
/// far more than rounding, far less than the jump from vapour to liquid.
const SAME_PHASE: f64 = 1e-6;

/// All of hydrogen at one temperature.
#[derive(Clone, Debug)]
pub struct Isotherm {
    pub(crate) t: f64,
    pub(crate) ideal: Ideal,
    pub(crate) factors: TemperatureFactors,
    /// Of the last state found by pressure; 1 for an ideal gas before there is any.
    last_z: f64,
    newton_steps: u64,
}

impl Isotherm {
    /// At `t` in K.
    pub fn at(t: f64) -> Result<Self, OutOfRange> {
        if !(LOWEST_TEMPERATURE..=HIGHEST_TEMPERATURE).contains(&t) {
            return Err(OutOfRange::Temperature(t));
        }
        let factors = TemperatureFactors::at(CRITICAL_TEMPERATURE / t);
        Ok(Self { t, ideal: Ideal::at(t), factors, last_z: 1.0, newton_steps: 0 })
    }

    /// In K.
    pub fn t(&self) -> f64 {
        self.t
    }

    /// The state at the pressure `p` in Pa. Neighbouring pressures in a row cost a step or two less than far ones; where Newton
    /// starts may change the last bit of the answer.
    pub fn at_p(&mut self, p: f64) -> Result<State, OutOfRange> {
        if !(LOWEST_PRESSURE..=HIGHEST_PRESSURE).contains(&p) {
            return Err(OutOfRange::Pressure(p));
        }
        let state = self.stable(p);
        if !state.is_fluid() {
            return Err(OutOfRange::NoFluid { p, t: self.t });
        }
        self.last_z = state.z;
        Ok(state)
    }

    /// The state at the density `rho` in kg/m3.
    pub fn at_rho(&mut self, rho: f64) -> Result<State, OutOfRange> {
        let out_of_range = OutOfRange::Density { rho, t: self.t };
        if !(rho > 0.0 && rho.is_finite()) {
            return Err(out_of_range);
        }
        let state = State::of(self, rho);
        let two_phases = self.t < CRITICAL_TEMPERATURE;
        if !(LOWEST_PRESSURE..=HIGHEST_PRESSURE).contains(&state.p) {
            // Between the phases the curve even falls below zero.
            let between = two_phases && state.p <= 0.0;
            return Err(if between { OutOfRange::BetweenPhases { rho, t: self.t } } else { out_of_range });
        }
        if two_phases && (self.stable(state.p).rho / rho - 1.0).abs() > SAME_PHASE {
            return Err(OutOfRange::BetweenPhases { rho, t: self.t });
        }
        if !state.is_fluid() {
            return Err(OutOfRange::NoFluid { p: state.p, t: self.t });
        }
        Ok(state)
    }

    /// How many steps Newton has taken so far on this isotherm: a count, the same on every machine.
    pub fn newton_steps(&self) -> u64 {
        self.newton_steps
    }

    /// The state at `p` that has the lowest Gibbs energy.
    fn stable(&mut self, p: f64) -> State {
        let curve = PressureCurve { t: self.t, factors: &self.factors };
        let roots = curve.roots(p, curve.ideal(p) / self.last_z);
        match roots {
            Roots::One(solved) => {
                self.newton_steps += u64::from(solved.steps);
                State { p, ..State::of(self, solved.rho) }.with_z()
            }
            Roots::Two(vapour, liquid) => {
                self.newton_steps += u64::from(vapour.steps) + u64::from(liquid.steps);
                let [vapour, liquid] =
                    [vapour, liquid].map(|root| State { p, ..State::of(self, root.rho) }.with_z());
                let gibbs = |state: &State| state.h - state.t * state.s;
                if gibbs(&liquid) < gibbs(&vapour) { liquid } else { vapour }
            }
        }
    }
}
