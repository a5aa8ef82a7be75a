//! CUDA C++ to PTX. NVRTC alone is enough: a machine without a GPU can check every kernel.

use std::fmt;

use cudarc::nvrtc::{self, CompileError};

use super::probe;
use crate::DeviceError;

/// A virtual architecture, written as NVRTC writes it: `compute_90`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Architecture {
    /// 9 of compute capability 9.0.
    pub major: i32,
    /// 0 of compute capability 9.0.
    pub minor: i32,
}

impl Architecture {
    /// Turing: the oldest that CUDA 13 compiles for, and what kernels are checked for where there is no device.
    pub const OLDEST: Self = Self { major: 7, minor: 5 };
}

impl fmt::Display for Architecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "compute_{}{}", self.major, self.minor)
    }
}

/// Whether the compiler may turn `a*b + c` into one operation with one rounding. It changes the last bit of results, so it is
/// always said and always recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultiplyAdd {
    /// One rounding: NVRTC's own default, and the faster one.
    Fused,
    /// Two roundings, as on a CPU without FMA.
    Separate,
}

/// How a kernel is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CudaOptions {
    /// For which devices: these and newer ones.
    pub architecture: Architecture,
    /// How `a*b + c` is rounded.
    pub multiply_add: MultiplyAdd,
}

impl fmt::Display for CudaOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, fmad {}", self.architecture, self.multiply_add == MultiplyAdd::Fused)
    }
}

/// A compiled source and how it was compiled.
#[derive(Clone, Debug)]
pub struct Ptx {
    pub(super) raw: nvrtc::Ptx,
    options: CudaOptions,
}

impl Ptx {
    /// The text, as the driver will read it.
    pub fn text(&self) -> String {
        self.raw.to_src()
    }

    /// How it was compiled.
    pub fn options(&self) -> CudaOptions {
        self.options
    }
}

/// Compiles a source; `name` stands in the compiler's messages.
pub fn compile_ptx(source: &str, name: &str, options: CudaOptions) -> Result<Ptx, DeviceError> {
    probe().compiler.clone()?;
    let refused = |log: String| DeviceError::Compile { kernel: name.into(), log };
    if source.contains('\0') || name.contains('\0') {
        return Err(refused("it contains a zero byte".into()));
    }
    let compiled = nvrtc::compile_ptx_with_opts(
        source,
        nvrtc::CompileOptions {
            fmad: Some(options.multiply_add == MultiplyAdd::Fused),
            name: Some(name.into()),
            // cudarc's own field for it takes static names only.
            options: vec![format!("--gpu-architecture={}", options.architecture)],
            ..Default::default()
        },
    );
    match compiled {
        Ok(raw) => Ok(Ptx { raw, options }),
        Err(CompileError::CompileError { log, .. }) => Err(refused(log.to_string_lossy().trim().into())),
        Err(error) => Err(refused(format!("{error:?}"))),
    }
}
