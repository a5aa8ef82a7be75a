//! The variants on a device. Each operation is a trip of its own, with packing, both copies and the wait in its time; where grids are
//! resident, they are on the device before the clock starts and what becomes of them stays there: only the answers to comparisons and
//! histograms come down, and it waits for all of it.

use std::{rc::Rc, time::Instant};

use device::{DeviceError, Evidence, Gpu, cuda::Cuda};
use grid_batch::{CudaGrids, GridDevice, GridTrip, PackedBatch, WgpuGrids};
use lp_machines::Load;
use touchstone::Measured;

use crate::{
    answers::{Answers, Grids, told},
    world::World,
};

/// Where the grids are before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grounds {
    Host,
    Device,
}

/// Grids for a software driver: more would prove patience, and no more of the kernels.
const ENOUGH_FOR_SOFTWARE: usize = 3_000;

pub(crate) fn on_wgpu(world: &World, grounds: Grounds) -> Measured<'_, Answers> {
    let load =
        Load::Counted { amount: world.batch.len(), unit: "grids", enough_for_software: ENOUGH_FOR_SOFTWARE };
    told(
        world,
        match grounds {
            Grounds::Host => lp_machines::on_wgpu(load, WgpuGrids::new, |grids| trips(grids, world)),
            Grounds::Device => {
                let hold = |gpu: Gpu| Kept::hold(WgpuGrids::new(gpu)?, world);
                lp_machines::on_wgpu(load, hold, |kept| resident(kept, world))
            }
        },
    )
}

pub(crate) fn on_cuda(world: &World, grounds: Grounds) -> Measured<'_, Answers> {
    told(
        world,
        match grounds {
            Grounds::Host => lp_machines::on_cuda(CudaGrids::new, |grids| trips(grids, world)),
            Grounds::Device => {
                let hold = |cuda: Cuda| Kept::hold(CudaGrids::new(cuda)?, world);
                lp_machines::on_cuda(hold, |kept| resident(kept, world))
            }
        },
    )
}

fn trips<D: GridDevice>(device: &D, world: &World) -> Result<(Answers, Evidence), DeviceError> {
    let start = Instant::now();
    let mut evidence: Option<Evidence> = None;
    let mut done = |trip: D::Trip<'_>| -> Result<(), DeviceError> {
        let ran = trip.finish()?;
        match &mut evidence {
            Some(evidence) => evidence.add(&ran),
            None => evidence = Some(ran),
        }
        Ok(())
    };
    let mut changed = Vec::with_capacity(world.changes.len());
    for (_, change) in world.changes {
        let mut trip = device.begin();
        let held = trip.hold(&PackedBatch::pack(&world.batch))?;
        let there = trip.changed(&held, change)?;
        changed.push(Grids::Ragged(trip.fetch(&there)?));
        done(trip)?;
    }
    let mut trip = device.begin();
    let [held, others] = [&world.batch, &world.others].map(|batch| trip.hold(&PackedBatch::pack(batch)));
    let equal = trip.equal(&held?, &others?)?;
    done(trip)?;
    let mut trip = device.begin();
    let held = trip.hold(&PackedBatch::pack(&world.batch))?;
    let histograms = trip.histograms(&held)?;
    done(trip)?;
    let answers = Answers::new(start, changed, equal, histograms);
    Ok((answers, evidence.expect("there were ten trips")))
}

/// A device, and the grids in its memory.
struct Kept<D: GridDevice> {
    device: D,
    batch: D::Held,
    others: D::Held,
}

impl<D: GridDevice> Kept<D> {
    fn hold(device: D, world: &World) -> Result<Rc<Self>, DeviceError> {
        let mut trip = device.begin();
        let [batch, others] = [&world.batch, &world.others].map(|batch| trip.hold(&PackedBatch::pack(batch)));
        let [batch, others] = [batch?, others?];
        trip.finish()?;
        Ok(Rc::new(Self { device, batch, others }))
    }
}

fn resident<D: GridDevice + 'static>(
    kept: &Rc<Kept<D>>,
    world: &World,
) -> Result<(Answers, Evidence), DeviceError> {
    let start = Instant::now();
    let mut trip = kept.device.begin();
    let mut changed = Vec::with_capacity(world.changes.len());
    for (_, change) in world.changes {
        let (there, kept) = (trip.changed(&kept.batch, change)?, Rc::clone(kept));
        let fetch = move || kept.device.begin().fetch(&there).unwrap_or_else(|error| panic!("{error}"));
        changed.push(Grids::Held(Box::new(fetch)));
    }
    let equal = trip.equal(&kept.batch, &kept.others)?;
    let histograms = trip.histograms(&kept.batch)?;
    let evidence = trip.finish()?;
    Ok((Answers::new(start, changed, equal, histograms), evidence))
}
