//! Objects on a GPU through wgpu.

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuKernel};
use grid_batch::PackedBatch;

use super::{GRIDS_OF_A_GROUP, LABEL_ENTRY, LABEL_WORDS, LabelError, ObjectDevice, bits, unpacked};
use crate::{Labels, Mode, TieRule};

/// The source of the kernel, for checks on machines without a GPU.
pub const LABEL_WGSL: &str = include_str!("label.wgsl");

/// A GPU with the kernel compiled: making one is not part of the measured work.
#[derive(Clone, Debug)]
pub struct WgpuObjects {
    gpu: Gpu,
    kernel: GpuKernel,
}

/// As in the source.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Work {
    grids: u32,
    mode: u32,
    unused: [u32; 2],
}

impl WgpuObjects {
    /// Compiles the kernel.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        Self::of_source(gpu, LABEL_WGSL)
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    fn of_source(gpu: Gpu, source: &str) -> Result<Self, DeviceError> {
        let kernel = gpu.kernel(source, LABEL_ENTRY)?;
        Ok(Self { gpu, kernel })
    }
}

impl ObjectDevice for WgpuObjects {
    fn evidence(&self) -> Evidence {
        self.gpu.evidence()
    }

    fn label_packed(
        &self,
        batch: &PackedBatch,
        mode: Mode,
        ties: TieRule,
    ) -> Result<(Labels, Evidence), LabelError> {
        let grids = batch.dims().len();
        let mut launch = self.gpu.launch();
        let work = launch.uniform(&Work { grids: grids as u32, mode: bits(mode, ties), unused: [0; 2] })?;
        let places = launch.upload(batch.places())?;
        let cells = launch.upload(batch.words())?;
        let labels = launch.zeros::<u32>(LABEL_WORDS * batch.words().len())?;
        let counts = launch.zeros::<u32>(grids)?;
        let arguments = [work.bind(), places.bind(), cells.bind(), labels.bind(), counts.bind()];
        launch.dispatch(&self.kernel, &arguments, grids.div_ceil(GRIDS_OF_A_GROUP) as u64)?;
        let labels = launch.download(&labels)?;
        let counts = launch.download(&counts)?;
        let evidence = launch.finish()?;
        Ok((unpacked(batch, &labels, &counts)?, evidence))
    }
}

#[cfg(test)]
mod tests {
    use grid_batch::{Grid, GridBatch};

    use super::*;

    #[test]
    fn a_kernel_whose_loops_end_early_has_no_labels() {
        let short = LABEL_WGSL.replace("const ROUNDS: u32 = 900u;", "const ROUNDS: u32 = 1u;");
        assert_ne!(short, LABEL_WGSL);
        let Ok(gpu) = Gpu::open() else { return };
        let grids = [Grid::new(1, 1, vec![1]).unwrap(), Grid::new(3, 2, vec![1; 6]).unwrap()];
        let batch: GridBatch = grids.iter().collect();
        let labels = |source| {
            let objects = WgpuObjects::of_source(gpu.clone(), source).unwrap();
            objects.label(&batch, Mode::of(true, false, false), TieRule::Lowest)
        };
        assert_eq!(labels(LABEL_WGSL).unwrap().0.counts, [1, 1]);
        assert_eq!(labels(&short), Err(LabelError::Unfinished { grid: 1 }));
        let idle = LABEL_WGSL.replace("if (lane == 0u && number", "if (lane == 99u && number");
        assert_eq!(labels(&idle), Err(LabelError::Unfinished { grid: 0 }));
    }
}
