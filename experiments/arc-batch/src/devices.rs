//! The variants on a device. Each operation is a trip of its own, with packing, both copies and the wait in its time; where grids are
//! resident, they are on the device before the clock starts and what becomes of them stays there: only the answers to comparisons and
//! histograms come down, and it waits for all of it.

use std::{rc::Rc, time::Instant};

use device::{DeviceError, Evidence, Gpu, cuda::Cuda};
use grid_batch::{CudaGrids, GridDevice, GridTrip, PackedBatch, WgpuGrids};
use plan_machines::Load;
use touchstone::Measured;

use crate::{
    answers::{Answers, Results, Told, each_grid},
    world::World,
};

/// Where the grids are before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    Host,
    Device,
}

/// Grids for a software driver: more would prove patience, and no more of the kernels.
const ENOUGH_FOR_SOFTWARE: usize = 3_000;

pub(crate) fn on_wgpu(world: &Rc<World>, home: Home) -> Measured<'_, Answers> {
    let load =
        Load::Counted { amount: world.batch.len(), unit: "grids", enough_for_software: ENOUGH_FOR_SOFTWARE };
    let prepare = move |gpu: Gpu| prepared(WgpuGrids::new(gpu)?, world, home);
    each_grid(world, plan_machines::on_wgpu(load, prepare, answers))
}

pub(crate) fn on_cuda(world: &Rc<World>, home: Home) -> Measured<'_, Answers> {
    let prepare = move |cuda: Cuda| prepared(CudaGrids::new(cuda)?, world, home);
    each_grid(world, plan_machines::on_cuda(prepare, answers))
}

type Done = Result<(Told, Evidence), DeviceError>;
type DevicePass = Rc<dyn Fn(&mut Results) -> Done>;

fn answers(pass: &DevicePass) -> Result<(Answers, Evidence), DeviceError> {
    let start = Instant::now();
    let (told, evidence) = pass(&mut Results::Dropped)?;
    let pass = Rc::clone(pass);
    let again = move |results: &mut Results| pass(results).unwrap_or_else(|error| panic!("{error}")).0;
    Ok((Answers::since(start, told, Rc::new(again)), evidence))
}

fn prepared<D: GridDevice + 'static>(
    device: D,
    world: &Rc<World>,
    home: Home,
) -> Result<DevicePass, DeviceError> {
    let world = Rc::clone(world);
    if home == Home::Host {
        return Ok(Rc::new(move |results| trips(&device, &world, results)));
    }
    let mut trip = device.begin();
    let [held, others] = [&world.batch, &world.others].map(|batch| trip.hold(&PackedBatch::pack(batch)));
    let [held, others] = [held?, others?];
    trip.finish()?;
    Ok(Rc::new(move |results| {
        let mut trip = device.begin();
        for (_, change) in world.changes {
            let changed = trip.changed(&held, change)?;
            results.take(changed, |changed| trip.fetch(&changed).unwrap_or_else(|error| panic!("{error}")));
        }
        let told = Told { equal: trip.equal(&held, &others)?, histograms: trip.histograms(&held)? };
        Ok((told, trip.finish()?))
    }))
}

fn trips<D: GridDevice>(device: &D, world: &World, results: &mut Results) -> Done {
    let mut trip = device.begin();
    let [held, others] = [&world.batch, &world.others].map(|batch| trip.hold(&PackedBatch::pack(batch)));
    let equal = trip.equal(&held?, &others?)?;
    let mut evidence = trip.finish()?;
    let mut trip = device.begin();
    let held = trip.hold(&PackedBatch::pack(&world.batch))?;
    let histograms = trip.histograms(&held)?;
    evidence.add(&trip.finish()?);
    for (_, change) in world.changes {
        let mut trip = device.begin();
        let held = trip.hold(&PackedBatch::pack(&world.batch))?;
        let changed = trip.changed(&held, change)?;
        results.take(trip.fetch(&changed)?, |changed| changed);
        evidence.add(&trip.finish()?);
    }
    Ok((Told { equal, histograms }, evidence))
}
