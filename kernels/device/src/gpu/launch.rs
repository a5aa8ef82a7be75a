//! One trip to the GPU: what is uploaded, dispatched and downloaded is counted, and the kernels are timed by its own clock.

use std::sync::mpsc;

use bytemuck::{Pod, Zeroable};

use super::{Binding, Gpu, GpuBuffer, GpuKernel, checked};
use crate::{DeviceError, Evidence};

/// Begins with [`Gpu::launch`]. Dispatches are collected and go to the GPU together, in order, at the next download or at the
/// end; each sees what those before it wrote.
#[derive(Debug)]
pub struct GpuLaunch<'a> {
    gpu: &'a Gpu,
    evidence: Evidence,
    pending: Vec<Dispatch>,
}

#[derive(Debug)]
struct Dispatch {
    pipeline: wgpu::ComputePipeline,
    arguments: wgpu::BindGroup,
    workgroups: [u32; 2],
}

impl<'a> GpuLaunch<'a> {
    pub(super) fn new(gpu: &'a Gpu) -> Self {
        Self { gpu, evidence: gpu.evidence(), pending: Vec::new() }
    }

    /// Copies values to storage on the GPU.
    pub fn upload<T: Pod>(&mut self, data: &[T]) -> Result<GpuBuffer<T>, DeviceError> {
        self.evidence.bytes_up += size_of_val(data) as u64;
        GpuBuffer::storage(self.gpu, data)
    }

    /// Copies the few numbers that every invocation reads.
    pub fn uniform<T: Pod>(&mut self, value: &T) -> Result<GpuBuffer<T>, DeviceError> {
        self.evidence.bytes_up += size_of::<T>() as u64;
        GpuBuffer::uniform(self.gpu, value)
    }

    /// Storage of zeros on the GPU.
    pub fn zeros<T: Pod>(&mut self, len: usize) -> Result<GpuBuffer<T>, DeviceError> {
        GpuBuffer::zeros(self.gpu, len)
    }

    /// Starts `workgroups` workgroups in a line, folded into two dimensions where the line is too long for one: the kernel's
    /// number is `workgroup_id.y * num_workgroups.x + workgroup_id.x`, and a number past the end must do nothing.
    pub fn dispatch(
        &mut self,
        kernel: &GpuKernel,
        arguments: &[Binding<'_>],
        workgroups: u64,
    ) -> Result<(), DeviceError> {
        let workgroups = self.gpu.fold(workgroups)?;
        let during = format!("binding the arguments of `{}`", kernel.entry);
        let arguments = checked(&self.gpu.device, &during, || {
            let entries: Vec<wgpu::BindGroupEntry<'_>> = (0..)
                .zip(arguments)
                .map(|(binding, argument)| wgpu::BindGroupEntry {
                    binding,
                    resource: argument.0.as_entire_binding(),
                })
                .collect();
            self.gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some(&kernel.entry),
                layout: &kernel.pipeline.get_bind_group_layout(0),
                entries: &entries,
            })
        })?;
        self.evidence.dispatches += 1;
        self.pending.push(Dispatch { pipeline: kernel.pipeline.clone(), arguments, workgroups });
        Ok(())
    }

    /// Runs what is pending and copies a buffer back.
    pub fn download<T: Pod>(&mut self, buffer: &GpuBuffer<T>) -> Result<Vec<T>, DeviceError> {
        let bytes = buffer.bytes();
        let copy = self.staging(bytes)?;
        self.run(|encoder| encoder.copy_buffer_to_buffer(&buffer.raw, 0, &copy, 0, bytes), &[&copy])?;
        self.evidence.bytes_down += (buffer.len() * size_of::<T>()) as u64;
        let mut values = vec![T::zeroed(); buffer.len()];
        let mapped = copy.get_mapped_range(..).map_err(|error| DeviceError::failed("downloading", &error))?;
        let target: &mut [u8] = bytemuck::cast_slice_mut(&mut values);
        target.copy_from_slice(&mapped[..target.len()]);
        Ok(values)
    }

    /// Runs what is still pending, waits for it, and says what was done.
    pub fn finish(mut self) -> Result<Evidence, DeviceError> {
        if !self.pending.is_empty() {
            self.run(|_| (), &[])?;
        }
        Ok(self.evidence)
    }

    /// Submits the pending dispatches and `after`, waits, and maps `downloads` for reading.
    fn run(
        &mut self,
        after: impl FnOnce(&mut wgpu::CommandEncoder),
        downloads: &[&wgpu::Buffer],
    ) -> Result<(), DeviceError> {
        let dispatches = std::mem::take(&mut self.pending);
        let clock = match self.gpu.tick_ns {
            Some(tick_ns) if !dispatches.is_empty() => Some(Clock::new(self, tick_ns)?),
            _ => None,
        };
        let gpu = self.gpu;
        let submission = checked(&gpu.device, "launching", || {
            let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            if !dispatches.is_empty() {
                let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor {
                    label: None,
                    timestamp_writes: clock.as_ref().map(Clock::around),
                });
                for dispatch in &dispatches {
                    pass.set_pipeline(&dispatch.pipeline);
                    pass.set_bind_group(0, &dispatch.arguments, &[]);
                    pass.dispatch_workgroups(dispatch.workgroups[0], dispatch.workgroups[1], 1);
                }
            }
            after(&mut encoder);
            if let Some(clock) = &clock {
                clock.resolve(&mut encoder);
            }
            gpu.queue.submit([encoder.finish()])
        })?;
        let mut maps: Vec<&wgpu::Buffer> = downloads.to_vec();
        maps.extend(clock.as_ref().map(|clock| &clock.copy));
        wait(gpu, submission, &maps)?;
        if let Some(ns) = clock.as_ref().and_then(Clock::elapsed_ns) {
            self.evidence.add_device_ns(ns);
        }
        Ok(())
    }

    fn staging(&self, size: u64) -> Result<wgpu::Buffer, DeviceError> {
        plain_buffer(self.gpu, size, wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST)
    }
}

