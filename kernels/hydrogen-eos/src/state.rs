//! One state of hydrogen with everything that the plan's components ask for.

use crate::{Isotherm, OutOfRange, SPECIFIC_GAS_CONSTANT, density::reduced, residual::Residual};

/// Hydrogen at one pressure and temperature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// Density, kg/m3.
    pub rho: f64,
    /// Pressure, Pa.
    pub p: f64,
    /// Temperature, K.
    pub t: f64,
    /// Enthalpy, J/kg, from the zero of the paper.
    pub h: f64,
    /// Entropy, J/(kg K), from the zero of the paper.
    pub s: f64,
    /// Heat capacity at constant pressure, J/(kg K).
    pub cp: f64,
    /// Heat capacity at constant volume, J/(kg K).
    pub cv: f64,
    /// Speed of sound, m/s.
    pub w: f64,
    /// Compressibility `p / (rho R T)`: 1 for an ideal gas.
    pub z: f64,
}

impl State {
    /// At a pressure in Pa and a temperature in K.
    pub fn at_pt(p: f64, t: f64) -> Result<Self, OutOfRange> {
        Isotherm::at(t)?.at_p(p)
    }

    /// At a density in kg/m3 and a temperature in K.
    pub fn at_rho_t(rho: f64, t: f64) -> Result<Self, OutOfRange> {
        Isotherm::at(t)?.at_rho(rho)
    }

    /// The homogeneous fluid of this density, stable or not.
    pub(crate) fn of(isotherm: &Isotherm, rho: f64) -> Self {
        let (t, ideal) = (isotherm.t, &isotherm.ideal);
        let delta = reduced(rho);
        let residual = isotherm.factors.residual(delta);
        let Residual { delta: d, delta_delta: dd, delta_tau: dt, .. } = residual;
        let r = SPECIFIC_GAS_CONSTANT;
        let tau = ideal.tau + residual.tau;
        let cv = -r * (ideal.tau_tau + residual.tau_tau);
        // The slope of pressure over density, and over temperature, in units of an ideal gas.
        let over_density = 1.0 + 2.0 * d + dd;
        let over_temperature = 1.0 + d - dt;
        let cp = cv + r * over_temperature * over_temperature / over_density;
        Self {
            rho,
            p: rho * r * t * (1.0 + d),
            t,
            h: r * t * (1.0 + tau + d),
            s: r * (tau - (libm::log(delta) + ideal.value) - residual.value),
            cp,
            cv,
            w: (cp / cv * over_density * r * t).sqrt(),
            z: 1.0 + d,
        }
    }

    /// Whether it gets warmer by heat and denser by pressure.
    pub(crate) fn is_fluid(&self) -> bool {
        self.cv > 0.0 && self.cp > 0.0 && self.w > 0.0
    }

    /// With the compressibility that belongs to this pressure and density, to the last bit.
    pub(crate) fn with_z(self) -> Self {
        Self { z: self.p / (self.rho * SPECIFIC_GAS_CONSTANT * self.t), ..self }
    }
}
