//! WGSL kernels: compiled with wgpu's errors caught, and checked on machines that have no GPU.

use super::{Gpu, caught};
use crate::DeviceError;

/// A compiled entry point. Compiling is slow; do it once, outside of what is measured.
#[derive(Clone, Debug)]
pub struct GpuKernel {
    pub(super) pipeline: wgpu::ComputePipeline,
    pub(super) entry: String,
}

impl Gpu {
    /// Compiles one entry point of a WGSL source. Its arguments are the bindings 0, 1, 2, … of group 0, all of them used.
    pub fn kernel(&self, source: &str, entry: &str) -> Result<GpuKernel, DeviceError> {
        compile(&self.device, source, entry)
    }
}

/// Checks that every entry point named compiles and fits the limits that each WebGPU adapter has. It needs no driver, so the
/// kernels of a CUDA-only or GPU-less machine are checked too.
pub fn validate_wgsl(source: &str, entries: &[&str]) -> Result<(), DeviceError> {
    let (device, _queue) = wgpu::Device::noop(&wgpu::DeviceDescriptor::default());
    entries.iter().try_for_each(|entry| compile(&device, source, entry).map(drop))
}

fn compile(device: &wgpu::Device, source: &str, entry: &str) -> Result<GpuKernel, DeviceError> {
    let refused = |error: wgpu::Error| DeviceError::Compile { kernel: entry.into(), log: error.to_string() };
    let (module, error) = caught(device, || {
        device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(entry),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        })
    });
    if let Some(error) = error {
        return Err(refused(error));
    }
    let (pipeline, error) = caught(device, || {
        device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: Some(entry),
            layout: None,
            module: &module,
            entry_point: Some(entry),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            cache: None,
        })
    });
    match error {
        None => Ok(GpuKernel { pipeline, entry: entry.into() }),
        Some(error) => Err(refused(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOUBLE: &str = "
        @group(0) @binding(0) var<storage, read_write> values: array<u32>;
        @compute @workgroup_size(64)
        fn double(@builtin(global_invocation_id) id: vec3<u32>) {
            if (id.x < arrayLength(&values)) { values[id.x] *= 2u; }
        }";

    #[test]
    fn a_right_kernel_is_valid_without_a_driver() {
        assert_eq!(validate_wgsl(DOUBLE, &["double"]), Ok(()));
    }

    #[test]
    fn a_wrong_kernel_is_refused_by_name_and_line() {
        let broken = DOUBLE.replace("2u", "2.0");
        let refused = validate_wgsl(&broken, &["double"]).unwrap_err().to_string();
        assert!(refused.starts_with("kernel `double` does not compile"), "{refused}");
        assert!(refused.contains("values[id.x]"), "the line is shown: {refused}");
    }

    #[test]
    fn a_missing_entry_point_and_too_large_a_workgroup_are_refused() {
        assert!(matches!(validate_wgsl(DOUBLE, &["treble"]), Err(DeviceError::Compile { .. })));
        let large = DOUBLE.replace("size(64)", "size(4096)");
        assert!(matches!(validate_wgsl(&large, &["double"]), Err(DeviceError::Compile { .. })));
    }
}
