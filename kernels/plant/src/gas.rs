//! What a plant asks of its hydrogen, and who answers: tables that find their cell by bits, one large table that is searched, or
//! the equation of state.

mod equation;
mod searched;
mod tables;

use std::rc::Rc;

use plant_steps::Caloric;
use property_table::Property;

pub use equation::Equation;
pub use searched::{NoTable, Searched};
pub use tables::Tables;

/// A source of properties. Pressures in Pa, densities in kg/m3, temperatures in K.
pub trait Gas {
    /// What a compressor needs, at once.
    fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer>;

    /// One property by itself.
    fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer>;

    /// Z by density, for tanks.
    fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer>;
}

macro_rules! through {
    ($($pointer:ty),*) => {$(
        impl<G: Gas> Gas for $pointer {
            #[inline]
            fn caloric(&self, p: f64, t: f64) -> Result<Caloric, NoAnswer> {
                G::caloric(self, p, t)
            }

            #[inline]
            fn one(&self, property: Property, p: f64, t: f64) -> Result<f64, NoAnswer> {
                G::one(self, property, p, t)
            }

            #[inline]
            fn compressibility(&self, rho: f64, t: f64) -> Result<f64, NoAnswer> {
                G::compressibility(self, rho, t)
            }
        }
    )*};
}

through!(&G, Rc<G>);

/// A state that the source does not know, with its value. Nothing is ever clamped.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum NoAnswer {
    /// Outside a table, or NaN.
    #[error(transparent)]
    Table(#[from] property_table::OutOfRange),
    /// Outside the equation of state, or NaN.
    #[error(transparent)]
    Equation(#[from] hydrogen_eos::OutOfRange),
    /// A pressure that its fixed point never came to.
    #[error("{rho} kg/m3 at {t} K: the pressure does not settle; keep the density below that of 1000 bar")]
    NotSettled {
        /// kg/m3.
        rho: f64,
        /// K.
        t: f64,
    },
}
