//! GPUs through wgpu: Vulkan, Metal and DX12 behind one API, software drivers last.

mod adapter;
mod buffer;
mod kernel;
mod launch;

pub use adapter::Gpu;
pub use buffer::{Binding, GpuBuffer};
pub use kernel::{GpuKernel, validate_wgsl};
pub use launch::GpuLaunch;

use crate::DeviceError;

/// Runs `work` with wgpu's errors caught: uncaught, each of them is a panic.
fn caught<T>(device: &wgpu::Device, work: impl FnOnce() -> T) -> (T, Option<wgpu::Error>) {
    let scopes = [wgpu::ErrorFilter::Validation, wgpu::ErrorFilter::OutOfMemory, wgpu::ErrorFilter::Internal]
        .map(|filter| device.push_error_scope(filter));
    let done = work();
    // Innermost first, as they were pushed last. All are popped, though the first error is enough.
    let mut first = None;
    for scope in scopes.into_iter().rev() {
        first = first.or(pollster::block_on(scope.pop()));
    }
    (done, first)
}

/// The same for calls whose error is told by what was being done.
fn checked<T>(device: &wgpu::Device, during: &str, work: impl FnOnce() -> T) -> Result<T, DeviceError> {
    match caught(device, work) {
        (done, None) => Ok(done),
        (_, Some(error)) => Err(DeviceError::failed(during, &error)),
    }
}
