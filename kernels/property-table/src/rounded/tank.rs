//! The pressure of a tank in f32.

use super::{RoundedAxes, axes::RoundedCell, line};
use crate::{OutOfRange, Quantity, TankTable, gpu::Shape};

/// A [`TankTable`], rounded.
#[derive(Clone, Debug)]
pub struct RoundedTank {
    pub(crate) axes: RoundedAxes<5>,
    pub(crate) nodes: Vec<f32>,
    pub(crate) gas_constant: f32,
}

impl RoundedTank {
    /// Of a table.
    pub fn of(tank: &TankTable) -> Self {
        Self {
            axes: RoundedAxes::of(tank.surface(), Quantity::Density),
            nodes: tank.surface().raw().0.iter().map(|[z]| *z as f32).collect(),
            gas_constant: tank.gas_constant() as f32,
        }
    }

    /// The shape in the words of `cell.wgsl`, for kernels of others.
    pub fn shape(&self) -> Shape {
        Shape::of(&self.axes, self.gas_constant, 0)
    }

    /// All nodes, temperatures together.
    pub fn nodes(&self) -> &[f32] {
        &self.nodes
    }

    /// The least f32 of each column, and one above all.
    pub fn columns(&self) -> &[f32] {
        &self.axes.least
    }

    /// Row and column of a state.
    #[inline]
    pub fn cell(&self, rho: f32, t: f32) -> Result<[usize; 2], OutOfRange> {
        self.axes.cell(rho, t)
    }

    /// The pressure in Pa at a density in kg/m3 and a temperature in K.
    #[inline]
    pub fn pressure(&self, rho: f32, t: f32) -> Result<f32, OutOfRange> {
        let RoundedCell { row, column, across, along } = self.axes.place(rho, t)?;
        let lower = row * self.axes.stride + column;
        let (below, above) = (&self.nodes[lower..lower + 2], &self.nodes[lower + self.axes.stride..][..2]);
        let z = line(line(below[0], below[1], along), line(above[0], above[1], along), across);
        Ok(z * (rho * (self.gas_constant * t)))
    }

    /// What the table takes, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.nodes.as_slice()) + size_of_val(self.axes.least.as_slice())
    }
}
