//! Properties in f32.

use super::{RoundedAxes, axes::RoundedCell, line};
use crate::{OctaveTable, OutOfRange, Quantity, gpu::Shape, smooth::LOG1P};

/// An [`OctaveTable`], rounded.
#[derive(Clone, Debug)]
pub struct RoundedTable {
    pub(crate) axes: RoundedAxes<4>,
    pub(crate) nodes: Vec<[f32; 4]>,
    /// Of each row, `ln(p / 1e5 Pa)`.
    pub(crate) logs: Vec<f32>,
    pub(crate) gas_constant: f32,
}

impl RoundedTable {
    /// Of a table.
    pub fn of(table: &OctaveTable) -> Self {
        Self {
            axes: RoundedAxes::of(table.surface(), Quantity::Pressure),
            nodes: table.surface().raw().0.iter().map(|node| node.map(|value| value as f32)).collect(),
            logs: table.rows().iter().map(|row| row.log as f32).collect(),
            gas_constant: table.gas_constant() as f32,
        }
    }

    /// The shape in the words of `cell.wgsl`, for kernels of others.
    pub fn shape(&self) -> Shape {
        Shape::of(&self.axes, self.gas_constant, 0)
    }

    /// All nodes, temperatures together.
    pub fn nodes(&self) -> &[[f32; 4]] {
        &self.nodes
    }

    /// Of each row, `ln(p / 1e5 Pa)`.
    pub fn row_logs(&self) -> &[f32] {
        &self.logs
    }

    /// The least f32 of each column, and one above all.
    pub fn columns(&self) -> &[f32] {
        &self.axes.least
    }

    /// Row and column of a state.
    #[inline]
    pub fn cell(&self, p: f32, t: f32) -> Result<[usize; 2], OutOfRange> {
        self.axes.cell(p, t)
    }

    /// Density, enthalpy, entropy and heat capacity, in the units of [`Props`](crate::Props).
    #[inline]
    pub fn get(&self, p: f32, t: f32) -> Result<[f32; 4], OutOfRange> {
        let RoundedCell { row, column, across, along } = self.axes.place(p, t)?;
        let lower = row * self.axes.stride + column;
        let (below, above) = (&self.nodes[lower..lower + 2], &self.nodes[lower + self.axes.stride..][..2]);
        let mut kept = [0.0; 4];
        for (lane, kept) in kept.iter_mut().enumerate() {
            let below = line(below[0][lane], below[1][lane], along);
            *kept = line(below, line(above[0][lane], above[1][lane], along), across);
        }
        let [z, h, kept_s, cp] = kept;
        let node = self.axes.node(row);
        let log = self.logs[row] + log1p((p - node) / node);
        Ok([p / (z * (self.gas_constant * t)), h, kept_s - self.gas_constant * log, cp])
    }

    /// What the table takes, in bytes.
    pub fn bytes(&self) -> usize {
        size_of_val(self.nodes.as_slice())
            + size_of_val(self.logs.as_slice())
            + size_of_val(self.axes.least.as_slice())
    }
}

/// As in f64.
fn log1p(x: f32) -> f32 {
    let [a, b, c, d] = LOG1P.map(|factor| factor as f32);
    x * (a + x * (b + x * (c + x * d)))
}
