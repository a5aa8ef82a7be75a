//! Properties of water and steam, from the equations of IAPWS-IF97 and from tables: one table per phase, which no cell of
//! saturation crosses, and one over both phases, which is wrong next to saturation and is kept to prove that checks see it.
//! `water` is the reference. Everything is in SI units.

mod equations;
mod error;
mod ideal;
mod one_table;
mod phase_tables;
mod plane;
mod props;

pub use equations::{MOST_PRESSURE, MOST_TEMPERATURE, phase, psat, tsat, water};
pub use error::{OutOfRange, TableError};
pub use ideal::IdealGas;
pub use one_table::OneTable;
pub use phase_tables::PhaseTables;
pub use plane::TABLE_RANGE;
pub use props::{Phase, Props, Range};
