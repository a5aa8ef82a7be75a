//! Four properties of a gas by pressure and temperature: they share a cell and its weights, and lie side by side.

use crate::{
    Axis, BuildError, Cell, Octave, OutOfRange, Property, Props, Quantity, Surface, Uniform,
    cuda::Numbers,
    smooth::{Gas, RowLog},
};

/// A table of what is smooth (see the module `smooth`), restored to properties by each look-up.
#[derive(Clone, Debug)]
pub struct Table<P, T> {
    surface: Surface<P, T, 4>,
    rows: Vec<RowLog>,
    gas: Gas,
}

/// Sixteen pressures in each doubling, and equal steps of temperature: the form that GPUs and vector units read too.
pub type OctaveTable = Table<Octave<4>, Uniform>;

impl<P: Axis, T: Axis> Table<P, T> {
    /// Asks `source` for every node, as [`Surface::build`] does. `gas_constant` is that of a kilogram, J/(kg K).
    pub fn build<E>(
        pressures: P,
        temperatures: T,
        gas_constant: f64,
        mut source: impl FnMut(f64, f64) -> Result<Props, E>,
    ) -> Result<Self, BuildError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let rows = RowLog::of_axis(&pressures)?;
        let gas = Gas { constant: gas_constant };
        let surface = Surface::build(pressures, temperatures, Quantity::Pressure, |p, t| {
            Ok::<_, E>(gas.kept(RowLog::at(p), t, source(p, t)?))
        })?;
        Ok(Self { surface, rows, gas })
    }

    /// All four properties.
    #[inline(always)]
    pub fn get(&self, p: f64, t: f64) -> Result<Props, OutOfRange> {
        let cell = self.surface.locate(p, t)?;
        Ok(self.restored(cell, p, t, self.surface.values(cell)))
    }

    /// Density alone, kg/m3.
    #[inline]
    pub fn density(&self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        let cell = self.surface.locate(p, t)?;
        Ok(self.gas.density(p, t, self.surface.value(cell, 0)))
    }

    /// Enthalpy alone, J/kg.
    #[inline]
    pub fn enthalpy(&self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        Ok(self.surface.value(self.surface.locate(p, t)?, 1))
    }

    /// Entropy alone, J/(kg K).
    #[inline]
    pub fn entropy(&self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        let cell = self.surface.locate(p, t)?;
        Ok(self.gas.entropy(self.rows[cell.row], p, self.surface.value(cell, 2)))
    }

    /// Heat capacity alone, J/(kg K).
    #[inline]
    pub fn heat_capacity(&self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        Ok(self.surface.value(self.surface.locate(p, t)?, 3))
    }

    /// One property, with the bits of [`Self::get`].
    #[inline]
    pub fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, OutOfRange> {
        match property {
            Property::Density => self.density(p, t),
            Property::Enthalpy => self.enthalpy(p, t),
            Property::Entropy => self.entropy(p, t),
            Property::HeatCapacity => self.heat_capacity(p, t),
        }
    }

    /// The properties of a node.
    ///
    /// # Panics
    /// Where the axes have no such node.
    pub fn node(&self, row: usize, column: usize) -> Props {
        let kept = self.surface.node(row, column);
        let (p, t) = (self.surface.rows().node(row), self.surface.columns().node(column));
        self.restored(Cell { row, column, across: 0.0, along: 0.0 }, p, t, kept)
    }

    /// What is kept, and over which axes.
    pub fn surface(&self) -> &Surface<P, T, 4> {
        &self.surface
    }

    /// Of a kilogram, J/(kg K).
    pub fn gas_constant(&self) -> f64 {
        self.gas.constant
    }

    /// What the table takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.surface.bytes() + size_of_val(self.rows.as_slice())
    }

    pub(crate) fn rows(&self) -> &[RowLog] {
        &self.rows
    }

    pub(crate) fn gas(&self) -> Gas {
        self.gas
    }

    /// Properties from what is kept.
    #[inline(always)]
    pub(crate) fn restored(&self, cell: Cell, p: f64, t: f64, [z, h, kept_s, cp]: [f64; 4]) -> Props {
        let s = self.gas.entropy(self.rows[cell.row], p, kept_s);
        Props { rho: self.gas.density(p, t, z), h, s, cp }
    }
}

impl OctaveTable {
    /// What a device is told of it, all its nodes, and of each row its pressure, one over it, and `ln(p / 1e5 Pa)`.
    pub fn for_devices(&self) -> (Numbers, &[f64], &[f64]) {
        let numbers = Numbers::of(&self.surface, self.gas.constant);
        (numbers, self.surface.raw().0.as_flattened(), bytemuck::cast_slice(&self.rows))
    }
}
