//! What a test of a kernel asks of the machine it happens to run on: what is missing there is said as skipped, with its
//! reason, and is a failure where the environment says that it has to be there.

mod on_threads;

use std::{
    env,
    io::{self, Write},
};

pub use on_threads::OnThreads;

use crate::{
    DeviceError, Gpu, Unavailable,
    cuda::{Cuda, CudaOptions, Ptx, compile_ptx},
};

/// Every GPU that opens.
///
/// # Panics
///
/// If there is none and `TOUCHSTONE_EXPECT_VULKAN` is set.
pub fn gpus() -> Vec<Gpu> {
    let gpus = opened(Gpu::all());
    assert!(!gpus.is_empty() || env::var_os("TOUCHSTONE_EXPECT_VULKAN").is_none(), "no GPU opens");
    gpus
}

/// Every CUDA device that opens.
pub fn cudas() -> Vec<Cuda> {
    opened(Cuda::all())
}

/// A CUDA source compiled; `None` where there is no compiler.
///
/// # Panics
///
/// If it does not compile, or there is no compiler and `TOUCHSTONE_EXPECT_NVRTC` is set.
pub fn ptx(source: &str, name: &str, options: CudaOptions) -> Option<Ptx> {
    match compile_ptx(source, name, options) {
        Ok(ptx) => Some(ptx),
        Err(DeviceError::Unavailable(unavailable)) => {
            skip(&unavailable);
            assert!(env::var_os("TOUCHSTONE_EXPECT_NVRTC").is_none(), "{unavailable}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Said where cargo does not swallow it.
pub fn skip(unavailable: &Unavailable) {
    skipped(&unavailable.to_string());
}

fn skipped(why: &str) {
    // A test that cannot say so goes on: what it checks does not depend on it.
    let _ = io::stderr().write_all(format!("skipped: {why}\n").as_bytes());
}

fn opened<T>(found: Result<Vec<Result<T, Unavailable>>, Unavailable>) -> Vec<T> {
    let found = found.unwrap_or_else(|unavailable| vec![Err(unavailable)]);
    found.into_iter().filter_map(|device| device.inspect_err(skip).ok()).collect()
}
