//! The labels of a batch, and the ways to find them.

use std::ops::Range;

use grid_batch::{GridBatch, GridView};
use rayon::prelude::*;

use crate::{
    Mode, TieRule, bfs::Bfs, bitboard::Bitboard, control::one_label_off, lockstep::Lockstep, runs::Runs,
    set::Set,
};

/// The label of a cell of the background.
pub const BACKGROUND: u16 = 0xFFFF;

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
    /// Sixteen grids at once, a lane of vectors for each; labels are spread by sweeps.
    Lockstep,
    /// A control: one label of the batch is one too large.
    OneLabelOff,
}

impl Method {
    /// All that are right.
    pub const ALL: [Self; 5] = [Self::Set, Self::Bfs, Self::Bitboard, Self::Runs, Self::Lockstep];

    /// As it stands in the names of variants.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Bfs => "bfs",
            Self::Bitboard => "bitboard",
            Self::Runs => "runs",
            Self::Lockstep => "lockstep",
            Self::OneLabelOff => "one-label-off",
        }
    }
}

/// Grids of a batch that lie side by side, and the place for what is found in them.
pub(crate) struct Share<'a> {
    pub(crate) batch: &'a GridBatch,
    pub(crate) grids: Range<usize>,
    /// Of all their cells.
    pub(crate) label: &'a mut [u16],
    pub(crate) counts: &'a mut [u16],
}

/// One way to find the objects of grids, with the memory that it needs for that.
pub(crate) trait Labeller {
    /// Grids in a share.
    const AT_ONCE: usize;

    /// Labels every cell, and counts the objects of each grid.
    fn share(&mut self, share: Share<'_>, mode: Mode, ties: TieRule);
}

/// One that takes a grid after the other.
pub(crate) trait GridLabeller {
    /// Writes a label for every cell and says how many objects there are.
    fn grid(&mut self, grid: GridView<'_>, mode: Mode, ties: TieRule, label: &mut [u16]) -> u16;
}

impl<L: GridLabeller> Labeller for L {
    /// Tens of µs of work, beside which sharing it out is nothing.
    const AT_ONCE: usize = 128;

    fn share(&mut self, share: Share<'_>, mode: Mode, ties: TieRule) {
        let mut rest = share.label;
        for (number, count) in share.grids.zip(share.counts) {
            let grid = share.batch.get(number);
            let label;
            (label, rest) = std::mem::take(&mut rest).split_at_mut(grid.cells.len());
            *count = self.grid(grid, mode, ties, label);
        }
    }
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
        Method::Set => one_share_after_the_other(&mut Set, labels, batch, mode, ties),
        Method::Bfs => one_share_after_the_other(&mut Bfs::default(), labels, batch, mode, ties),
        Method::Bitboard => one_share_after_the_other(&mut Bitboard::default(), labels, batch, mode, ties),
        Method::Runs => one_share_after_the_other(&mut Runs::default(), labels, batch, mode, ties),
        Method::Lockstep => one_share_after_the_other(&mut Lockstep::default(), labels, batch, mode, ties),
        Method::OneLabelOff => {
            one_share_after_the_other(&mut Bitboard::default(), labels, batch, mode, ties);
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
        Method::Lockstep => together(Lockstep::default, labels, batch, mode, ties),
        Method::OneLabelOff => {
            together(Bitboard::default, labels, batch, mode, ties);
            one_label_off(labels);
        }
    }
}

pub(crate) fn one_share_after_the_other<L: Labeller>(
    labeller: &mut L,
    labels: &mut Labels,
    batch: &GridBatch,
    mode: Mode,
    ties: TieRule,
) {
    for share in shares(labels, batch, L::AT_ONCE) {
        labeller.share(share, mode, ties);
    }
}

fn together<L: Labeller>(
    labeller: impl Fn() -> L + Send + Sync,
    labels: &mut Labels,
    batch: &GridBatch,
    mode: Mode,
    ties: TieRule,
) {
    let shares: Vec<Share<'_>> = shares(labels, batch, L::AT_ONCE).collect();
    shares.into_par_iter().for_each_init(labeller, |labeller, share| labeller.share(share, mode, ties));
}

fn shares<'a>(
    labels: &'a mut Labels,
    batch: &'a GridBatch,
    at_once: usize,
) -> impl Iterator<Item = Share<'a>> {
    let mut rest = labels.label.as_mut_slice();
    labels.counts.chunks_mut(at_once).enumerate().map(move |(share, counts)| {
        let grids = share * at_once..share * at_once + counts.len();
        let cells = batch.offsets()[grids.end] - batch.offsets()[grids.start];
        let label;
        (label, rest) = std::mem::take(&mut rest).split_at_mut(cells as usize);
        Share { batch, grids, label, counts }
    })
}
