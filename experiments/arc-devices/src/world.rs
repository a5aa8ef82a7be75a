//! The input: many grids as the puzzles have them.

use grid_batch::GridBatch;
use touchstone::{Rng, prelude::RngExt};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) grids: usize,
}

pub(crate) struct World {
    pub(crate) batch: GridBatch,
}

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        Self { batch: grid_generator::mixed(load.grids, rng.random()) }
    }
}
