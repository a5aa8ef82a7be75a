//! No interpolation where a node is near: its values are the answer. Density is proportional to pressure, so half a percent
//! of pressure is half a percent of density.

use crate::{Axis, OutOfRange, Surface};

/// Which node a state is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SnapRule {
    /// The next one up on both axes: what a search that is used as it comes finds.
    Up,
    /// The nearest on both axes.
    Nearest,
}

/// What the plan `h2` calls near: this share of the pressure.
const NEAR_PRESSURE: f64 = 0.01;
/// And so many K.
const NEAR_TEMPERATURE: f64 = 2.0;

/// A table that answers with a node where the chosen one is within 1 % and 2 K, and interpolates elsewhere.
#[derive(Clone, Debug)]
pub struct Snap<R, C, const N: usize> {
    surface: Surface<R, C, N>,
    rule: SnapRule,
}

impl<R: Axis, C: Axis, const N: usize> Snap<R, C, N> {
    /// Over a surface of the properties themselves.
    pub fn new(surface: Surface<R, C, N>, rule: SnapRule) -> Self {
        Self { surface, rule }
    }

    /// The values of the chosen node, or between nodes where it is far.
    #[inline]
    pub fn get(&self, p: f64, t: f64) -> Result<[f64; N], OutOfRange> {
        let cell = self.surface.locate(p, t)?;
        let steps = |weight: f64| match self.rule {
            // A weight is above zero only where there is a next node.
            SnapRule::Up => usize::from(weight > 0.0),
            SnapRule::Nearest => usize::from(weight >= 0.5),
        };
        let (row, column) = (cell.row + steps(cell.across), cell.column + steps(cell.along));
        let (near_p, near_t) = (self.surface.rows().node(row), self.surface.columns().node(column));
        let near = (near_p - p).abs() <= NEAR_PRESSURE * p && (near_t - t).abs() <= NEAR_TEMPERATURE;
        Ok(if near { self.surface.node(row, column) } else { self.surface.values(cell) })
    }

    /// The table beneath.
    pub fn surface(&self) -> &Surface<R, C, N> {
        &self.surface
    }
}
