//! One trip to a CUDA device: what is uploaded, dispatched and downloaded is counted, and the kernels are timed by events.

use bytemuck::Pod;
use cudarc::driver::{
    CudaEvent, CudaSlice, DevicePtr as _, DeviceRepr, DriverError, LaunchConfig, PushKernelArg as _,
    ValidAsZeroBits, sys::CUevent_flags,
};

use super::{Cuda, CudaKernel};
use crate::{DeviceError, Evidence};

/// `len` values of `T` on the device.
#[derive(Debug)]
pub struct CudaBuffer<T> {
    raw: CudaSlice<T>,
    pointer: u64,
    /// What the caller asked for; the driver allocates no less than one value.
    len: usize,
}

impl<T> CudaBuffer<T> {
    fn new(cuda: &Cuda, raw: CudaSlice<T>, len: usize) -> Self {
        // The address stays the same for the life of the slice; its guard only records events, which are off.
        let pointer = raw.device_ptr(&cuda.stream).0;
        Self { raw, pointer, len }
    }

    /// How many values it holds.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// As the argument of a dispatch.
    pub fn argument(&self) -> CudaArgument {
        CudaArgument::Pointer(self.pointer)
    }
}

/// An argument of a kernel, by value; its type must be that of the parameter.
#[derive(Clone, Copy, Debug)]
pub enum CudaArgument {
    /// `T*`, of a [`CudaBuffer`].
    Pointer(u64),
    /// `unsigned int`.
    U32(u32),
    /// `int`.
    I32(i32),
    /// `unsigned long long`.
    U64(u64),
    /// `float`.
    F32(f32),
    /// `double`.
    F64(f64),
}

/// How many blocks of how many threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Blocks in x, y and z; x may be 2^31 - 1, the others 65,535.
    pub blocks: (u32, u32, u32),
    /// Threads of a block in x, y and z, 1,024 at most together.
    pub threads: (u32, u32, u32),
    /// Bytes of dynamic shared memory per block.
    pub shared_bytes: u32,
}

impl Shape {
    /// A line of blocks without dynamic shared memory.
    pub fn line(blocks: u32, threads: u32) -> Self {
        Self { blocks: (blocks, 1, 1), threads: (threads, 1, 1), shared_bytes: 0 }
    }
}

/// Begins with [`Cuda::launch`]. Everything goes through one stream, in order.
#[derive(Debug)]
pub struct CudaLaunch<'a> {
    cuda: &'a Cuda,
    evidence: Evidence,
    driver: String,
    timed: Vec<(CudaEvent, CudaEvent)>,
}

impl<'a> CudaLaunch<'a> {
    pub(super) fn new(cuda: &'a Cuda) -> Self {
        let evidence = cuda.evidence();
        Self { cuda, driver: evidence.driver.clone(), evidence, timed: Vec::new() }
    }

    /// Copies values to the device. Returns when they are there.
    pub fn upload<T: Pod + DeviceRepr>(&mut self, data: &[T]) -> Result<CudaBuffer<T>, DeviceError> {
        let one = [T::zeroed()];
        let contents = if data.is_empty() { &one } else { data };
        let raw = self.cuda.stream.clone_htod(contents).map_err(|error| failed("uploading", error))?;
        self.evidence.bytes_up += size_of_val(data) as u64;
        Ok(CudaBuffer::new(self.cuda, raw, data.len()))
    }

    /// Zeros on the device.
    pub fn zeros<T: Pod + DeviceRepr + ValidAsZeroBits>(
        &mut self,
        len: usize,
    ) -> Result<CudaBuffer<T>, DeviceError> {
        let allocated = self.cuda.stream.alloc_zeros(len.max(1));
        let raw = allocated.map_err(|error| failed("allocating on the device", error))?;
        Ok(CudaBuffer::new(self.cuda, raw, len))
    }

    /// Starts a kernel and does not wait for it.
    ///
    /// # Safety
    /// The arguments must have the types and the order of the kernel's parameters, and the kernel must stay inside the buffers
    /// it is given: nothing checks either.
    pub unsafe fn dispatch(
        &mut self,
        kernel: &CudaKernel,
        arguments: &[CudaArgument],
        shape: Shape,
    ) -> Result<(), DeviceError> {
        let during = || format!("launching `{}`", kernel.entry);
        let mut launch = self.cuda.stream.launch_builder(&kernel.function);
        for argument in arguments {
            match argument {
                CudaArgument::Pointer(value) | CudaArgument::U64(value) => launch.arg(value),
                CudaArgument::U32(value) => launch.arg(value),
                CudaArgument::I32(value) => launch.arg(value),
                CudaArgument::F32(value) => launch.arg(value),
                CudaArgument::F64(value) => launch.arg(value),
            };
        }
        // The default flags: without any, cudarc makes events that carry no time.
        launch.record_kernel_launch(CUevent_flags::CU_EVENT_DEFAULT);
        let config = LaunchConfig {
            grid_dim: shape.blocks,
            block_dim: shape.threads,
            shared_mem_bytes: shape.shared_bytes,
        };
        // SAFETY: the caller's promise.
        let events = unsafe { launch.launch(config) }.map_err(|error| failed(&during(), error))?;
        self.timed.extend(events);
        self.evidence.dispatches += 1;
        // Which code ran: the last kernel's options, the same for all of an experiment.
        self.evidence.driver = format!("{}, {}", self.driver, kernel.options);
        Ok(())
    }

    /// Waits for the kernels before it and copies a buffer back.
    pub fn download<T: Pod + DeviceRepr>(&mut self, buffer: &CudaBuffer<T>) -> Result<Vec<T>, DeviceError> {
        // Zeroed and not reserved: cudarc's own clone would show us uninitialised memory if the copy failed.
        let mut values = vec![T::zeroed(); buffer.raw.len()];
        self.cuda
            .stream
            .memcpy_dtoh(&buffer.raw, &mut values)
            .and_then(|()| self.cuda.stream.synchronize())
            .map_err(|error| failed("downloading", error))?;
        values.truncate(buffer.len());
        self.evidence.bytes_down += (buffer.len() * size_of::<T>()) as u64;
        Ok(values)
    }

    /// Waits for everything and says what was done. An error of a kernel that nobody downloaded from comes out here.
    pub fn finish(mut self) -> Result<Evidence, DeviceError> {
        self.cuda.stream.synchronize().map_err(|error| failed("waiting for the device", error))?;
        for (start, end) in &self.timed {
            let ms = start.elapsed_ms(end).map_err(|error| failed("reading the device's clock", error))?;
            self.evidence.add_device_ns((f64::from(ms) * 1e6).round() as u64);
        }
        Ok(self.evidence)
    }
}

fn failed(during: &str, error: DriverError) -> DeviceError {
    DeviceError::failed(during, &error)
}
