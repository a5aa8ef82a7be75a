//! What a plant asks a fluid for.

/// The properties of a fluid at one state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Props {
    /// Density, kg/m3.
    pub rho: f64,
    /// Enthalpy, J/kg.
    pub h: f64,
    /// Entropy, J/(kg K).
    pub s: f64,
    /// Heat capacity at constant pressure, J/(kg K).
    pub cp: f64,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Property {
    /// kg/m3.
    Density,
    /// J/kg.
    Enthalpy,
    /// J/(kg K).
    Entropy,
    /// J/(kg K).
    HeatCapacity,
}

impl Property {
    /// All four, in the order in which they stand in [`Props`], in tables and in columns.
    pub const ALL: [Self; 4] = [Self::Density, Self::Enthalpy, Self::Entropy, Self::HeatCapacity];
}

impl Props {
    /// All four, in the order of [`Property::ALL`].
    pub const fn values(self) -> [f64; 4] {
        [self.rho, self.h, self.s, self.cp]
    }

    /// One of them.
    pub const fn value(self, property: Property) -> f64 {
        self.values()[property as usize]
    }
}

impl From<[f64; 4]> for Props {
    fn from([rho, h, s, cp]: [f64; 4]) -> Self {
        Self { rho, h, s, cp }
    }
}
