//! Who labels: devices of one kind, or cores in their place. Devices are opened and their kernels compiled beforehand.

use std::time::Instant;

use device::{DeviceKind, Evidence, Gpu, Unavailable, cuda::Cuda};
use grid_batch::GridBatch;
use grid_objects::{CudaObjects, Labels, Method, ObjectDevice, TieRule, WgpuObjects};

use crate::{MODE, split::Worker};

/// One core, as a test double of a device: it shows that order and bits are right, and nothing of the speed of devices.
pub(crate) struct Core;

impl Worker for Core {
    fn label(&mut self, part: &GridBatch) -> Result<Labels, String> {
        Ok(grid_objects::label(part, MODE, TieRule::Lowest, Method::Bitboard))
    }
}

/// A device with its kernel, and what it proved since it was asked last.
pub(crate) struct Device<K> {
    kernels: K,
    proof: Option<Evidence>,
}

impl<K> Device<K> {
    pub(crate) fn of(kernels: K) -> Self {
        Self { kernels, proof: None }
    }
}

impl<K: ObjectDevice + Send> Worker for Device<K> {
    fn label(&mut self, part: &GridBatch) -> Result<Labels, String> {
        let (labels, ran) =
            self.kernels.label(part, MODE, TieRule::Lowest).map_err(|error| error.to_string())?;
        match &mut self.proof {
            Some(proof) => proof.add(&ran),
            proof => *proof = Some(ran),
        }
        Ok(labels)
    }
}

/// The devices of a variant.
pub(crate) struct Fleet<K> {
    pub(crate) devices: Vec<Device<K>>,
    /// Seconds for opening and compiling.
    pub(crate) preparing: f64,
}

impl<K> Fleet<K> {
    /// What all of them proved together; nothing where one of them did nothing, for then it was not so many devices.
    pub(crate) fn proof(&mut self) -> Option<Evidence> {
        let proofs: Vec<Option<Evidence>> =
            self.devices.iter_mut().map(|device| device.proof.take()).collect();
        let proofs: Vec<Evidence> = proofs.into_iter().collect::<Option<_>>()?;
        let mut proofs = proofs.into_iter();
        let mut all = proofs.next()?;
        proofs.for_each(|proof| all.add(&proof));
        Some(all)
    }
}

/// So many CUDA devices, the first ones.
pub(crate) fn cuda(count: usize) -> Result<Fleet<CudaObjects>, String> {
    fleet(Cuda::all(), count, "CUDA devices", CudaObjects::new)
}

/// So many adapters that are no software: one GPU may be there through two drivers, and is still one.
pub(crate) fn wgpu(count: usize) -> Result<Fleet<WgpuObjects>, String> {
    let gpus = Gpu::all().map(|all| {
        let hardware =
            |gpu: &Result<Gpu, Unavailable>| !matches!(gpu, Ok(gpu) if gpu.kind() == DeviceKind::Cpu);
        let mut gpus: Vec<_> = all.into_iter().filter(hardware).collect();
        let backend = gpus.iter().flatten().next().map(|gpu| gpu.evidence().backend);
        gpus.retain(|gpu| gpu.as_ref().map_or(true, |gpu| Some(gpu.evidence().backend) == backend));
        gpus
    });
    fleet(gpus, count, "GPUs through wgpu", WgpuObjects::new)
}

fn fleet<D, K, Error: std::fmt::Display>(
    found: Result<Vec<Result<D, Unavailable>>, Unavailable>,
    count: usize,
    what: &str,
    kernels: impl Fn(D) -> Result<K, Error>,
) -> Result<Fleet<K>, String> {
    let begun = Instant::now();
    let all = found.map_err(|unavailable| unavailable.to_string())?;
    let (there, faults): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
    let devices: Vec<D> = there.into_iter().flatten().take(count).collect();
    if devices.len() < count {
        let faults: Vec<String> =
            faults.into_iter().filter_map(|fault| fault.err().map(|fault| fault.to_string())).collect();
        let because = if faults.is_empty() { String::new() } else { format!(" ({})", faults.join("; ")) };
        return Err(format!("{} of {count} {what} are there{because}", devices.len()));
    }
    let devices: Result<Vec<_>, _> =
        devices.into_iter().map(|device| kernels(device).map(Device::of)).collect();
    let devices = devices.map_err(|error| error.to_string())?;
    Ok(Fleet { devices, preparing: begun.elapsed().as_secs_f64() })
}
