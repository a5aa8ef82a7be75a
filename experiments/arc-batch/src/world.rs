//! The input: grids as the puzzles have them, and as many others to compare them with.

use grid_batch::{COLOURS, Change, GridBatch, GridView, Recolouring, Symmetry};
use touchstone::Rng;
use touchstone::prelude::RngExt;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    pub(crate) grids: usize,
}

/// Everything that the operations need.
pub(crate) struct World {
    pub(crate) batch: GridBatch,
    /// Half of them equal those of the batch.
    pub(crate) others: GridBatch,
    /// The seven symmetries, and a recolouring.
    pub(crate) changes: [(&'static str, Change); 8],
}

/// Eight changes, a comparison and a histogram.
pub(crate) const OPERATIONS: usize = 10;

impl World {
    pub(crate) fn new(load: Load, rng: &mut Rng) -> Self {
        let batch = grid_generator::mixed(load.grids, rng.random());
        let mut others = GridBatch::default();
        for grid in batch.iter() {
            match rng.random_range(0..4) {
                0 => {
                    let mut cells = grid.cells.to_vec();
                    let cell = rng.random_range(0..cells.len());
                    cells[cell] = (cells[cell] + 1) % COLOURS as u8;
                    others.push(GridView { cells: &cells, ..grid });
                }
                // The same cells in another shape, where it is not a square.
                1 => others.push(GridView { height: grid.width, width: grid.height, ..grid }),
                _ => others.push(grid),
            }
        }
        let mut table = *Recolouring::NONE.table();
        for last in (1..COLOURS).rev() {
            table.swap(last, rng.random_range(0..=last));
        }
        let recolour = Recolouring::new(table).expect("the colours in another order");
        let [a, b, c, d, e, f, g] = Symmetry::ALL.map(|one| (one.name(), Change::Symmetry(one)));
        Self { batch, others, changes: [a, b, c, d, e, f, g, ("recolour", Change::Recolour(recolour))] }
    }
}
