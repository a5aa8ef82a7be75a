//! The tables on a GPU through wgpu, in f32: they stay there, queries go up and answers come down.

mod table;
mod tank;

use bytemuck::{Pod, Zeroable};
pub use table::{BATCH_WGSL, BATCH_WGSL_ENTRY, CELLS_WGSL, CELLS_WGSL_ENTRY, WgpuTable};
pub use tank::{TANK_WGSL, TANK_WGSL_ENTRY, WgpuTank};

use crate::rounded::RoundedAxes;

/// How a table is read: what is declared in `cell.wgsl`, then the functions of each kind, for kernels of others to begin with.
pub const CELL_WGSL: &str = include_str!("cell.wgsl");
/// `properties`.
pub const LOOK_UP_WGSL: &str = include_str!("look_up.wgsl");
/// `tank_pressure`.
pub const TANK_PRESSURE_WGSL: &str = include_str!("tank.wgsl");

/// Queries per workgroup, as in the sources.
const LANES: usize = 64;

/// What a kernel is told about a table, as in `cell.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
pub struct Shape {
    /// How many there are, where a kernel answers queries.
    pub queries: u32,
    /// The ends of both axes, as the bits of f32.
    pub first_row: u32,
    /// As above.
    pub last_row: u32,
    /// As above.
    pub first_temperature: u32,
    /// As above.
    pub last_temperature: u32,
    /// Nodes of a row, the last of which is there twice.
    pub stride: u32,
    /// Columns in a kelvin.
    pub per_step: f32,
    /// J/(kg K).
    pub gas_constant: f32,
}

impl Shape {
    pub(crate) fn of<const BITS: u32>(axes: &RoundedAxes<BITS>, gas_constant: f32, queries: usize) -> Self {
        let [[first_row, last_row], [first_temperature, last_temperature]] =
            [axes.row_ends, axes.column_ends].map(|ends| ends.map(f32::to_bits));
        Self {
            queries: queries as u32,
            first_row,
            last_row,
            first_temperature,
            last_temperature,
            stride: axes.stride as u32,
            per_step: axes.per_step,
            gas_constant,
        }
    }
}

/// How many queries there are.
fn count(rows: &[f32], t: &[f32]) -> usize {
    assert_eq!(rows.len(), t.len(), "each query has two numbers");
    rows.len()
}
