//! Devices to compute on: one that is absent says why and how to get it, one that is there proves that it did the work.
//!
//! - [`Gpu`] is a wgpu adapter (Vulkan, Metal or DX12); [`validate_wgsl`] checks a kernel with no driver at all.
//! - [`cuda`] is CUDA through the driver and NVRTC, both found at run time.
//! - [`Evidence`] is what every launch leaves behind.
//! - [`testing`] opens what there is for the tests of kernels, and says what there is not.

pub mod cuda;
mod error;
mod evidence;
mod gpu;
pub mod testing;

pub use error::{DeviceError, Unavailable};
pub use evidence::{DeviceKind, Evidence};
pub use gpu::{Binding, Gpu, GpuBuffer, GpuKernel, GpuLaunch, validate_wgsl};
