//! The devices: a launch is packing, both copies and waiting for the end. Opening one and compiling for it is prepared. Where there is
//! none a variant says so, and never falls back.

use std::{fmt::Display, time::Instant};

use device::{DeviceKind, Evidence, Gpu, cuda::Cuda};
use grid_batch::GridBatch;
use grid_objects::{CudaObjects, LabelError, Labels, Mode, ObjectDevice, TieRule, WgpuObjects};
use touchstone::Report;

use crate::{labeller::Labeller, load::World};

/// Grids for a software driver at most: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 5_000;

/// A device with its kernel, and what it proved.
pub(crate) struct Device<K> {
    kernels: K,
    proof: Option<Evidence>,
    preparing: f64,
}

/// Whose speed is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drivers {
    /// Any, a software driver too, as long as the work is little.
    Any,
    /// Only those of hardware: a rule that a software driver teaches is none.
    Hardware,
}

pub(crate) fn wgpu(world: &World, drivers: Drivers) -> Result<Device<WgpuObjects>, String> {
    let begun = Instant::now();
    let gpu = Gpu::open().map_err(|unavailable| unavailable.to_string())?;
    let name = gpu.evidence().device;
    if gpu.kind() == DeviceKind::Cpu && drivers == Drivers::Hardware {
        return Err(format!(
            "{name} is a software driver, of which no choice can be learnt; a GPU is needed"
        ));
    }
    if gpu.kind() == DeviceKind::Cpu && world.grids() > ENOUGH_FOR_SOFTWARE {
        let grids = world.grids();
        return Err(format!("{name} is a software driver, too slow for {grids} grids; a GPU is needed"));
    }
    Ok(Device::of(text(WgpuObjects::new(gpu))?, begun))
}

/// There is no software driver for CUDA.
pub(crate) fn cuda() -> Result<Device<CudaObjects>, String> {
    let begun = Instant::now();
    let cuda = text(Cuda::open())?;
    Ok(Device::of(text(CudaObjects::new(cuda))?, begun))
}

fn text<T>(result: Result<T, impl Display>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

impl<K> Device<K> {
    fn of(kernels: K, begun: Instant) -> Self {
        Self { kernels, proof: None, preparing: begun.elapsed().as_secs_f64() }
    }

    /// Keeps the proof. A device that fails has no labels, and nobody else makes them for it.
    fn proven(&mut self, done: Result<(Labels, Evidence), LabelError>) -> Labels {
        let (labels, ran) = done.unwrap_or_else(|error| panic!("{error}"));
        match &mut self.proof {
            Some(proof) => proof.add(&ran),
            proof => *proof = Some(ran),
        }
        labels
    }
}

impl<K: ObjectDevice> Labeller for Device<K> {
    fn label(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        let done = self.kernels.label(batch, mode, ties);
        self.proven(done)
    }

    fn label_each(&mut self, batch: &GridBatch, mode: Mode, ties: TieRule) -> Labels {
        let done = self.kernels.label_each(batch, mode, ties);
        self.proven(done)
    }

    fn proof(&mut self) -> Option<Evidence> {
        self.proof.take()
    }

    fn tell(&self, report: &mut Report) {
        report.metric("prepare-kernels", self.preparing, "s");
    }
}
