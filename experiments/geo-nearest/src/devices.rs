//! The variants on a GPU. Tables, upload, download and the final distance are measured.

use great_circle::{CudaNearest, Nearest, WgpuNearest};
use plan_machines::Load;
use touchstone::Measured;

use crate::world::World;

/// On a software driver: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000_000;

pub(crate) fn on_wgpu(world: &World) -> Measured<'_, Nearest> {
    let load = Load::Counted {
        amount: world.grid.points() * world.degrees.len(),
        unit: "pairs",
        enough_for_software: ENOUGH_FOR_SOFTWARE,
    };
    plan_machines::on_wgpu(load, WgpuNearest::new, |device| device.run(&world.grid, &world.plants))
}

pub(crate) fn on_cuda(world: &World) -> Measured<'_, Nearest> {
    plan_machines::on_cuda(CudaNearest::new, |device| device.run(&world.grid, &world.plants))
}
