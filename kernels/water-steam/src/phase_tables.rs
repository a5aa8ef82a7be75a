//! A table per phase. Its axes are T and the pressure, scaled to what the phase has at that temperature, from saturation on:
//! saturation is an edge of the rectangle, so no cell lies across it, and it is found by its own equation (region 4).
//!
//! The plan scales ln(p/psat). Scaled p itself is the better axis: what a gas is off the ideal one, and a liquid off the saturated
//! one, is nearly a straight line in it. Measured with 128 x 64 nodes, the worst cp of steam is 2e-2 off along the logarithm and
//! 1e-3 along p, and no query of the liquid needs a logarithm.
//!
//! Steam hotter than any saturation in range has a rectangle of its own. What is stored bends little: of the liquid the internal
//! energy in place of the enthalpy, of steam rho T/p and s + R ln p.

use crate::{
    OutOfRange, Phase, Props, TABLE_RANGE, TableError,
    equations::{in_phase, psat, psat_unchecked, tsat},
    error::check,
    plane::Plane,
};

/// Of water, J/kg/K, as IF97 has it.
const GAS_CONSTANT: f64 = 461.526;
/// Where the rectangles next to saturation end, Pa: beyond the range, or each would end in a corner where its phase has no width.
const UNDER_STEAM: f64 = TABLE_RANGE.p.0 / 2.0;
const OVER_LIQUID: f64 = TABLE_RANGE.p.1 * 2.0;

/// Properties of the liquid, of steam next to saturation, and of hotter steam.
#[derive(Clone, Debug)]
pub struct PhaseTables {
    liquid: Plane,
    steam: Plane,
    hot: Plane,
    /// The temperatures of saturation at the least and the most pressure.
    boils: (f64, f64),
}

impl PhaseTables {
    /// So many nodes along T and along pressure, for each of the three rectangles. With 96 and 96 the worst of all properties is
    /// 6e-4 off (the cp of steam at 98 bar), and the nodes take 0.9 MB.
    pub fn build(nodes_t: usize, nodes_p: usize) -> Result<Self, TableError> {
        let (p, t) = (TABLE_RANGE.p, TABLE_RANGE.t);
        let boils = (tsat(p.0)?, tsat(p.1)?);
        let (nodes, axes) = ([nodes_t, nodes_p], ["T", "p"]);
        let next_to_saturation = |phase, from: f64, end: f64| {
            Plane::fill(nodes, axes, |x, y| {
                let t = from + x * (boils.1 - from);
                let psat = psat(t)?;
                Ok(stored(phase, psat + y * (end - psat), t))
            })
        };
        Ok(Self {
            liquid: next_to_saturation(Phase::Liquid, t.0, OVER_LIQUID)?,
            steam: next_to_saturation(Phase::Vapour, boils.0, UNDER_STEAM)?,
            // Squared, for steam bends most where it has just stopped boiling.
            hot: Plane::fill(nodes, axes, |x, y| {
                Ok(stored(Phase::Vapour, p.0 + y * (p.1 - p.0), boils.1 + x * x * (t.1 - boils.1)))
            })?,
            boils,
        })
    }

    /// Of whichever phase there is.
    pub fn get(&self, p: f64, t: f64) -> Result<Props, OutOfRange> {
        check(&TABLE_RANGE, p, t)?;
        Ok(if t > self.boils.1 {
            self.hot(p, t)
        } else {
            let psat = psat_unchecked(t);
            if p < psat { self.steam(p, t, psat) } else { self.liquid(p, t, psat) }
        })
    }

    /// Of one phase; where the state lies across saturation that is an error.
    pub fn get_in(&self, asked: Phase, p: f64, t: f64) -> Result<Props, OutOfRange> {
        check(&TABLE_RANGE, p, t)?;
        if t > self.boils.1 {
            return match asked {
                Phase::Vapour => Ok(self.hot(p, t)),
                // Above the pressure that the range ends with, where there is any saturation left.
                Phase::Liquid => {
                    let psat = psat(t).unwrap_or(f64::INFINITY);
                    Err(OutOfRange::AcrossSaturation { p, t, asked, psat })
                }
            };
        }
        let psat = psat_unchecked(t);
        match (asked, p < psat) {
            (Phase::Vapour, true) => Ok(self.steam(p, t, psat)),
            (Phase::Liquid, false) => Ok(self.liquid(p, t, psat)),
            _ => Err(OutOfRange::AcrossSaturation { p, t, asked, psat }),
        }
    }

    /// What the nodes take.
    pub fn bytes(&self) -> usize {
        [&self.liquid, &self.steam, &self.hot].into_iter().map(Plane::bytes).sum()
    }

    fn liquid(&self, p: f64, t: f64, psat: f64) -> Props {
        let from = TABLE_RANGE.t.0;
        let y = (p - psat) / (OVER_LIQUID - psat);
        let [rho, u, s, cp] = self.liquid.get((t - from) / (self.boils.1 - from), y);
        Props { rho, h: u + p / rho, s, cp }
    }

    fn steam(&self, p: f64, t: f64, psat: f64) -> Props {
        let y = (p - psat) / (UNDER_STEAM - psat);
        vapour(self.steam.get((t - self.boils.0) / (self.boils.1 - self.boils.0), y), p, t)
    }

    fn hot(&self, p: f64, t: f64) -> Props {
        let (least, most) = TABLE_RANGE.p;
        let y = (p - least) / (most - least);
        let x = ((t - self.boils.1) / (TABLE_RANGE.t.1 - self.boils.1)).sqrt();
        vapour(self.hot.get(x, y), p, t)
    }
}

fn stored(phase: Phase, p: f64, t: f64) -> [f64; 4] {
    let Props { rho, h, s, cp } = in_phase(phase, p, t);
    match phase {
        Phase::Liquid => [rho, h - p / rho, s, cp],
        Phase::Vapour => [rho * t / p, h, s + GAS_CONSTANT * libm::log(p), cp],
    }
}

fn vapour([rho_t_over_p, h, s_plus, cp]: [f64; 4], p: f64, t: f64) -> Props {
    Props { rho: rho_t_over_p * p / t, h, s: s_plus - GAS_CONSTANT * libm::log(p), cp }
}
