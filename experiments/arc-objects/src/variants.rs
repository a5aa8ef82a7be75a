//! The variants that need a device, once for each kind of device: masks on it, a launch for each grid, and the rules that switch.

use grid_objects::ObjectDevice;
use touchstone::{Measured, prelude::*};

use crate::{
    ArcObjects, PUZZLES,
    answers::Answer,
    devices::{Device, Drivers, cuda, wgpu},
    labeller::{Labeller, over},
    load::{Load, World},
    switch::{Calibration, Choosing, Each, Judged, Launches, Model, Rule, Seventy, entries, on_table},
};

/// Who decides what goes to the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// 70 cells, and a launch for each grid.
    SeventyEach,
    /// 70 cells, and one launch for all.
    SeventyBatch,
    /// Times foretold from numbers of grids and cells.
    Model,
    /// Times of such a batch, measured.
    Oracle,
}

impl Rules {
    const ALL: [Self; 4] = [Self::SeventyEach, Self::SeventyBatch, Self::Model, Self::Oracle];

    const fn name(self) -> &'static str {
        match self {
            Self::SeventyEach => "seventy-each",
            Self::SeventyBatch => "seventy-batch",
            Self::Model => "model",
            Self::Oracle => "oracle",
        }
    }
}

/// On CUDA rules have the plan's names, on wgpu `-wgpu` is put behind.
pub(crate) fn on_devices(
    declaration: Declaration<ArcObjects>,
    table: &[&str; 32],
) -> Declaration<ArcObjects> {
    let whole: [&str; 37] = with(["smoke", "small", "full", "noise", PUZZLES], table);
    let each: [&str; 35] = with(["smoke", "small", PUZZLES], table);
    let ruled: [&str; 34] = with(["smoke", "table"], table);
    let declaration = declaration
        .candidate("wgpu", |world, _| over(world, wgpu(world, Drivers::Any)))
        .on_device(DeviceKind::Wgpu)
        .only_on(whole)
        .candidate("cuda", |world, _| over(world, cuda()))
        .on_device(DeviceKind::Cuda)
        .only_on(whole)
        .candidate("wgpu-each", |world, _| over(world, wgpu(world, Drivers::Any).map(Each)))
        .on_device(DeviceKind::Wgpu)
        .only_on(each)
        .candidate("cuda-each", |world, _| over(world, cuda().map(Each)))
        .on_device(DeviceKind::Cuda)
        .only_on(each);
    let declaration = Rules::ALL.into_iter().fold(declaration, |declaration, rules| {
        declaration
            .candidate(rules.name(), move |world, _| following(rules, world, cuda()))
            .on_device(DeviceKind::Cuda)
            .only_on(ruled)
    });
    Rules::ALL.into_iter().fold(declaration, |declaration, rules| {
        declaration
            .candidate(&format!("{}-wgpu", rules.name()), move |world, _| {
                following(rules, world, wgpu(world, drivers(world)))
            })
            .on_device(DeviceKind::Wgpu)
            .only_on(ruled)
    })
}

/// These workloads, and the entries of the table.
fn with<'a, const N: usize, const M: usize>(some: [&'a str; N], table: &[&'a str; 32]) -> [&'a str; M] {
    assert_eq!(N + table.len(), M);
    std::array::from_fn(|at| if at < N { some[at] } else { table[at - N] })
}

fn following<'a, K: ObjectDevice + 'a>(
    rules: Rules,
    world: &'a World,
    device: Result<Device<K>, String>,
) -> Measured<'a, Answer> {
    match rules {
        Rules::SeventyEach => judged(world, device.map(|device| seventy(device, Launches::Each))),
        Rules::SeventyBatch => judged(world, device.map(|device| seventy(device, Launches::Together))),
        Rules::Model => {
            judged(world, device.map(|device| learnt(world, device, |it| Model::of(&it.points()))))
        }
        Rules::Oracle => {
            judged(world, device.map(|device| learnt(world, device, |it| it.fastest(entries(world)))))
        }
    }
}

fn seventy<D>(device: D, launches: Launches) -> Seventy<D> {
    Seventy { device, launches }
}

/// Where speed is of interest, and where labels alone are.
fn drivers(world: &World) -> Drivers {
    match world.load {
        Load::Table | Load::Entry(_) => Drivers::Hardware,
        _ => Drivers::Any,
    }
}

/// On the table its choices are held against both sides; elsewhere it is measured as any other.
fn judged<'a>(world: &'a World, labeller: Result<impl Judged + 'a, String>) -> Measured<'a, Answer> {
    match world.load {
        Load::Table => on_table(world, labeller),
        _ => over(world, labeller),
    }
}

fn learnt<K: ObjectDevice, R: Rule>(
    world: &World,
    mut device: Device<K>,
    learn: impl FnOnce(&mut Calibration<'_, Device<K>>) -> R,
) -> Choosing<R, Device<K>> {
    let rule = learn(&mut Calibration {
        seed: world.calibration_seed,
        // Where labels alone are of interest little will do.
        largest: if drivers(world) == Drivers::Hardware { 10_000 } else { 100 },
        device: &mut device,
    });
    // What was learnt from proves nothing of what is measured.
    let _ = device.proof();
    Choosing { rule, device }
}
