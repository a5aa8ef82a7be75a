//! The tables on a CUDA device, in f64: they stay there, queries go up and answers come down.

mod table;
mod tank;

use device::cuda::CudaArgument;
pub use table::{BATCH_CU, BATCH_CU_ENTRY, CudaTable};
pub use tank::{CudaTank, TANK_CU, TANK_CU_ENTRY};

use crate::{Axis, Octave, Surface, Uniform};

/// How a table is read, for kernels of others to begin with.
pub const LOOK_UP_CUH: &str = include_str!("look_up.cuh");

/// Queries per block: four warps.
const THREADS: u32 = 128;

/// What kernels are told about a table, in the order of their parameters after the number of queries.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// Nodes of a row, the last of which is there twice.
    pub stride: u32,
    /// The ends of the rows, the ends of the temperatures, their step and its reciprocal, and the gas constant: as `Table` has them
    /// in `look_up.cuh`.
    pub numbers: [f64; 7],
}

impl Numbers {
    pub(crate) fn of<const BITS: u32, const N: usize>(
        surface: &Surface<Octave<BITS>, Uniform, N>,
        gas_constant: f64,
    ) -> Self {
        let [first_row, last_row] = surface.rows().ends();
        let [first_temperature, last_temperature] = surface.columns().ends();
        let [step, per_step] = surface.columns().steps();
        Self {
            stride: surface.raw().1 as u32,
            numbers: [first_row, last_row, first_temperature, last_temperature, step, per_step, gas_constant],
        }
    }

    fn arguments(self) -> impl Iterator<Item = CudaArgument> {
        [CudaArgument::U32(self.stride)].into_iter().chain(self.numbers.map(CudaArgument::F64))
    }
}

/// How many queries there are.
fn count(rows: &[f64], t: &[f64]) -> u32 {
    assert_eq!(rows.len(), t.len(), "each query has two numbers");
    i32::try_from(rows.len()).expect("a launch has 2^31 queries at most") as u32
}
