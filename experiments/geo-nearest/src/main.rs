//! For every point of a world grid: which plant is nearest along the great circle, and how far is it? Trying every pair
//! is simple; this asks when a tree, vector units, threads or a GPU beat it, and where they stop paying.

mod devices;
mod hypotheses;
mod verify;
mod world;

use std::{fs, io, num::NonZeroUsize, path::Path};

use great_circle::{Accuracy, Counts, Lanes, METRES, Method, Nearest, Threads, nearest};
use touchstone::prelude::*;
use touchstone::{Measured, npy};

use crate::world::{Size, World};

struct GeoNearest;

impl Experiment for GeoNearest {
    type Workload = Size;
    type Input = World;
    type Output = Nearest;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("The nearest plant for every point of a world grid")
            .workload("smoke", Size::SMOKE)
            .workload("small", Size::SMALL)
            .workload("full", Size::full(1_000))
            .reference("full", "tree")
            .named_workload("full-200", Size::full(200))
            .named_workload("full-10000", Size::full(10_000))
            .reference("full-10000", "tree")
            // Trying every pair takes so long; what a method saves, it saves on both sides of a gate.
            .sized(|size| size.pairs() as f64)
            .baseline("haversine", |world, _| by(world, Method::Haversine))
            .only_on(["smoke", "small", "full-200"])
            .candidate("chord", |world, _| by(world, Method::Chord))
            .only_on(["smoke", "small", "full-200"])
            .candidate("simd", |world, _| by(world, Method::Simd(Lanes::detect())))
            .candidate("row-table", |world, _| by(world, Method::RowTable(Lanes::detect())))
            .candidate("row-table-unblocked", |world, _| {
                by(world, Method::RowTableUnblocked(Lanes::detect()))
            })
            .candidate("row-sweep", |world, _| by(world, Method::RowSweep(Lanes::detect())))
            .candidate("tree", |world, _| by(world, Method::Tree))
            .candidate("tiles", |world, _| by(world, Method::Tiles(Lanes::detect())))
            .candidate("simd-threads", |world, setting| {
                on_cores(world, Method::Simd(Lanes::detect()), setting.threads)
            })
            .threads(Cores::Performance)
            .candidate("row-table-threads", |world, setting| {
                on_cores(world, Method::RowTable(Lanes::detect()), setting.threads)
            })
            .threads(Cores::Performance)
            .candidate("tree-threads", |world, setting| on_cores(world, Method::Tree, setting.threads))
            .threads(Cores::Performance)
            .candidate("tiles-threads", |world, setting| {
                on_cores(world, Method::Tiles(Lanes::detect()), setting.threads)
            })
            .threads(Cores::Performance)
            .candidate("wgpu", |world, _| devices::on_wgpu(world))
            .on_device(DeviceKind::Wgpu)
            .only_on(["smoke", "small", "full-200", "full-10000"])
            .candidate("cuda", |world, _| devices::on_cuda(world))
            .on_device(DeviceKind::Cuda)
            .only_on(["smoke", "small", "full-200", "full-10000"])
            .control("dot-f32", |world, _| by(world, Method::DotF32))
            .only_on(["smoke", "small"])
            .control("plan-degrees", |world, _| by(world, Method::PlanDegrees))
            .only_on(["smoke", "small"])
            .peer("scipy", command("python3", ["peers/nearest.py", "scipy"]))
            .peer("scipy-threads", command("python3", ["peers/nearest.py", "scipy-threads"]))
            .threads(Cores::Performance)
            .peer("balltree", command("python3", ["peers/nearest.py", "balltree"]))
            .only_on(["smoke", "small", "full"])
            .peer("pykdtree", command("python3", ["peers/nearest.py", "pykdtree"]))
            .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(size: &Size, rng: &mut Rng) -> World {
        World::new(*size, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let world = outputs.input;
        let accuracy = Accuracy::of(&world.grid, &world.plants, outputs.reference, outputs.got);
        Checks::new()
            .at_most("metres to the chosen plant beyond the nearest", accuracy.excess_m, METRES)
            .at_most("error of the distance, in multiples of 10 m or 1e-4 of it", accuracy.km_error, 1.0)
            .at_most("share of points beyond the plan's 1 %", 1.0 - accuracy.share_within_plan, 0.0)
            .output(outputs.got.nearest.iter().map(|plant| u64::from(*plant)))
            .output(outputs.got.km.iter().map(|km| u64::from(km.to_bits())))
    }

    fn verify(world: &World, reference: &Nearest) -> Checks {
        verify::verify(world, reference)
    }

    fn export(world: &World, folder: &Path) -> io::Result<()> {
        let degrees: Vec<f64> = world.degrees.iter().flat_map(|(lat, lon)| [*lat, *lon]).collect();
        npy::write(&folder.join("plants.npy"), &[world.degrees.len(), 2], &degrees)?;
        let grid = format!("{{\"n_lat\": {}, \"n_lon\": {}}}\n", world.grid.n_lat(), world.grid.n_lon());
        fs::write(folder.join("grid.json"), grid)
    }

    fn import(world: &World, folder: &Path) -> io::Result<Nearest> {
        let points = [world.grid.points()];
        Ok(Nearest {
            nearest: npy::read(&folder.join("nearest.npy"), &points)?,
            km: npy::read(&folder.join("km.npy"), &points)?,
            counts: Counts::default(),
        })
    }
}

/// A method on one thread.
fn by(world: &World, method: Method) -> Measured<'_, Nearest> {
    on_cores(world, method, 1)
}

/// A method on as many threads as there are for us. Its pool is prepared, its trees and tables are not.
fn on_cores(world: &World, method: Method, threads: usize) -> Measured<'_, Nearest> {
    let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
    match Threads::new(threads) {
        Ok(threads) => measured(move || nearest(&world.grid, &world.plants, method, &threads)).reporting(
            |output, report| {
                if let Some(pairs) = output.counts.pairs {
                    report.count("pairs", pairs);
                }
                if let Some(tiles) = output.counts.tiles {
                    report.count("tiles", tiles);
                }
            },
        ),
        Err(error) => cannot_run(&error),
    }
}

fn main() -> ExitCode {
    touchstone::main::<GeoNearest>()
}
