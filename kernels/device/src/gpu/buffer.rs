//! Memory on the GPU that remembers what it holds.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::{Gpu, checked};
use crate::DeviceError;

/// `len` values of `T` on a GPU. Cheap to clone: both names mean the same memory.
#[derive(Clone, Debug)]
pub struct GpuBuffer<T> {
    pub(super) raw: wgpu::Buffer,
    len: usize,
    holds: PhantomData<T>,
}

/// A buffer of any type as a kernel's argument.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a>(pub(super) &'a wgpu::Buffer);

impl<T: Pod> GpuBuffer<T> {
    /// How many values it holds.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// As the argument of a dispatch.
    pub fn bind(&self) -> Binding<'_> {
        Binding(&self.raw)
    }

    /// What a copy of its contents takes, whole words as the copy engine wants them.
    pub(super) fn bytes(&self) -> u64 {
        padded::<T>(self.len)
    }

    /// Storage that kernels read and write, filled with `data`.
    pub(super) fn storage(gpu: &Gpu, data: &[T]) -> Result<Self, DeviceError> {
        let usage = wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST;
        Self::filled(gpu, usage, gpu.limits.max_storage_buffer_binding_size, data)
    }

    /// A uniform: a few numbers that every invocation reads.
    pub(super) fn uniform(gpu: &Gpu, value: &T) -> Result<Self, DeviceError> {
        let limit = gpu.limits.max_uniform_buffer_binding_size;
        Self::filled(gpu, wgpu::BufferUsages::UNIFORM, limit, std::slice::from_ref(value))
    }

    /// Storage of zeros; the API clears new memory.
    pub(super) fn zeros(gpu: &Gpu, len: usize) -> Result<Self, DeviceError> {
        let usage = wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST;
        Self::new(gpu, usage, gpu.limits.max_storage_buffer_binding_size, len, Mapped::No)
    }

    fn filled(gpu: &Gpu, usage: wgpu::BufferUsages, limit: u64, data: &[T]) -> Result<Self, DeviceError> {
        let buffer = Self::new(gpu, usage, limit, data.len(), Mapped::ForWriting)?;
        let bytes: &[u8] = bytemuck::cast_slice(data);
        buffer
            .raw
            .get_mapped_range_mut(..)
            .map_err(|error| DeviceError::failed("writing to a new buffer", &error))?
            .slice(..bytes.len())
            .copy_from_slice(bytes);
        buffer.raw.unmap();
        Ok(buffer)
    }

    fn new(
        gpu: &Gpu,
        usage: wgpu::BufferUsages,
        limit: u64,
        len: usize,
        mapped: Mapped,
    ) -> Result<Self, DeviceError> {
        let limit = limit.min(gpu.limits.max_buffer_size);
        let size = padded::<T>(len);
        if size > limit {
            return Err(DeviceError::TooLarge { wanted: size, limit });
        }
        let raw = checked(&gpu.device, "allocating on the GPU", || {
            gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: None,
                size,
                usage,
                mapped_at_creation: mapped == Mapped::ForWriting,
            })
        })?;
        Ok(Self { raw, len, holds: PhantomData })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mapped {
    ForWriting,
    No,
}

/// Bytes of `len` values, in whole words of four, and room for one at least: no API binds an empty buffer.
fn padded<T>(len: usize) -> u64 {
    (len.max(1) as u64 * size_of::<T>() as u64).next_multiple_of(wgpu::COPY_BUFFER_ALIGNMENT)
}
