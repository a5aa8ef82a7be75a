//! Normal hydrogen by the equation of state that the tables are measured against: Leachman, Jacobsen, Penoncello and Lemmon,
//! J. Phys. Chem. Ref. Data 38 (2009) 721. It is the reference of the plan `h2`, in f64, on the CPU, with one implementation of
//! exponentials and logarithms, so that its bits are the same everywhere. It knows vapour, liquid and what is beyond both; that
//! hydrogen freezes it does not know, and colder than that its numbers are those of no substance.
//!
//! ```
//! let stored = hydrogen_eos::State::at_pt(350e5, 298.15)?;
//! assert!((stored.rho - 23.3153).abs() < 1e-4);
//! # Ok::<(), hydrogen_eos::OutOfRange>(())
//! ```

mod coefficients;
mod density;
mod density_factors;
mod ideal;
mod isotherm;
mod out_of_range;
mod residual;
mod state;

pub use isotherm::Isotherm;
pub use out_of_range::OutOfRange;
pub use state::State;

/// The universal gas constant as the paper has it, J/(mol K): the coefficients were fitted with it, so a newer one is wrong here.
pub const GAS_CONSTANT: f64 = 8.314_472;
/// Molar mass, kg/mol.
pub const MOLAR_MASS: f64 = 2.015_88e-3;
/// The gas constant of a kilogram of hydrogen, J/(kg K).
pub const SPECIFIC_GAS_CONSTANT: f64 = GAS_CONSTANT / MOLAR_MASS;
/// Above this temperature there is one fluid phase, K.
pub const CRITICAL_TEMPERATURE: f64 = 33.145;
/// Density at the critical point, mol/m3.
pub const CRITICAL_MOLAR_DENSITY: f64 = 15_508.0;

/// The triple point, K: colder hydrogen is no fluid.
pub const LOWEST_TEMPERATURE: f64 = 13.957;
/// Where the measurements end that the equation was fitted to, K.
pub const HIGHEST_TEMPERATURE: f64 = 1000.0;
/// Hydrogen without pressure has no entropy that is a number, Pa.
pub const LOWEST_PRESSURE: f64 = 1e-9;
/// Where the equation ends, Pa.
pub const HIGHEST_PRESSURE: f64 = 2e9;
