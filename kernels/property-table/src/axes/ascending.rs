//! Any nodes, by binary search: what a table is usually read by, and the baseline.

use super::{Axis, AxisError, Uniform, checked};

/// Nodes in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ascending {
    /// One more than there are: behind the last stands infinity, which makes the weight there zero.
    padded: Vec<f64>,
}

impl Ascending {
    /// Of these nodes.
    pub fn of(nodes: Vec<f64>) -> Result<Self, AxisError> {
        checked(0.0, 1.0, nodes.len())?;
        let unfit = nodes.windows(2).find(|pair| checked(pair[0], pair[1], 2).is_err());
        if let Some(&[before, next]) = unfit {
            return Err(AxisError::NotAscending { before, next });
        }
        let mut padded = nodes;
        padded.push(f64::INFINITY);
        Ok(Self { padded })
    }

    /// The nodes of [`Uniform::between`], bit for bit.
    pub fn even(first: f64, last: f64, nodes: usize) -> Result<Self, AxisError> {
        let uniform = Uniform::between(first, last, nodes)?;
        Self::of((0..nodes).map(|index| uniform.node(index)).collect())
    }

    /// Equal ratios instead of equal steps.
    pub fn logarithmic(first: f64, last: f64, nodes: usize) -> Result<Self, AxisError> {
        checked(first, last, nodes)?;
        if first <= 0.0 {
            return Err(AxisError::NotPositive(first));
        }
        let logs = [first, last].map(libm::log);
        let step = (logs[1] - logs[0]) / (nodes - 1) as f64;
        let between = (1..nodes - 1).map(|index| libm::exp(logs[0] + index as f64 * step));
        Self::of([first].into_iter().chain(between).chain([last]).collect())
    }
}

impl Axis for Ascending {
    #[inline(always)]
    fn nodes(&self) -> usize {
        self.padded.len() - 1
    }

    #[inline(always)]
    fn node(&self, index: usize) -> f64 {
        self.padded[index]
    }

    #[inline(always)]
    fn ends(&self) -> [f64; 2] {
        [self.padded[0], self.padded[self.nodes() - 1]]
    }

    #[inline(always)]
    fn index(&self, value: f64) -> usize {
        self.padded.partition_point(|&node| node <= value).saturating_sub(1)
    }

    #[inline(always)]
    fn weight(&self, index: usize, value: f64) -> f64 {
        (value - self.padded[index]) / (self.padded[index + 1] - self.padded[index])
    }

    #[inline(always)]
    fn holds(&self, index: usize, value: f64) -> bool {
        self.padded[index] <= value && value < self.padded[index + 1] && self.contains(value)
    }
}
