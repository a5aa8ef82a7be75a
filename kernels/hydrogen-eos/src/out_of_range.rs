//! Where the equation of state does not hold: an error that names the value, never a clamp.

use crate::{HIGHEST_PRESSURE, HIGHEST_TEMPERATURE, LOWEST_PRESSURE, LOWEST_TEMPERATURE};

/// A state that the equation of state does not know. NaN is one too.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum OutOfRange {
    /// Too cold, too hot or NaN.
    #[error(
        "{0} K: the equation of state of hydrogen holds from {LOWEST_TEMPERATURE} to {HIGHEST_TEMPERATURE} K; stay in there"
    )]
    Temperature(f64),
    /// No pressure, too much of it, or NaN.
    #[error(
        "{0} Pa: the equation of state of hydrogen holds from {LOWEST_PRESSURE:e} to {HIGHEST_PRESSURE:e} Pa; stay in there"
    )]
    Pressure(f64),
    /// A density that has no pressure within the range, or is no number.
    #[error(
        "{rho} kg/m3 at {t} K: its pressure would not be within {LOWEST_PRESSURE:e} to {HIGHEST_PRESSURE:e} Pa; stay in there"
    )]
    Density {
        /// kg/m3.
        rho: f64,
        /// K.
        t: f64,
    },
    /// A density that only a mixture of vapour and liquid has.
    #[error("{rho} kg/m3 at {t} K: this is between vapour and liquid; ask for one of them by pressure")]
    BetweenPhases {
        /// kg/m3.
        rho: f64,
        /// K.
        t: f64,
    },
    /// What the equation extrapolates to has no fluid's properties.
    #[error(
        "{p} Pa, {t} K: the equation of state has no stable fluid there, for hydrogen is solid; stay above where it melts"
    )]
    NoFluid {
        /// Pa.
        p: f64,
        /// K.
        t: f64,
    },
}
