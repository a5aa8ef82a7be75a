//! What hydrogen has beyond an ideal gas: the half of every term that depends on temperature, and its sum with the other half.

use crate::{
    coefficients::{Shape, TERMS},
    density_factors::DensityFactors,
};

/// For each term its factor `a(τ)`, `τ a'` and `τ² a''`: fourteen powers that an isotherm computes once.
#[derive(Clone, Debug)]
pub(crate) struct TemperatureFactors {
    value: [f64; TERMS.len()],
    first: [f64; TERMS.len()],
    second: [f64; TERMS.len()],
}

/// The residual part of the reduced Helmholtz energy and its derivatives, each times the powers of δ and τ that make it a
/// pure number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Residual {
    pub(crate) value: f64,
    pub(crate) delta: f64,
    pub(crate) delta_delta: f64,
    pub(crate) tau: f64,
    pub(crate) tau_tau: f64,
    pub(crate) delta_tau: f64,
}

impl TemperatureFactors {
    /// At the reciprocal reduced temperature `τ`.
    pub(crate) fn at(tau: f64) -> Self {
        let mut factors =
            Self { value: [0.0; TERMS.len()], first: [0.0; TERMS.len()], second: [0.0; TERMS.len()] };
        for (k, term) in TERMS.iter().enumerate() {
            // As for density: q = t - τ e', and τ² a'' = (q² - q + τ q') a.
            let power = term.n * libm::pow(tau, term.t);
            let (value, q, slope) = match term.shape {
                Shape::Power | Shape::Decay => (power, term.t, 0.0),
                Shape::Bell { beta, gamma, .. } => {
                    let off = tau - gamma;
                    let q = term.t - 2.0 * beta * tau * off;
                    (power * libm::exp(-beta * off * off), q, -2.0 * beta * tau * (off + tau))
                }
            };
            factors.value[k] = value;
            factors.first[k] = q * value;
            factors.second[k] = (q * q - q + slope) * value;
        }
        factors
    }

    /// `δ ∂/∂δ` and `δ² ∂²/∂δ²`: all that Newton asks for.
    pub(crate) fn slopes(&self, delta: f64) -> (f64, f64) {
        let density = DensityFactors::at(delta);
        (dot(&self.value, &density.first), dot(&self.value, &density.second))
    }

    /// All of it.
    pub(crate) fn residual(&self, delta: f64) -> Residual {
        let density = DensityFactors::at(delta);
        Residual {
            value: dot(&self.value, &density.value),
            delta: dot(&self.value, &density.first),
            delta_delta: dot(&self.value, &density.second),
            tau: dot(&self.first, &density.value),
            tau_tau: dot(&self.second, &density.value),
            delta_tau: dot(&self.first, &density.first),
        }
    }
}

fn dot(a: &[f64; TERMS.len()], b: &[f64; TERMS.len()]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