/// Waits for a submission and maps buffers. Without a poll no map ever finishes, without a limit a lost GPU never returns.
fn wait(gpu: &Gpu, submission: wgpu::SubmissionIndex, maps: &[&wgpu::Buffer]) -> Result<(), DeviceError> {
    let (report, reports) = mpsc::channel();
    for buffer in maps {
        let report = report.clone();
        // The receiver outlives the poll below; if it did not, nobody would be waiting.
        buffer.map_async(wgpu::MapMode::Read, .., move |outcome| drop(report.send(outcome)));
    }
    drop(report);
    let polled = gpu
        .device
        .poll(wgpu::PollType::Wait { submission_index: Some(submission), timeout: Some(gpu.timeout) });
    match polled {
        Ok(_) => {}
        Err(wgpu::PollError::Timeout) => return Err(DeviceError::Timeout(gpu.timeout)),
        Err(error) => return Err(DeviceError::failed("waiting for the GPU", &error)),
    }
    for _ in maps {
        reports
            .recv_timeout(gpu.timeout)
            .map_err(|_| DeviceError::Timeout(gpu.timeout))?
            .map_err(|error| DeviceError::failed("downloading", &error))?;
    }
    Ok(())
}

fn plain_buffer(gpu: &Gpu, size: u64, usage: wgpu::BufferUsages) -> Result<wgpu::Buffer, DeviceError> {
    checked(&gpu.device, "allocating on the GPU", || {
        gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size,
            usage,
            mapped_at_creation: false,
        })
    })
}

/// Two readings of the GPU's clock, around a pass.
struct Clock {
    readings: wgpu::QuerySet,
    resolved: wgpu::Buffer,
    copy: wgpu::Buffer,
    tick_ns: f32,
}

impl Clock {
    const BYTES: u64 = 2 * size_of::<u64>() as u64;

    fn new(launch: &GpuLaunch<'_>, tick_ns: f32) -> Result<Self, DeviceError> {
        let gpu = launch.gpu;
        let readings = checked(&gpu.device, "preparing the GPU's clock", || {
            gpu.device.create_query_set(&wgpu::QuerySetDescriptor {
                label: None,
                ty: wgpu::QueryType::Timestamp,
                count: 2,
            })
        })?;
        let usage = wgpu::BufferUsages::QUERY_RESOLVE | wgpu::BufferUsages::COPY_SRC;
        let resolved = plain_buffer(gpu, Self::BYTES, usage)?;
        Ok(Self { readings, resolved, copy: launch.staging(Self::BYTES)?, tick_ns })
    }

    fn around(&self) -> wgpu::ComputePassTimestampWrites<'_> {
        wgpu::ComputePassTimestampWrites {
            query_set: &self.readings,
            beginning_of_pass_write_index: Some(0),
            end_of_pass_write_index: Some(1),
        }
    }

    fn resolve(&self, encoder: &mut wgpu::CommandEncoder) {
        encoder.resolve_query_set(&self.readings, 0..2, &self.resolved, 0);
        encoder.copy_buffer_to_buffer(&self.resolved, 0, &self.copy, 0, Self::BYTES);
    }

    /// Nothing where the clock was reset in between, as drivers may do on a change of power state.
    fn elapsed_ns(&self) -> Option<u64> {
        let mapped = self.copy.get_mapped_range(..).ok()?;
        let mut readings = <[u64; 2]>::zeroed();
        bytemuck::bytes_of_mut(&mut readings).copy_from_slice(&mapped);
        let ticks = readings[1].checked_sub(readings[0])?;
        Some((ticks as f64 * f64::from(self.tick_ns)).round() as u64)
    }
}
