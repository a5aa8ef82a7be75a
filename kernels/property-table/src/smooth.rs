//! What is kept in place of the properties, because a straight line follows it far better: compressibility for density, and
//! entropy without its logarithm of the pressure. Density itself would be off by 2.0e-4 on the same nodes, entropy by 8e-5.

use bytemuck::{Pod, Zeroable};

use crate::{Axis, BuildError, Props};

/// The pressure at which nothing is added to entropy, Pa.
pub(crate) const LOG_FROM: f64 = 1e5;
/// How far a pressure may be above the node below it, as a share of that: what [`log1p`] is good for.
pub(crate) const WIDEST: f64 = 1.0 / 16.0;

/// A node of the pressure axis, as restoring needs it.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct RowLog {
    pub(crate) p: f64,
    pub(crate) per_p: f64,
    /// `ln(p / LOG_FROM)`.
    pub(crate) log: f64,
}

impl RowLog {
    /// Those of an axis, the last one twice, as in a surface.
    pub(crate) fn of_axis(pressures: &impl Axis) -> Result<Vec<Self>, BuildError> {
        let nodes: Vec<f64> = (0..pressures.nodes()).map(|index| pressures.node(index)).collect();
        let wide = nodes.windows(2).find(|pair| pair[1] - pair[0] > WIDEST * pair[0]);
        if let Some(&[from, to]) = wide {
            return Err(BuildError::TooFarApart { from, to });
        }
        let last = nodes[nodes.len() - 1];
        let rows = nodes.into_iter().chain([last]);
        Ok(rows.map(Self::at).collect())
    }

    /// The node at this pressure.
    pub(crate) fn at(p: f64) -> Self {
        Self { p, per_p: 1.0 / p, log: libm::log(p / LOG_FROM) }
    }

    /// `ln(p / LOG_FROM)` of a pressure in the cell above this node; at the node it is the node's, exactly.
    #[inline(always)]
    pub(crate) fn log_of(self, p: f64) -> f64 {
        self.log + log1p((p - self.p) * self.per_p)
    }
}

/// `ln(1 + x)` for x from 0 to [`WIDEST`], off by 4e-10 at most, which is 1e-10 of hydrogen's entropy: no branch and no division, so
/// that it vectorises, and its bits are those of any device that does not fuse.
#[inline(always)]
fn log1p(x: f64) -> f64 {
    x * (LOG1P[0] + x * (LOG1P[1] + x * (LOG1P[2] + x * LOG1P[3])))
}

/// The polynomial for `ln(1 + x) / x` whose largest error in the logarithm is least (Lawson's iteration on 4,000 points).
pub(crate) const LOG1P: [f64; 4] =
    [0.999_999_814_803_414_3, -0.499_970_883_915_694_66, 0.331_903_726_961_258_6, -0.221_963_205_824_919_52];

/// The gas whose properties they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gas {
    /// Of a kilogram, J/(kg K).
    pub(crate) constant: f64,
}

impl Gas {
    /// What is kept at a node.
    pub(crate) fn kept(self, row: RowLog, t: f64, props: Props) -> [f64; 4] {
        let z = row.p / (props.rho * (self.constant * t));
        [z, props.h, props.s + self.constant * row.log, props.cp]
    }

    /// The density of a compressibility.
    #[inline(always)]
    pub(crate) fn density(self, p: f64, t: f64, z: f64) -> f64 {
        p / (z * (self.constant * t))
    }

    /// The entropy of what is kept for it.
    #[inline(always)]
    pub(crate) fn entropy(self, row: RowLog, p: f64, kept: f64) -> f64 {
        kept - self.constant * row.log_of(p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_logarithm_is_good_for_a_cell() {
        for step in 0..=1000 {
            let x = WIDEST * f64::from(step) / 1000.0;
            assert!((log1p(x) - libm::log1p(x)).abs() < 4e-10, "ln(1 + {x})");
        }
        assert_eq!(log1p(0.0), 0.0);
    }
}
