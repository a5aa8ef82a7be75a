//! Hydrogen as an ideal gas: rotations and vibrations, and the zeros of enthalpy and entropy.

use crate::{
    CRITICAL_TEMPERATURE,
    coefficients::{IDEAL_OFFSET, IDEAL_SLOPE, VIBRATIONS},
};

/// The ideal part of the reduced Helmholtz energy on an isotherm, without its `ln δ`, and its derivatives times τ and τ².
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ideal {
    pub(crate) value: f64,
    pub(crate) tau: f64,
    pub(crate) tau_tau: f64,
}

impl Ideal {
    /// At the temperature `t` in K.
    pub(crate) fn at(t: f64) -> Self {
        let tau = CRITICAL_TEMPERATURE / t;
        let mut ideal = Self {
            value: 1.5 * libm::log(tau) + IDEAL_OFFSET + IDEAL_SLOPE * tau,
            tau: 1.5 + IDEAL_SLOPE * tau,
            tau_tau: -1.5,
        };
        for (weight, temperature) in VIBRATIONS {
            let x = temperature / t;
            // By exp(-x), for exp(x) overflows in the cold.
            let frozen = libm::exp(-x);
            let excited = x / (1.0 - frozen);
            ideal.value += weight * libm::log1p(-frozen);
            ideal.tau += weight * excited * frozen;
            ideal.tau_tau -= weight * excited * excited * frozen;
        }
        ideal
    }
}
