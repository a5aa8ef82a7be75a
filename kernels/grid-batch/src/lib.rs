//! Coloured grids of at most 30 x 30 cells: one of them, and many of mixed sizes in one buffer.

mod batch;
mod grid;

pub use batch::{GridBatch, GridView};
pub use grid::{COLOURS, Grid, GridError, MAX_SIDE};
