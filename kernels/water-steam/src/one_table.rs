//! The plan's table, wrong on purpose: one grid over both phases. In a cell that saturation crosses it mixes water with steam,
//! whose densities differ by up to a factor of 1,600, and no number of nodes helps.

use crate::{OutOfRange, Props, TABLE_RANGE, TableError, equations::water, error::check, plane::Plane};

/// Properties over ln p and T, interpolated across saturation.
#[derive(Clone, Debug)]
pub struct OneTable(Plane);

impl OneTable {
    /// So many nodes along ln p and along T, over [`TABLE_RANGE`].
    pub fn build(nodes_p: usize, nodes_t: usize) -> Result<Self, TableError> {
        let (p, t) = (TABLE_RANGE.p, TABLE_RANGE.t);
        let plane = Plane::fill([nodes_p, nodes_t], ["p", "T"], |x, y| {
            let p = (p.0 * libm::exp(x * libm::log(p.1 / p.0))).min(p.1);
            water(p, t.0 + y * (t.1 - t.0)).map(|props| props.numbers())
        })?;
        Ok(Self(plane))
    }

    /// What the table says; the range alone is checked.
    pub fn get(&self, p: f64, t: f64) -> Result<Props, OutOfRange> {
        check(&TABLE_RANGE, p, t)?;
        let (of_p, of_t) = (TABLE_RANGE.p, TABLE_RANGE.t);
        let x = libm::log(p / of_p.0) / libm::log(of_p.1 / of_p.0);
        Ok(Props::of(self.0.get(x, (t - of_t.0) / (of_t.1 - of_t.0))))
    }

    /// What the nodes take.
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }
}
