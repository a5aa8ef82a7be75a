//! Constants of hydrogen and of electrolysis that more than one component needs.

/// Molar mass, kg/mol (Leachman et al., J. Phys. Chem. Ref. Data 38 (2009) 721).
pub const MOLAR_MASS: f64 = 2.015_88e-3;
/// R/M with the gas constant of the same paper, J/kg/K.
pub const GAS_CONSTANT: f64 = 8.314_472 / MOLAR_MASS;
/// CODATA 2018, C/mol.
pub const FARADAY: f64 = 96_485.332_12;
/// The voltage at which a cell neither takes up heat nor gives it off, from liquid water, V.
pub const THERMONEUTRAL: f64 = 1.481;
/// What a kilogram holds by the lower heating value, kWh: nothing makes it from liquid water for less.
pub const LOWER_HEATING_VALUE: f64 = 33.33;
