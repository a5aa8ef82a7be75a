//! Grids on which every form of a method is compared with the reference, by tests.

use grid_batch::{Grid, GridBatch, MAX_SIDE};
use grid_generator::{checkerboard, comb, mixed, noise, spiral};

/// Every figure in every size, the grid without a cell, and random ones.
pub(crate) fn figures() -> GridBatch {
    let figures: Vec<Grid> = (1..=MAX_SIDE)
        .flat_map(|height| (1..=MAX_SIDE).map(move |width| (height, width)))
        .flat_map(|(height, width)| {
            [checkerboard(height, width, [0, 9]), comb(height, width), spiral(height, width)]
        })
        .chain([Grid::default()])
        .collect();
    let mut batch: GridBatch = figures.iter().collect();
    mixed(500, 3).iter().chain(noise(20, 3).iter()).for_each(|grid| batch.push(grid));
    batch
}
