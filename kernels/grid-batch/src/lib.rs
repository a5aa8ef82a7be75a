//! Coloured grids of at most 30 x 30 cells: one of them, many of mixed sizes in one buffer, and what is done to all of them at once.
//!
//! - [`boxed`]: rows of their own, as most programs have them, and the reference; [`ragged`]: one buffer, on one thread or many.
//! - [`PackedBatch`] is what devices read; [`WgpuGrids`] and [`CudaGrids`] do the same there, and both are a [`GridDevice`].
//!
//! All give the same bits.

#![expect(
    clippy::inline_always,
    reason = "the vector loops must be inlined to be compiled per instruction set"
)]

mod batch;
pub mod boxed;
mod change;
mod cuda;

mod gpu;
mod grid;
mod packed;
pub mod ragged;
mod symmetry;
mod trip;
mod workers;

pub use batch::{GridBatch, GridView};
pub use change::{Change, Histogram, NoColour, Recolouring};
pub use cuda::{CU, CU_ENTRIES, CudaBatch, CudaGrids, CudaTrip};

pub use gpu::{WGSL, WgpuBatch, WgpuGrids, WgpuTrip};
pub use grid::{COLOURS, Grid, GridError, MAX_SIDE};
pub use packed::PackedBatch;
pub use symmetry::Symmetry;
pub use trip::{GridDevice, GridTrip};
pub use workers::{ThreadsError, Workers};
