//! Objects on a CUDA device.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaKernel, MultiplyAdd, Shape},
};
use grid_batch::PackedBatch;

use super::{GRIDS_OF_A_GROUP, LABEL_ENTRY, LABEL_WORDS, LabelError, ObjectDevice, bits, unpacked};
use crate::{Labels, Mode, TieRule};

/// The source of the kernel, for checks on machines without a device.
pub const LABEL_CU: &str = include_str!("label.cu");

/// Threads of a warp.
const LANES: usize = 32;

/// A CUDA device with the kernel loaded: making one is not part of the measured work.
#[derive(Clone, Debug)]
pub struct CudaObjects {
    cuda: Cuda,
    kernel: CudaKernel,
}

impl CudaObjects {
    /// Compiles and loads the kernel; there is no multiplication in it that could be fused.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let kernel = cuda.kernel(LABEL_CU, LABEL_ENTRY, MultiplyAdd::Separate)?;
        Ok(Self { cuda, kernel })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }
}

impl ObjectDevice for CudaObjects {
    fn evidence(&self) -> Evidence {
        self.cuda.evidence()
    }

    fn label_packed(
        &self,
        batch: &PackedBatch,
        mode: Mode,
        ties: TieRule,
    ) -> Result<(Labels, Evidence), LabelError> {
        let grids = batch.dims().len();
        let mut launch = self.cuda.launch();
        let places = launch.upload(batch.places().as_flattened())?;
        let cells = launch.upload(batch.words())?;
        let labels = launch.zeros::<u32>(LABEL_WORDS * batch.words().len())?;
        let counts = launch.zeros::<u32>(grids)?;
        let arguments = [
            CudaArgument::U32(grids as u32),
            CudaArgument::U32(bits(mode, ties)),
            places.argument(),
            cells.argument(),
            labels.argument(),
            counts.argument(),
        ];
        let shape = Shape::line(grids.div_ceil(GRIDS_OF_A_GROUP) as u32, (GRIDS_OF_A_GROUP * LANES) as u32);
        // CUDA refuses to start no blocks.
        if grids > 0 {
            // SAFETY: these are the parameters of `label_grids`, in order. Of so many grids it reads the words, which lie where
            // `PackedBatch` put them, and writes one count and four words of labels for each of their words at most.
            unsafe { launch.dispatch(&self.kernel, &arguments, shape) }?;
        }
        let labels = launch.download(&labels)?;
        let counts = launch.download(&counts)?;
        let evidence = launch.finish()?;
        Ok((unpacked(batch, &labels, &counts)?, evidence))
    }
}
