//! Equal steps: the cell is a multiplication away.

use super::{Axis, AxisError, checked, whole};

/// Nodes from `first` to `last` in equal steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    first: f64,
    last: f64,
    step: f64,
    per_step: f64,
    nodes: usize,
}

impl Uniform {
    /// Both ends are nodes.
    pub fn between(first: f64, last: f64, nodes: usize) -> Result<Self, AxisError> {
        checked(first, last, nodes)?;
        let steps = (nodes - 1) as f64;
        let mut step = (last - first) / steps;
        let per_step = 1.0 / step;
        let leads_on = first + step > first && last - step < last;
        if !(leads_on && step.is_finite() && per_step.is_finite()) {
            return Err(AxisError::Step { first, last, step });
        }
        // A step that falls short by rounding would leave the last node below the end.
        while first + steps * step < last {
            step = step.next_up();
        }
        Ok(Self { first, last, step, per_step: 1.0 / step, nodes })
    }

    /// The node so many steps after the first.
    #[inline(always)]
    fn node_after(&self, steps: f64) -> f64 {
        let node = self.first + steps * self.step;
        if node < self.last { node } else { self.last }
    }

    /// The step between two nodes, and its reciprocal.
    pub(crate) fn steps(&self) -> [f64; 2] {
        [self.step, self.per_step]
    }
}

impl Axis for Uniform {
    #[inline(always)]
    fn nodes(&self) -> usize {
        self.nodes
    }

    #[inline(always)]
    fn node(&self, index: usize) -> f64 {
        self.node_after(index as f64)
    }

    #[inline(always)]
    fn ends(&self) -> [f64; 2] {
        [self.first, self.last]
    }

    #[inline(always)]
    fn index(&self, value: f64) -> usize {
        whole((value - self.first) * self.per_step).0
    }

    #[inline(always)]
    fn weight(&self, index: usize, value: f64) -> f64 {
        // Below zero by no more than `EARLY` where the cell began early: the line goes on through its node.
        (value - self.node(index)) * self.per_step
    }

    #[inline(always)]
    fn place(&self, value: f64) -> (usize, f64) {
        let (index, steps) = whole((value - self.first) * self.per_step);
        (index, (value - self.node_after(steps)) * self.per_step)
    }
}
