//! The objects of a batch on devices: the packed grids go up, one kernel labels all of them, the labels come down.

mod cuda;
mod gpu;

use bytemuck::cast_slice;
use device::{DeviceError, Evidence};
use grid_batch::{GridBatch, PackedBatch};

pub use cuda::{CudaObjects, LABEL_CU};
pub use gpu::{LABEL_WGSL, WgpuObjects};

use crate::{Cells, Colours, Labels, Mode, Neighbours, TieRule};

/// The entry point of [`LABEL_WGSL`] and of [`LABEL_CU`].
pub const LABEL_ENTRY: &str = "label_grids";

/// Grids of a workgroup or block, with 32 lanes each, as in the sources.
const GRIDS_OF_A_GROUP: usize = 4;
/// Words of labels for each word of cells.
const LABEL_WORDS: usize = 4;
/// Set in the count of a grid whose every lane has done all that it was to do.
const FINISHED: u32 = 1 << 31;

/// Why a device has no labels.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LabelError {
    /// It refused, or failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// A kernel that came back early.
    #[error(
        "grid {grid} was not finished: its driver ended a loop without a word, or never began; no label of this batch can be used"
    )]
    Unfinished {
        /// The first one.
        grid: usize,
    },
}

/// A device with its kernel compiled.
pub trait ObjectDevice {
    /// What it is, with nothing done yet.
    fn evidence(&self) -> Evidence;

    /// The objects of all grids by one launch: up, kernel, down.
    fn label_packed(
        &self,
        batch: &PackedBatch,
        mode: Mode,
        ties: TieRule,
    ) -> Result<(Labels, Evidence), LabelError>;

    /// The same, and the packing with it.
    fn label(&self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Result<(Labels, Evidence), LabelError> {
        self.label_packed(&PackedBatch::pack(batch), mode, ties)
    }

    /// Each grid by a launch of its own, and the next when the labels of the last one are down.
    fn label_each(
        &self,
        batch: &GridBatch,
        mode: Mode,
        ties: TieRule,
    ) -> Result<(Labels, Evidence), LabelError> {
        let mut labels = Labels::default();
        let mut evidence = self.evidence();
        for (number, grid) in batch.iter().enumerate() {
            let mut alone = GridBatch::default();
            alone.push(grid);
            let (of_grid, launch) = self.label(&alone, mode, ties).map_err(|error| match error {
                LabelError::Unfinished { .. } => LabelError::Unfinished { grid: number },
                LabelError::Device(_) => error,
            })?;
            labels.label.extend(of_grid.label);
            labels.counts.extend(of_grid.counts);
            evidence.add(&launch);
        }
        Ok((labels, evidence))
    }
}

/// A mode as kernels are told.
fn bits(mode: Mode, ties: TieRule) -> u32 {
    let answers = [
        mode.colours == Colours::One,
        mode.neighbours == Neighbours::Eight,
        mode.cells == Cells::WithoutBackground,
        ties == TieRule::Cpython,
    ];
    answers.iter().rev().fold(0, |bits, &yes| bits << 1 | u32::from(yes))
}

/// Labels as devices write them, without what lies between grids.
fn unpacked(batch: &PackedBatch, words: &[u32], counts: &[u32]) -> Result<Labels, LabelError> {
    if let Some(grid) = counts.iter().position(|count| count & FINISHED == 0) {
        return Err(LabelError::Unfinished { grid });
    }
    let halves: &[u16] = cast_slice(words);
    let cells = |[height, width]: [u8; 2]| usize::from(height) * usize::from(width);
    let mut label = Vec::with_capacity(batch.dims().iter().map(|&dims| cells(dims)).sum());
    for (&dims, &[first, _]) in batch.dims().iter().zip(batch.places()) {
        label.extend_from_slice(&halves[2 * LABEL_WORDS * first as usize..][..cells(dims)]);
    }
    Ok(Labels { label, counts: counts.iter().map(|&count| count as u16).collect() })
}
