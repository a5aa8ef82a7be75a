//! A CUDA device and the kernels loaded on it.

use std::sync::Arc;

use cudarc::driver::{CudaContext, CudaFunction, CudaStream, sys::CUdevice_attribute};

use super::{Architecture, CudaLaunch, CudaOptions, MultiplyAdd, compile_ptx, probe, probe::dotted};
use crate::{DeviceError, DeviceKind, Evidence, Unavailable};

/// An opened CUDA device. Opening one is slow; do it once, outside of what is measured.
#[derive(Clone, Debug)]
pub struct Cuda {
    pub(super) context: Arc<CudaContext>,
    pub(super) stream: Arc<CudaStream>,
    architecture: Architecture,
    evidence: Evidence,
}

/// A loaded entry point.
#[derive(Clone, Debug)]
pub struct CudaKernel {
    pub(super) function: CudaFunction,
    pub(super) entry: String,
    pub(super) options: CudaOptions,
}

impl Cuda {
    /// The driver's first device, which `CUDA_VISIBLE_DEVICES` chooses.
    pub fn open() -> Result<Self, Unavailable> {
        probe().ready()?;
        Self::device(0)
    }

    /// All devices, in the driver's order, each opened or with the reason why it could not be; an error where there is none.
    pub fn all() -> Result<Vec<Result<Self, Unavailable>>, Unavailable> {
        let devices = probe().ready()?;
        Ok((0..devices).map(Self::device).collect())
    }

    /// What it is, with nothing done yet.
    pub fn evidence(&self) -> Evidence {
        self.evidence.clone()
    }

    /// What kind of device it is.
    pub fn kind(&self) -> DeviceKind {
        self.evidence.kind
    }

    /// What its kernels are compiled for.
    pub fn architecture(&self) -> Architecture {
        self.architecture
    }

    /// Free and total memory of the device in bytes.
    pub fn memory(&self) -> Result<(usize, usize), DeviceError> {
        self.context.mem_get_info().map_err(|error| DeviceError::failed("asking for free memory", &error))
    }

    /// Compiles a source for this device and loads one of its `extern "C"` entry points.
    pub fn kernel(
        &self,
        source: &str,
        entry: &str,
        multiply_add: MultiplyAdd,
    ) -> Result<CudaKernel, DeviceError> {
        let options = CudaOptions { architecture: self.architecture, multiply_add };
        let ptx = compile_ptx(source, entry, options)?;
        // A compiler newer than the driver fails here, with CUDA_ERROR_UNSUPPORTED_PTX_VERSION.
        let module = self
            .context
            .load_module(ptx.raw)
            .map_err(|error| DeviceError::failed(&format!("loading `{entry}`"), &error))?;
        let function = module
            .load_function(entry)
            .map_err(|error| DeviceError::failed(&format!("finding the entry point `{entry}`"), &error))?;
        Ok(CudaKernel { function, entry: entry.into(), options })
    }

    /// Begins a launch: uploads, dispatches, downloads, and the evidence of all of them.
    pub fn launch(&self) -> CudaLaunch<'_> {
        CudaLaunch::new(self)
    }

    fn device(ordinal: usize) -> Result<Self, Unavailable> {
        let name = format!("CUDA device {ordinal}");
        Self::try_device(ordinal)
            .map_err(|error| Unavailable::new(&name, error.to_string(), "check `nvidia-smi`"))
    }

    fn try_device(ordinal: usize) -> Result<Self, cudarc::driver::DriverError> {
        let context = CudaContext::new(ordinal)?;
        // SAFETY: all work of a device goes through the one stream made here, in order, so no buffer needs events to guard it.
        unsafe { context.disable_event_tracking() };
        let stream = context.new_stream()?;
        let (major, minor) = context.compute_capability()?;
        let integrated = context.attribute(CUdevice_attribute::CU_DEVICE_ATTRIBUTE_INTEGRATED)? != 0;
        let kind = if integrated { DeviceKind::Integrated } else { DeviceKind::Discrete };
        let driver = format!("CUDA {}", dotted(driver_version()));
        let evidence = Evidence::new(&context.name()?, "CUDA", kind, &driver);
        Ok(Self { context, stream, architecture: Architecture { major, minor }, evidence })
    }
}

fn driver_version() -> i32 {
    let mut version = 0;
    // SAFETY: called after the probe found the library; where it fails the version stays 0, which nobody mistakes for one.
    let _ = unsafe { cudarc::driver::sys::cuDriverGetVersion(&raw mut version) };
    version
}
