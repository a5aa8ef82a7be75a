//! What is known of water at one pressure and temperature, and how far one answer is from another.

/// Properties of one state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Props {
    /// Density, kg/m3.
    pub rho: f64,
    /// Specific enthalpy, J/kg; that of the saturated liquid is zero at the triple point.
    pub h: f64,
    /// Specific entropy, J/kg/K; zero there too.
    pub s: f64,
    /// Specific heat at constant pressure, J/kg/K.
    pub cp: f64,
}

impl Props {
    /// The four numbers, in the order of the fields.
    pub fn numbers(&self) -> [f64; 4] {
        [self.rho, self.h, self.s, self.cp]
    }

    /// The worst relative error of the four against a reference; infinite where a number is NaN.
    pub fn worst_error(&self, reference: &Self) -> f64 {
        let pairs = self.numbers().into_iter().zip(reference.numbers());
        pairs
            .map(|(got, right)| ((got - right) / right).abs())
            .map(|error| if error.is_nan() { f64::INFINITY } else { error })
            .fold(0.0, f64::max)
    }

    pub(crate) fn of(numbers: [f64; 4]) -> Self {
        let [rho, h, s, cp] = numbers;
        Self { rho, h, s, cp }
    }
}

/// On which side of saturation a state lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// At saturation or above its pressure; saturated states count as liquid.
    Liquid,
    /// Below the pressure of saturation, or hotter than the critical point.
    Vapour,
}

/// Pressures and temperatures that something is good for, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Pa, least and most.
    pub p: (f64, f64),
    /// K, least and most.
    pub t: (f64, f64),
}
