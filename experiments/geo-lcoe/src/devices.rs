//! The variants on a GPU. Opening the device and compiling the kernels is prepared; tables, upload and download are measured.
//! Where there is no device they say so, and never fall back.

use std::{cell::RefCell, rc::Rc};

use device::{DeviceError, DeviceKind as Kind, Evidence as Proof, Gpu, cuda::Cuda};
use levelized_cost::{Costs, CudaCosts, WgpuCosts};
use touchstone::prelude::*;
use touchstone::{Measured, Report};

use crate::world::World;

/// What is done on the device, and in how many trips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trip {
    /// The distances are there; costs only.
    CostOnly,
    /// Distances to the host and back, then costs.
    Separate,
    /// Distances and costs in one kernel.
    Fused,
}

/// A software driver proves that the kernel is right, on the small workloads; on a large one it would prove patience.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000_000;

pub(crate) fn on_wgpu(world: &World, trip: Trip) -> Measured<'_, Costs> {
    let gpu = Gpu::open();
    let pairs = world.km.len() * world.plants.distinct();
    if let Ok(gpu) = &gpu
        && gpu.kind() == Kind::Cpu
        && trip != Trip::CostOnly
        && pairs > ENOUGH_FOR_SOFTWARE
    {
        let name = gpu.evidence().device;
        return cannot_run(&format!(
            "{name} is a software driver, too slow for {pairs} pairs; a GPU is needed"
        ));
    }
    match gpu.map_err(DeviceError::from).and_then(WgpuCosts::new) {
        Ok(device) => on_device(move || match trip {
            Trip::CostOnly => device.costs(&world.sites, &world.km),
            Trip::Separate => device.separate(&world.sites, &world.plants),
            Trip::Fused => device.fused(&world.sites, &world.plants),
        }),
        Err(error) => cannot_run(&error),
    }
}

pub(crate) fn on_cuda(world: &World, trip: Trip) -> Measured<'_, Costs> {
    match Cuda::open().map_err(DeviceError::from).and_then(CudaCosts::new) {
        Ok(device) => on_device(move || match trip {
            Trip::CostOnly => device.costs(&world.sites, &world.km),
            Trip::Separate => device.separate(&world.sites, &world.plants),
            Trip::Fused => device.fused(&world.sites, &world.plants),
        }),
        Err(error) => cannot_run(&error),
    }
}

fn on_device<'a>(run: impl Fn() -> Result<(Costs, Proof), DeviceError> + 'a) -> Measured<'a, Costs> {
    // What the measured closure learns of the device is told after the clocks.
    let proof = Rc::new(RefCell::new(None));
    let told = Rc::clone(&proof);
    measured(move || {
        let (costs, ran) = run().unwrap_or_else(|error| panic!("{error}"));
        *proof.borrow_mut() = Some(ran);
        costs
    })
    .reporting(move |_, report: &mut Report| {
        if let Some(ran) = told.borrow_mut().take() {
            report.evidence(evidence(ran));
        }
    })
}

fn evidence(ran: Proof) -> Evidence {
    Evidence {
        device: ran.device,
        backend: ran.backend,
        kind: match ran.kind {
            Kind::Discrete => GpuKind::Discrete,
            Kind::Integrated => GpuKind::Integrated,
            Kind::Virtual => GpuKind::Virtual,
            Kind::Cpu => GpuKind::Cpu,
            Kind::Other => GpuKind::Other,
        },
        driver: ran.driver,
        dispatches: ran.dispatches,
        bytes_up: ran.bytes_up,
        bytes_down: ran.bytes_down,
        device_ns: ran.device_ns,
    }
}
