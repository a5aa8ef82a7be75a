//! The half of every term that depends on density: Newton changes nothing else along an isotherm.

use crate::coefficients::{HIGHEST_POWER, Shape, TERMS};

/// For each term its factor `b(δ)`, `δ b'` and `δ² b''`.
pub(crate) struct DensityFactors {
    pub(crate) value: [f64; TERMS.len()],
    pub(crate) first: [f64; TERMS.len()],
    pub(crate) second: [f64; TERMS.len()],
}

impl DensityFactors {
    /// At the reduced density `δ`.
    pub(crate) fn at(delta: f64) -> Self {
        let mut powers = [1.0; HIGHEST_POWER + 1];
        for power in 1..powers.len() {
            powers[power] = powers[power - 1] * delta;
        }
        let decay = libm::exp(-delta);
        let mut factors =
            Self { value: [0.0; TERMS.len()], first: [0.0; TERMS.len()], second: [0.0; TERMS.len()] };
        for (k, term) in TERMS.iter().enumerate() {
            // With b = δ^d exp(-e(δ)): δ b' = q b where q = d - δ e', and δ² b'' = (q² - q + δ q') b.
            let d = term.d as f64;
            let (value, q, slope) = match term.shape {
                Shape::Power => (powers[term.d], d, 0.0),
                Shape::Decay => (powers[term.d] * decay, d - delta, -delta),
                Shape::Bell { phi, delta: centre, .. } => {
                    let off = delta - centre;
                    let bell = libm::exp(-phi * off * off);
                    let q = d - 2.0 * phi * delta * off;
                    (powers[term.d] * bell, q, -2.0 * phi * delta * (off + delta))
                }
            };
            factors.value[k] = value;
            factors.first[k] = q * value;
            factors.second[k] = (q * q - q + slope) * value;
        }
        factors
    }
}
