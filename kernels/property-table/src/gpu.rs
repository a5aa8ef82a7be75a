//! The tables on a GPU through wgpu, in f32: they stay there, queries go up and answers come down.

mod table;
mod tank;

use bytemuck::{Pod, Zeroable};
pub use table::{BATCH_WGSL, BATCH_WGSL_ENTRY, CELLS_WGSL, CELLS_WGSL_ENTRY, WgpuTable};
pub use tank::{TANK_WGSL, TANK_WGSL_ENTRY, WgpuTank};

use crate::rounded::RoundedAxes;

/// Queries per workgroup, as in the sources.
const LANES: usize = 64;

/// What a kernel is told about a table, as in `cell.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Shape {
    queries: u32,
    first_row: u32,
    last_row: u32,
    first_temperature: u32,
    last_temperature: u32,
    stride: u32,
    per_step: f32,
    gas_constant: f32,
}

impl Shape {
    fn of<const BITS: u32>(axes: &RoundedAxes<BITS>, gas_constant: f32, rows: &[f32], t: &[f32]) -> Self {
        assert_eq!(rows.len(), t.len(), "each query has two numbers");
        let [[first_row, last_row], [first_temperature, last_temperature]] =
            [axes.row_ends, axes.column_ends].map(|ends| ends.map(f32::to_bits));
        Self {
            queries: rows.len() as u32,
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
