//! The variants on a GPU. Tables, upload and download are measured.

use levelized_cost::{Costs, CudaCosts, WgpuCosts};
use plan_machines::Load;
use touchstone::Measured;

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

/// On a software driver: more would prove patience, and no more of the kernel.
const ENOUGH_FOR_SOFTWARE: usize = 1_000_000_000;

pub(crate) fn on_wgpu(world: &World, trip: Trip) -> Measured<'_, Costs> {
    let load = match trip {
        Trip::CostOnly => Load::Light,
        Trip::Separate | Trip::Fused => Load::Counted {
            amount: world.km.len() * world.plants.distinct(),
            unit: "pairs",
            enough_for_software: ENOUGH_FOR_SOFTWARE,
        },
    };
    plan_machines::on_wgpu(load, WgpuCosts::new, move |device| match trip {
        Trip::CostOnly => device.costs(&world.sites, &world.km),
        Trip::Separate => device.separate(&world.sites, &world.plants),
        Trip::Fused => device.fused(&world.sites, &world.plants),
    })
}

pub(crate) fn on_cuda(world: &World, trip: Trip) -> Measured<'_, Costs> {
    plan_machines::on_cuda(CudaCosts::new, move |device| match trip {
        Trip::CostOnly => device.costs(&world.sites, &world.km),
        Trip::Separate => device.separate(&world.sites, &world.plants),
        Trip::Fused => device.fused(&world.sites, &world.plants),
    })
}
