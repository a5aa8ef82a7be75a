//! Properties of a fluid at a pressure and a temperature, from a table instead of its equation of state. [`Table`] keeps what is
//! smooth and finds its cell by the top bits of the pressure; [`Surface`] keeps anything over any two [`Axis`]es, and the caches,
//! hints and snapping of the plan `h2` stand on it. What is outside a table, or NaN, is an error in all of them, on every device.
//!
//! ```
//! let table = property_table::hydrogen_table();
//! let stored = table.get(350e5, 298.15)?;
//! assert!((stored.rho / 23.3153 - 1.0).abs() < 1e-5);
//! assert!(table.get(350e5, 500.0).is_err());
//! # Ok::<(), property_table::OutOfRange>(())
//! ```

#![expect(
    clippy::inline_always,
    reason = "the vector loops must be inlined to be compiled per instruction set"
)]
mod axes;
mod batch;
mod cuda;
mod error;
mod gpu;
mod hydrogen;
mod lookup;
mod props;
mod rounded;
mod smooth;
mod surface;
mod table;
mod tank;
mod trace;
mod variants;

pub use axes::{Ascending, Axis, AxisError, Logarithmic, Octave, Uniform};
pub use batch::{PropsColumns, QueryOutOfRange};
pub use cuda::{BATCH_CU, BATCH_CU_ENTRY, CudaTable, CudaTank, LOOK_UP_CUH, Numbers, TANK_CU, TANK_CU_ENTRY};
pub use error::{BuildError, OutOfRange, Quantity};
pub use gpu::{
    BATCH_WGSL, BATCH_WGSL_ENTRY, CELL_WGSL, CELLS_WGSL, CELLS_WGSL_ENTRY, LOOK_UP_WGSL, Shape,
    TANK_PRESSURE_WGSL, TANK_WGSL, TANK_WGSL_ENTRY, WgpuTable, WgpuTank,
};
pub use hydrogen::{hydrogen, hydrogen_table, hydrogen_tank};
pub use lookup::Lookup;
pub use props::{Property, Props};
pub use rounded::{RoundedTable, RoundedTank};
pub use surface::{Cell, Surface};
pub use table::{OctaveTable, Table};
pub use tank::TankTable;
pub use trace::{PRESSURES, Queries, TEMPERATURES, Trace};
pub use variants::{ExactCache, Hinted, QuantisedCache, Snap, SnapRule, Tally};
