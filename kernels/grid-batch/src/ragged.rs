//! The operations on a batch in one buffer. What comes out has the offsets of what went in, so that every grid is written to its own
//! place, whoever writes it.

mod count;
mod recolour;
mod tile;
mod turn;

use crate::{Change, GridBatch, Histogram, Workers};

/// Every grid changed.
#[must_use]
pub fn changed(batch: &GridBatch, change: Change, workers: &Workers) -> GridBatch {
    let chunks = workers.chunks(batch);
    let mut cells = vec![0; batch.cells.len()];
    let mut rest = cells.as_mut_slice();
    let parts = chunks.into_iter().map(|grids| {
        let within = batch.range(&grids);
        let into = rest.split_off_mut(..within.len()).expect("the chunks together have all cells");
        turn::Part { dims: &batch.dims[grids], from: &batch.cells[within], into }
    });
    match change {
        Change::Symmetry(symmetry) => {
            workers.each(parts.map(|part| turn::Turn { symmetry, part }).collect());
        }
        Change::Recolour(recolouring) => {
            workers.each(parts.map(|part| recolour::Recolour { recolouring, part }).collect());
        }
    }
    let dims = batch.dims.iter().map(|&dims| change.dims(dims)).collect();
    GridBatch { dims, offsets: batch.offsets.clone(), cells }
}

/// Whether the grids in the same places are equal.
///
/// # Panics
/// Where there are not as many on both sides.
#[must_use]
pub fn equal(left: &GridBatch, right: &GridBatch, workers: &Workers) -> Vec<bool> {
    assert_eq!(left.len(), right.len(), "grids are compared in pairs");
    let mut equal = vec![false; left.len()];
    let mut rest = equal.as_mut_slice();
    let pieces = workers.chunks(left).into_iter().map(|grids| {
        let into = rest.split_off_mut(..grids.len()).expect("the chunks together have all grids");
        count::Compare { left, right, grids, into }
    });
    workers.each(pieces.collect());
    equal
}

/// The colours of every grid, counted.
#[must_use]
pub fn histograms(batch: &GridBatch, workers: &Workers) -> Vec<Histogram> {
    let mut histograms = vec![Histogram::default(); batch.len()];
    let mut rest = histograms.as_mut_slice();
    let pieces = workers.chunks(batch).into_iter().map(|grids| {
        let into = rest.split_off_mut(..grids.len()).expect("the chunks together have all grids");
        count::Count { dims: &batch.dims[grids.clone()], cells: &batch.cells[batch.range(&grids)], into }
    });
    workers.each(pieces.collect());
    histograms
}
