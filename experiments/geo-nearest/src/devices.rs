//! The variants on a GPU. Opening the device and compiling the kernel is prepared; tables, upload, download and the final
//! distance are measured. Where there is no device they say so, and never fall back.

use std::cell::RefCell;

use device::{DeviceError, DeviceKind as Kind, Evidence as Proof, Gpu, cuda::Cuda};
use great_circle::{CudaNearest, Grid, Nearest, Plants, WgpuNearest};
use touchstone::prelude::*;
use touchstone::{Measured, Report};

use crate::world::World;

/// A software driver proves that the kernel is right, on the small workloads; on a large one it would prove patience.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000_000;

pub(crate) fn on_wgpu(world: &World) -> Measured<'_, Nearest> {
    let gpu = Gpu::open();
    let pairs = world.grid.points() * world.degrees.len();
    if let Ok(gpu) = &gpu
        && gpu.kind() == Kind::Cpu
        && pairs > ENOUGH_FOR_SOFTWARE
    {
        let name = gpu.evidence().device;
        return cannot_run(&format!(
            "{name} is a software driver, too slow for {pairs} pairs; a GPU is needed"
        ));
    }
    match gpu.map_err(DeviceError::from).and_then(WgpuNearest::new) {
        Ok(device) => on_device(world, move |grid, plants| device.run(grid, plants)),
        Err(error) => cannot_run(&error),
    }
}

pub(crate) fn on_cuda(world: &World) -> Measured<'_, Nearest> {
    match Cuda::open().map_err(DeviceError::from).and_then(CudaNearest::new) {
        Ok(device) => on_device(world, move |grid, plants| device.run(grid, plants)),
        Err(error) => cannot_run(&error),
    }
}

fn on_device<'a, R>(world: &'a World, run: R) -> Measured<'a, Nearest>
where
    R: Fn(&Grid, &Plants) -> Result<(Nearest, Proof), DeviceError> + 'a,
{
    // What the measured closure learns of the device is told after the clocks.
    let proof = std::rc::Rc::new(RefCell::new(None));
    let told = std::rc::Rc::clone(&proof);
    measured(move || {
        let (nearest, ran) = run(&world.grid, &world.plants).unwrap_or_else(|error| panic!("{error}"));
        *proof.borrow_mut() = Some(ran);
        nearest
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
