//! The labels of a batch, and the ways to find them.

use grid_batch::{GridBatch, GridView};
use rayon::prelude::*;

use crate::{Mode, TieRule, bfs::Bfs, bitboard::Bitboard, control::one_label_off, runs::Runs, set::Set};

/// The label of a cell of the background.
pub const BACKGROUND: u16 = 0xFFFF;

/// Grids that a thread takes at once: tens of µs of work, beside which sharing it out is nothing.
const GRIDS_AT_ONCE: usize = 128;

/// The objects of all grids of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Of each cell, where [`GridBatch::cells`] has its colour: the smallest row-major index within its grid of all cells of its
    /// object, or [`BACKGROUND`].
    pub label: Vec<u16>,
    /// How many objects each grid has.
    pub counts: Vec<u16>,
}

impl Labels {
    /// Of nothing yet, with memory for a batch: nobody has touched it, so that who labels a part is who gets its pages.
    #[must_use]
    pub fn room_for(batch: &GridBatch) -> Self {
        Self { label: vec![0; batch.cells().len()], counts: vec![0; batch.len()] }
    }
}

/// How objects are found. All give the same labels, save the control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Sets of cells, as one writes it who thinks in sets: the baseline.
    Set,
    /// Breadth-first search over an array: the reference.
    Bfs,
    /// One mask per row and colour; an object is flooded a row at a time. With AVX-512, where the processor has it.
    Bitboard,
    /// Row runs, united with those of the row above.
    Runs,
    /// A control: one label of the batch is one too large.
    OneLabelOff,
}

impl Method {
    /// All that are right.
    pub const ALL: [Self; 4] = [Self::Set, Self::Bfs, Self::Bitboard, Self::Runs];

    /// As it stands in the names of variants.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Bfs => "bfs",
            Self::Bitboard => "bitboard",
            Self::Runs => "runs",
            Self::OneLabelOff => "one-label-off",
        }
    }
}

/// One way to find the objects of a grid, with the memory that it needs for that.
pub(crate) trait Labeller {
    /// Writes a label for every cell and says how many objects there are.
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16;
}

/// The objects of all grids, on this thread.
#[must_use]
pub fn label(batch: &GridBatch, mode: Mode, ties: TieRule, method: Method) -> Labels {
    let mut labels = Labels::room_for(batch);
    label_into(&mut labels, batch, mode, ties, method);
    labels
}

/// The same into memory that was used before.
pub fn label_into(labels: &mut Labels, batch: &GridBatch, mode: Mode, ties: TieRule, method: Method) {
    labels.label.resize(batch.cells().len(), 0);
    labels.counts.resize(batch.len(), 0);
    match method {
        Method::Set => one_by_one(&mut Set, labels, batch, mode, ties),
        Method::Bfs => one_by_one(&mut Bfs::default(), labels, batch, mode, ties),
        Method::Bitboard => one_by_one(&mut Bitboard::default(), labels, batch, mode, ties),
        Method::Runs => one_by_one(&mut Runs::default(), labels, batch, mode, ties),
        Method::OneLabelOff => {
            one_by_one(&mut Bitboard::default(), labels, batch, mode, ties);
            one_label_off(labels);
        }
    }
}

/// The same on all threads of the rayon pool that this is called in.
#[must_use]
pub fn label_parallel(batch: &GridBatch, mode: Mode, ties: TieRule, method: Method) -> Labels {
    let mut labels = Labels::room_for(batch);
    label_parallel_into(&mut labels, batch, mode, ties, method);
    labels
}

/// The same into memory that was used before, or that another thread took: what a thread of a pool takes stays with it.
pub fn label_parallel_into(
    labels: &mut Labels,
    batch: &GridBatch,
    mode: Mode,
    ties: TieRule,
    method: Method,
) {
    labels.label.resize(batch.cells().len(), 0);
    labels.counts.resize(batch.len(), 0);
    match method {
        Method::Set => together(|| Set, labels, batch, mode, ties),
        Method::Bfs => together(Bfs::default, labels, batch, mode, ties),
        Method::Bitboard => together(Bitboard::default, labels, batch, mode, ties),
        Method::Runs => together(Runs::default, labels, batch, mode, ties),
        Method::OneLabelOff => {
            together(Bitboard::default, labels, batch, mode, ties);
            one_label_off(labels);
        }
    }
}

fn one_by_one(
    labeller: &mut impl Labeller,
    labels: &mut Labels,
    batch: &GridBatch,
    mode: Mode,
    ties: TieRule,
) {
    let mut rest = labels.label.as_mut_slice();
    for (grid, count) in batch.iter().zip(&mut labels.counts) {
        let label;
        (label, rest) = rest.split_at_mut(grid.cells.len());
        *count = labeller.grid(grid, mode, ties, label);
    }
}

fn together<L: Labeller>(
    labeller: impl Fn() -> L + Send + Sync,
    labels: &mut Labels,
    batch: &GridBatch,
    mode: Mode,
    ties: TieRule,
) {
    let mut rest = labels.label.as_mut_slice();
    let mut shares = Vec::with_capacity(batch.len().div_ceil(GRIDS_AT_ONCE));
    for (share, counts) in labels.counts.chunks_mut(GRIDS_AT_ONCE).enumerate() {
        let first = share * GRIDS_AT_ONCE;
        let cells = batch.offsets()[first + counts.len()] - batch.offsets()[first];
        let label;
        (label, rest) = rest.split_at_mut(cells as usize);
        shares.push((first, counts, label));
    }
    shares.into_par_iter().for_each_init(labeller, |labeller, (first, counts, mut rest)| {
        for (at, count) in counts.iter_mut().enumerate() {
            let grid = batch.get(first + at);
            let label;
            (label, rest) = std::mem::take(&mut rest).split_at_mut(grid.cells.len());
            *count = labeller.grid(grid, mode, ties, label);
        }
    });
}
