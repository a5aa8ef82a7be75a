//! Equal ratios, found by a logarithm: what is left of it is the weight, so the lines are straight over the logarithm.

use super::{Ascending, Axis, AxisError, EARLY, whole};

/// The nodes of [`Ascending::logarithmic`].
#[derive(Clone, Debug, PartialEq)]
pub struct Logarithmic {
    nodes: Ascending,
    first_log: f64,
    per_step: f64,
}

impl Logarithmic {
    /// From `first`, which is above zero, to `last` in equal ratios.
    pub fn between(first: f64, last: f64, nodes: usize) -> Result<Self, AxisError> {
        let axis = Ascending::logarithmic(first, last, nodes)?;
        let [first_log, last_log] = [first, last].map(libm::log);
        Ok(Self { nodes: axis, first_log, per_step: (nodes - 1) as f64 / (last_log - first_log) })
    }

    #[inline(always)]
    fn steps(&self, value: f64) -> f64 {
        (libm::log(value) - self.first_log) * self.per_step
    }
}

/// How far some steps lead beyond a node. Beside the node a logarithm is nothing but rounding, and a node answers with itself.
#[inline(always)]
fn beyond(node: f64, steps: f64) -> f64 {
    let beyond = steps - node;
    if beyond < EARLY { 0.0 } else { beyond }
}

impl Axis for Logarithmic {
    #[inline(always)]
    fn nodes(&self) -> usize {
        self.nodes.nodes()
    }

    #[inline(always)]
    fn node(&self, index: usize) -> f64 {
        self.nodes.node(index)
    }

    #[inline(always)]
    fn ends(&self) -> [f64; 2] {
        self.nodes.ends()
    }

    #[inline(always)]
    fn index(&self, value: f64) -> usize {
        whole(self.steps(value)).0
    }

    #[inline(always)]
    fn weight(&self, index: usize, value: f64) -> f64 {
        beyond(index as f64, self.steps(value))
    }

    #[inline(always)]
    fn place(&self, value: f64) -> (usize, f64) {
        let steps = self.steps(value);
        let (index, node) = whole(steps);
        (index, beyond(node, steps))
    }
}
