//! From unsorted triples (row, column, value) to compressed columns: by counting, by digits, on threads, on GPUs, and with
//! nothing to sort at all. Entries of one cell are added up in the order in which they stand, and sums of 0.0 are kept, so
//! all methods agree with the reference, `count-sort`, to the bit.

mod compressed;
mod controls;
mod count_sort;
mod cuda;
mod dense;
mod generate;
mod gpu;
mod key;
mod radix;
mod threads;
mod triples;

pub use compressed::Compressed;
pub use cuda::{ASSEMBLE_CU, ASSEMBLE_CU_ENTRIES, CudaAssembly};
pub use generate::{Generator, Ordered};
pub use gpu::{ASSEMBLE_WGSL, ASSEMBLE_WGSL_ENTRIES, WgpuAssembly};
pub use threads::{Threads, ThreadsError};
pub use triples::{Triples, TriplesError};

use thiserror::Error;

/// The ways to assemble on the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Two stable counting passes, by row and by column: the baseline and the reference.
    CountSort,
    /// A number for every cell of the matrix.
    Dense {
        /// Bytes that it may take.
        limit: u64,
    },
    /// Digits of the packed key, in buckets that fit the cache.
    Radix,
    /// A control, wrong: entries of one cell replace each other.
    LastWins,
    /// A control, wrong: columns keep the order of the input.
    Unsorted,
}

/// Why a method cannot do it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AssemblyError {
    /// A dense array exceeds what it may take.
    #[error(
        "a dense array of {height} x {width} takes {bytes} bytes and may take {limit}: use a sparse method"
    )]
    Dense {
        /// Its rows.
        height: u32,
        /// Its columns.
        width: u32,
        /// What it would take.
        bytes: u128,
        /// What it may take.
        limit: u64,
    },
}

/// Assembles compressed columns. Only [`Method::Radix`] makes use of more threads than one.
pub fn assemble(triples: &Triples, method: Method, threads: &Threads) -> Result<Compressed, AssemblyError> {
    match method {
        Method::CountSort => Ok(count_sort::assemble(triples)),
        Method::Dense { limit } => dense::assemble(triples, limit),
        Method::Radix => Ok(radix::assemble(triples, threads)),
        Method::LastWins => Ok(controls::last_wins(triples)),
        Method::Unsorted => Ok(controls::unsorted(triples)),
    }
}
