//! CUDA: the driver and the compiler are two libraries, found at run time, and either may be absent.

mod compile;
mod launch;
mod open;
mod probe;

pub use compile::{Architecture, CudaOptions, MultiplyAdd, Ptx, compile_ptx};
pub use launch::{CudaArgument, CudaBuffer, CudaLaunch, Shape};
pub use open::{Cuda, CudaKernel};
pub use probe::{Probe, probe};
