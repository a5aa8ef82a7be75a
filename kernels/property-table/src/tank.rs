//! A tank knows its mass, so its density, and asks for the pressure: a table over density answers at once what a table over
//! pressure has to be asked again and again for.

use crate::{Axis, BuildError, Octave, OutOfRange, Quantity, Surface, Uniform, cuda::Numbers};

/// Compressibility by density and temperature, 32 densities in each doubling: sixteen would be off by 1.4e-4.
#[derive(Clone, Debug)]
pub struct TankTable {
    surface: Surface<Octave<5>, Uniform, 1>,
    gas_constant: f64,
}

impl TankTable {
    /// `pressure` is asked for by density (kg/m3) and temperature (K), in the order of [`Surface::build`].
    pub fn build<E>(
        densities: Octave<5>,
        temperatures: Uniform,
        gas_constant: f64,
        mut pressure: impl FnMut(f64, f64) -> Result<f64, E>,
    ) -> Result<Self, BuildError>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let surface = Surface::build(densities, temperatures, Quantity::Density, |rho, t| {
            Ok::<_, E>([pressure(rho, t)? / (rho * (gas_constant * t))])
        })?;
        Ok(Self { surface, gas_constant })
    }

    /// The pressure in Pa at a density in kg/m3 and a temperature in K.
    #[inline]
    pub fn pressure(&self, rho: f64, t: f64) -> Result<f64, OutOfRange> {
        Ok(self.compressibility(rho, t)? * (rho * (self.gas_constant * t)))
    }

    /// `p / (rho R T)`.
    #[inline]
    pub fn compressibility(&self, rho: f64, t: f64) -> Result<f64, OutOfRange> {
        let [z] = self.surface.get(rho, t)?;
        Ok(z)
    }

    /// The densities that it knows.
    pub fn densities(&self) -> [f64; 2] {
        self.surface.rows().ends()
    }

    /// Of a kilogram, J/(kg K).
    pub fn gas_constant(&self) -> f64 {
        self.gas_constant
    }

    /// What is kept, and over which axes.
    pub fn surface(&self) -> &Surface<Octave<5>, Uniform, 1> {
        &self.surface
    }

    /// What a device is told of it, and all its nodes.
    pub fn for_devices(&self) -> (Numbers, &[f64]) {
        (Numbers::of(&self.surface, self.gas_constant), self.surface.raw().0.as_flattened())
    }

    /// What the table takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.surface.bytes()
    }
}
