//! What electricity and hydrogen cost at every point of a world grid is a few divisions on 22 bytes. Is that compute or memory
//! traffic, and does a trip to a GPU pay for it?

mod bandwidth;
mod devices;
mod hypotheses;
mod npy;
mod world;

use std::{fs, io, num::NonZeroUsize, path::Path};

use great_circle::{Lanes, Threads};
use levelized_cost::{Costs, Method, Passes, TOLERANCE, costs, nearest_costs};
use touchstone::prelude::*;
use touchstone::{Measured, Setting};

use crate::{
    devices::{Trip, on_cuda, on_wgpu},
    world::{Size, World},
};

struct GeoLcoe;

impl Experiment for GeoLcoe {
    type Workload = Size;
    type Input = World;
    type Output = Costs;

    fn declare() -> Declaration<Self> {
        let declaration =
            Declaration::<Self>::new("The cost of electricity and hydrogen at every point of a world grid")
                .workload("smoke", Size::SMOKE)
                .workload("small", Size::SMALL)
                .workload("full", Size::FULL)
                .sized(|size| size.points() as f64)
                .baseline("map", |world, _| alone(world, Method::Map))
                .candidate("table", |world, _| alone(world, Method::Table))
                .candidate("simd", |world, _| simd(world))
                .candidate("simd-threads", |world, setting| {
                    on_cores(setting, |threads| {
                        measured(move || {
                            costs(&world.sites, &world.km, Method::Simd(Lanes::detect()), &threads)
                        })
                    })
                })
                .threads(Cores::Performance)
                .candidate("separate-threads", |world, setting| {
                    with_distances(world, Passes::Separate, setting)
                })
                .threads(Cores::Performance)
                .candidate("fused-threads", |world, setting| with_distances(world, Passes::Fused, setting))
                .threads(Cores::Performance)
                .candidate("wgpu-cost-only", |world, _| on_wgpu(world, Trip::CostOnly))
                .on_device(DeviceKind::Wgpu)
                .candidate("wgpu-separate", |world, _| on_wgpu(world, Trip::Separate))
                .on_device(DeviceKind::Wgpu)
                .candidate("wgpu-fused", |world, _| on_wgpu(world, Trip::Fused))
                .on_device(DeviceKind::Wgpu)
                .candidate("cuda-cost-only", |world, _| on_cuda(world, Trip::CostOnly))
                .on_device(DeviceKind::Cuda)
                .candidate("cuda-separate", |world, _| on_cuda(world, Trip::Separate))
                .on_device(DeviceKind::Cuda)
                .candidate("cuda-fused", |world, _| on_cuda(world, Trip::Fused))
                .on_device(DeviceKind::Cuda)
                .control("one-technology", |world, _| alone(world, Method::OneTechnology))
                .only_on(["smoke", "small"])
                .control("annuities-f32", |world, _| alone(world, Method::AnnuitiesInF32))
                .only_on(["smoke", "small"])
                .peer("numpy", command("python3", ["peers/costs.py"]))
                .regresses_beyond(percent(5.0));
        hypotheses::add(declaration)
    }

    fn input(size: &Size, rng: &mut Rng) -> World {
        World::new(*size, rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let (reference, got) = (outputs.reference, outputs.got);
        let wide = |costs: &[f32]| costs.iter().copied().map(f64::from).collect::<Vec<f64>>();
        Checks::new()
            .exact("points without a cost of electricity", nowhere(&reference.lcoe), nowhere(&got.lcoe))
            .exact("points without a cost of hydrogen", nowhere(&reference.lcoh), nowhere(&got.lcoh))
            .relative("lcoe", wide(&reference.lcoe), wide(&got.lcoe), TOLERANCE)
            .relative("lcoh", wide(&reference.lcoh), wide(&got.lcoh), TOLERANCE)
    }

    fn export(world: &World, folder: &Path) -> io::Result<()> {
        let sites = &world.sites;
        let floats = |name: &str, list: &[f32]| {
            npy::write(&folder.join(name), "<f4", 1, list.iter().map(|number| number.to_le_bytes()))
        };
        floats("solar.npy", sites.solar())?;
        floats("wind.npy", sites.wind())?;
        floats("km.npy", &world.km)?;
        let numbers = sites.numbers().iter().map(|number| number.to_le_bytes());
        npy::write(&folder.join("countries.npy"), "<u2", 1, numbers)?;
        // Of each country solar, wind and electrolyser; of each of these capital, upkeep, rate, years.
        let prices: Vec<f64> = sites
            .countries()
            .list()
            .iter()
            .flat_map(|country| [country.solar, country.wind, country.electrolyser])
            .flat_map(|plant| [plant.capital, plant.upkeep, plant.rate, f64::from(plant.years)])
            .collect();
        npy::write(&folder.join("prices.npy"), "<f8", 12, prices.iter().map(|price| price.to_le_bytes()))?;
        let (n_lat, n_lon) = (sites.grid().n_lat(), sites.grid().n_lon());
        fs::write(folder.join("grid.json"), format!("{{\"n_lat\": {n_lat}, \"n_lon\": {n_lon}}}\n"))
    }

    fn import(_: &World, folder: &Path) -> io::Result<Costs> {
        Ok(Costs {
            lcoe: npy::read_f32(&folder.join("lcoe.npy"))?,
            lcoh: npy::read_f32(&folder.join("lcoh.npy"))?,
        })
    }
}

/// The places of all NaNs.
fn nowhere(costs: &[f32]) -> impl Iterator<Item = usize> {
    (0..costs.len()).filter(|&point| costs[point].is_nan())
}

/// Costs alone, on one thread.
fn alone(world: &World, method: Method) -> Measured<'_, Costs> {
    measured(move || costs(&world.sites, &world.km, method, &Threads::one()))
}

/// The same on vector units, which says after the clocks how near it is to a plain copy.
fn simd(world: &World) -> Measured<'_, Costs> {
    let lanes = Lanes::detect();
    alone(world, Method::Simd(lanes)).reporting(move |_, report| {
        let traffic = bandwidth::measure(world, lanes);
        report.metric("share-of-copy", traffic.share_of_copy(), "");
        report.metric("formula-without-new-pages", traffic.formula_seconds(), "s");
        report.metric("copied-per-second", traffic.copied_per_second(), "B/s");
    })
}

/// Distances and costs on as many threads as there are for us.
fn with_distances(world: &World, passes: Passes, setting: Setting) -> Measured<'_, Costs> {
    on_cores(setting, |threads| {
        measured(move || nearest_costs(&world.sites, &world.plants, Lanes::detect(), passes, &threads))
    })
}

/// The pool is prepared, tables and trees are not.
fn on_cores<'a>(setting: Setting, work: impl FnOnce(Threads) -> Measured<'a, Costs>) -> Measured<'a, Costs> {
    let threads = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    match Threads::new(threads) {
        Ok(threads) => work(threads),
        Err(error) => cannot_run(&error),
    }
}

fn main() -> ExitCode {
    touchstone::main::<GeoLcoe>()
}
