//! The confirmed way: two small tables, one over pressure and one over density.

use plant_steps::Caloric;
use property_table::{OctaveTable, Property, Props, TankTable, hydrogen_table, hydrogen_tank};

use super::{Gas, NoAnswer};

/// Four properties by pressure and temperature, and Z by density and temperature.
#[derive(Clone, Debug)]
pub struct Tables {
    pub(crate) properties: OctaveTable,
    pub(crate) tank: TankTable,
}

impl Tables {
    /// Of hydrogen, 0.66 to 1342 bar and 273.15 to 423.15 K.
    pub fn hydrogen() -> Self {
        Self { properties: hydrogen_table(), tank: hydrogen_tank() }
    }

    /// Four properties by pressure and temperature.
    pub fn properties(&self) -> &OctaveTable {
        &self.properties
    }

    /// Z by density and temperature.
    pub fn tank(&self) -> &TankTable {
        &self.tank
    }

    /// What both take, in bytes.
    pub fn bytes(&self) -> usize {
        self.properties.bytes() + self.tank.bytes()
    }
}

impl Gas for Tables {
    #[inline]
    fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer> {
        let Props { h, s, cp, .. } = self.properties.get(p, t)?;
        Ok(Caloric { h, s, cp })
    }

    #[inline]
    fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer> {
        Ok(self.properties.one(property, p, t)?)
    }

    #[inline]
    fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer> {
        Ok(self.tank.compressibility(rho, t)?)
    }
}
