//! Devices of both kinds, one and several, and how the batch is shared out among them.

use std::{cell::RefCell, rc::Rc};

use grid_objects::{Labels, ObjectDevice};
use plan_machines::evidence;
use touchstone::{Measured, prelude::*};

use crate::{
    ArcDevices,
    split::{Split, Worker, label},
    workers::{Core, Fleet, cuda, wgpu},
    world::World,
};

/// Grids of a chunk, as the plan has it: some 600 KB of labels.
const CHUNK: usize = 8_192;

/// Enough chunks for a queue to be one, where there are few grids.
const FEWEST_CHUNKS: usize = 8;

/// How many devices take part.
pub(crate) const SEVERAL: [usize; 2] = [2, 4];

/// How a batch is shared out, whatever its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Static,
    Queue,
}

impl Way {
    fn split(self, world: &World) -> Split {
        match self {
            Self::Static => Split::Static,
            Self::Queue => Split::Queue(CHUNK.min(world.batch.len().div_ceil(FEWEST_CHUNKS))),
        }
    }
}

pub(crate) fn on_devices(declaration: Declaration<ArcDevices>) -> Declaration<ArcDevices> {
    let declaration = declaration
        .candidate("cuda-one", |world, _| over_fleet(world, cuda(1), Way::Static))
        .on_device(DeviceKind::Cuda)
        .candidate("wgpu-one", |world, _| over_fleet(world, wgpu(1), Way::Static))
        .on_device(DeviceKind::Wgpu);
    let ways = [("static", Way::Static), ("queue", Way::Queue)];
    let each = ways.into_iter().flat_map(|way| SEVERAL.map(|count| (way, count)));
    each.fold(declaration, |declaration, ((name, way), count)| {
        declaration
            .candidate(&format!("cuda-{name}-{count}"), move |world, _| over_fleet(world, cuda(count), way))
            .on_device(DeviceKind::Cuda)
            .candidate(&format!("wgpu-{name}-{count}"), move |world, _| over_fleet(world, wgpu(count), way))
            .on_device(DeviceKind::Wgpu)
    })
}

/// Two cores in the place of two devices.
pub(crate) fn doubles(world: &World, way: Way) -> Measured<'_, Labels> {
    measured(move || all_of(&mut [Core, Core], world, way))
}

fn over_fleet<'a, K: ObjectDevice + Send + 'a>(
    world: &'a World,
    fleet: Result<Fleet<K>, String>,
    way: Way,
) -> Measured<'a, Labels> {
    let fleet = match fleet {
        Ok(fleet) => Rc::new(RefCell::new(fleet)),
        Err(reason) => return cannot_run(&reason),
    };
    let told = Rc::clone(&fleet);
    measured(move || all_of(&mut fleet.borrow_mut().devices, world, way)).reporting(move |_, report| {
        let mut fleet = told.borrow_mut();
        report.metric("prepare-kernels", fleet.preparing, "s");
        report.count("devices", fleet.devices.len() as u64);
        if let Some(proof) = fleet.proof() {
            report.evidence(evidence(proof));
        }
    })
}

fn all_of<W: Worker>(workers: &mut [W], world: &World, way: Way) -> Labels {
    label(workers, &world.batch, way.split(world)).unwrap_or_else(|fault| panic!("{fault}"))
}
