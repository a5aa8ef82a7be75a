//! Grids as most programs hold them: a vector of rows, each row a vector of its own. Every row that comes out is asked of the
//! allocator.

use crate::{Change, GridBatch, GridView, Histogram, Symmetry};

/// One grid: its rows.
pub type BoxedGrid = Vec<Vec<u8>>;

/// The grids of a batch, each with rows of its own.
#[must_use]
pub fn from_batch(batch: &GridBatch) -> Vec<BoxedGrid> {
    batch
        .iter()
        .map(|grid| {
            (0..grid.height).map(|row| grid.cells[row * grid.width..][..grid.width].to_vec()).collect()
        })
        .collect()
}

/// And back.
#[must_use]
pub fn to_batch(grids: &[BoxedGrid]) -> GridBatch {
    let mut batch = GridBatch::default();
    for grid in grids {
        batch.push(GridView { height: grid.len(), width: width(grid), cells: &grid.concat() });
    }
    batch
}

/// Every grid changed.
#[must_use]
pub fn changed(grids: &[BoxedGrid], change: Change) -> Vec<BoxedGrid> {
    grids.iter().map(|grid| changed_grid(grid, change)).collect()
}

/// Whether the grids in the same places are equal.
///
/// # Panics
/// Where there are not as many on both sides.
#[must_use]
pub fn equal(left: &[BoxedGrid], right: &[BoxedGrid]) -> Vec<bool> {
    assert_eq!(left.len(), right.len(), "grids are compared in pairs");
    left.iter().zip(right).map(|(left, right)| left == right).collect()
}

/// The colours of every grid, counted.
#[must_use]
pub fn histograms(grids: &[BoxedGrid]) -> Vec<Histogram> {
    let of = |grid: &BoxedGrid| {
        let mut counts = Histogram::default();
        for &colour in grid.iter().flatten() {
            counts[usize::from(colour)] += 1;
        }
        counts
    };
    grids.iter().map(of).collect()
}

fn changed_grid(grid: &BoxedGrid, change: Change) -> BoxedGrid {
    let (height, width) = (grid.len(), width(grid));
    let backward = |row: &Vec<u8>| row.iter().rev().copied().collect();
    match change {
        Change::Symmetry(Symmetry::Rot90) => exchanged(grid, |row, column| grid[height - 1 - column][row]),
        Change::Symmetry(Symmetry::Rot180) => grid.iter().rev().map(backward).collect(),
        Change::Symmetry(Symmetry::Rot270) => exchanged(grid, |row, column| grid[column][width - 1 - row]),
        Change::Symmetry(Symmetry::HMirror) => grid.iter().rev().cloned().collect(),
        Change::Symmetry(Symmetry::VMirror) => grid.iter().map(backward).collect(),
        Change::Symmetry(Symmetry::DMirror) => exchanged(grid, |row, column| grid[column][row]),
        Change::Symmetry(Symmetry::CMirror) => {
            exchanged(grid, |row, column| grid[height - 1 - column][width - 1 - row])
        }
        Change::Recolour(recolouring) => {
            let table = recolouring.table();
            grid.iter().map(|row| row.iter().map(|&colour| table[usize::from(colour)]).collect()).collect()
        }
    }
}

/// With as many rows as the grid has columns.
fn exchanged(grid: &BoxedGrid, cell: impl Fn(usize, usize) -> u8) -> BoxedGrid {
    (0..width(grid)).map(|row| (0..grid.len()).map(|column| cell(row, column)).collect()).collect()
}

fn width(grid: &BoxedGrid) -> usize {
    grid.first().map_or(0, Vec::len)
}
