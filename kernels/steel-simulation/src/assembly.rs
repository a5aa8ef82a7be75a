//! The matrix of every year, put together on a GPU from its entries. The matrix of a steel trade never changes, so there is
//! nothing to gain but what a program would gain that builds it anew each year; to be told to and not to do it would be a lie.

use csc_assembly::{Compressed, CudaAssembly, Triples, TriplesError, WgpuAssembly};
use device::{DeviceError, DeviceKind, Evidence, Gpu, cuda::Cuda};
use linear_program::{Columns, Fault};
use thiserror::Error;

use crate::{Configuration, Detection, Device, Preprocessing, Refusal, configuration::PREPROCESSING};

/// Matrices that a GPU has put together, and the proof.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembled {
    /// How many: one for each year.
    pub matrices: usize,
    /// The device that it was, and what it did for all of them.
    pub evidence: Evidence,
}

/// Why there is no matrix. Nothing falls back.
#[derive(Debug, Error)]
pub enum AssemblyError {
    /// The device did not do its work.
    #[error("{0}")]
    Device(#[from] DeviceError),
    /// What should have been put together is no list of entries.
    #[error("{0}")]
    Entries(#[from] TriplesError),
    /// What was put together is no matrix.
    #[error("what the GPU put together is no matrix: {0}")]
    Matrix(#[from] Fault),
}

/// A GPU with the kernels of assembly compiled.
#[derive(Debug)]
pub(crate) enum Assembler {
    Wgpu(Box<WgpuAssembly>),
    Cuda(Box<CudaAssembly>),
}

impl Assembler {
    /// Where the file asks for it: on the device of the grid if that is a GPU, else on the one there is.
    pub(crate) fn asked(asked: &Configuration) -> Result<Option<Self>, Refusal> {
        if asked.preprocessing == Preprocessing::Host {
            return Ok(None);
        }
        let found = match (asked.device, asked.detection) {
            (Device::Wgpu, _) => Self::wgpu().map_err(|error| error.to_string()),
            (Device::Cuda, _) => Self::cuda().map_err(|error| error.to_string()),
            (_, Detection::Off) => Err("optimization.hardware.detect is false, so no GPU may be looked for; take the device \"wgpu\" or \"cuda\""
                .to_owned()),
            _ => Self::cuda().or_else(|no_cuda| {
                Self::hardware().map_err(|no_gpu| format!("there is no GPU to assemble on ({no_cuda}; {no_gpu})"))
            }),
        };
        found.map(Some).map_err(|reason| {
            let allowed = format!("{reason}; the processor will not assemble in its name; false is allowed");
            asked.refuses(PREPROCESSING, "true", allowed)
        })
    }

    fn wgpu() -> Result<Self, DeviceError> {
        let device = Gpu::open().map_err(DeviceError::from).and_then(WgpuAssembly::new)?;
        Ok(Self::Wgpu(Box::new(device)))
    }

    fn cuda() -> Result<Self, DeviceError> {
        let device = Cuda::open().map_err(DeviceError::from).and_then(CudaAssembly::new)?;
        Ok(Self::Cuda(Box::new(device)))
    }

    /// A software driver was not asked for by name.
    fn hardware() -> Result<Self, String> {
        let gpu = Gpu::open().map_err(|error| error.to_string())?;
        if gpu.kind() == DeviceKind::Cpu {
            return Err(format!("{} is a software driver", gpu.evidence().device));
        }
        let device = WgpuAssembly::new(gpu).map_err(|error| error.to_string())?;
        Ok(Self::Wgpu(Box::new(device)))
    }

    /// Lists the entries of a matrix row after row, as a modelling layer would, and puts them together once for every year.
    /// What comes back is the matrix of the last one.
    pub(crate) fn assemble(
        &self,
        matrix: &Columns,
        years: usize,
    ) -> Result<(Columns, Assembled), AssemblyError> {
        let entries = steel_lp::Triples::row_by_row(matrix);
        let height = entries.height as u32;
        let entries =
            Triples::new(height, entries.width as u32, entries.rows, entries.columns, entries.values)?;
        let (mut last, mut evidence) = self.once(&entries)?;
        for _ in 1..years {
            let (compressed, proof) = self.once(&entries)?;
            last = compressed;
            evidence.add(&proof);
        }
        Ok((last.into_columns(height)?, Assembled { matrices: years, evidence }))
    }

    fn once(&self, entries: &Triples) -> Result<(Compressed, Evidence), DeviceError> {
        match self {
            Self::Wgpu(device) => device.run(entries),
            Self::Cuda(device) => device.run(entries),
        }
    }
}
