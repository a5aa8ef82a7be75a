//! The costs on a GPU through wgpu: alone, after a trip for the distances, or in one kernel with them.

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuBuffer, GpuKernel, GpuLaunch};
use great_circle::{Directions, EARTH_RADIUS_KM, Plants, WgpuNearest};

use crate::{Costs, Sites};

/// The source of the kernel for costs alone, for checks on machines without a GPU.
pub const COSTS_WGSL: &str = concat!(include_str!("formula.wgsl"), include_str!("costs.wgsl"));
/// Its entry point.
pub const COSTS_WGSL_ENTRY: &str = "levelized_costs";
/// The source of the kernel for distances and costs.
pub const FUSED_WGSL: &str = concat!(include_str!("formula.wgsl"), include_str!("fused.wgsl"));
/// Its entry point.
pub const FUSED_WGSL_ENTRY: &str = "nearest_costs";

/// Points per workgroup and rows per invocation, as in the sources.
const LANES: u32 = 64;
const ROWS: u32 = 4;

/// A GPU with all kernels compiled: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuCosts {
    gpu: Gpu,
    nearest: WgpuNearest,
    costs: GpuKernel,
    fused: GpuKernel,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct CostSizes {
    points: u32,
    first_inhabited: u32,
    end_inhabited: u32,
    unused: u32,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct FusedSizes {
    n_lat: u32,
    n_lon: u32,
    plants: u32,
    groups_per_band: u32,
    first_inhabited: u32,
    end_inhabited: u32,
    radius_km: f32,
    unused: u32,
}

impl WgpuCosts {
    /// Compiles the kernels.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        let nearest = WgpuNearest::new(gpu.clone())?;
        let costs = gpu.kernel(COSTS_WGSL, COSTS_WGSL_ENTRY)?;
        let fused = gpu.kernel(FUSED_WGSL, FUSED_WGSL_ENTRY)?;
        Ok(Self { gpu, nearest, costs, fused })
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Sites and kilometres up, kernel, costs down.
    ///
    /// # Panics
    /// Where `km` is not as long as the grid has points.
    pub fn costs(&self, sites: &Sites, km: &[f32]) -> Result<(Costs, Evidence), DeviceError> {
        let points = sites.grid().points();
        assert_eq!(km.len(), points, "km has one item for each point");
        let inhabited = sites.inhabited_points();
        let sizes = CostSizes {
            points: points as u32,
            first_inhabited: inhabited.start as u32,
            end_inhabited: inhabited.end as u32,
            unused: 0,
        };
        let mut launch = self.gpu.launch();
        let sizes = launch.uniform(&sizes)?;
        let on_gpu = OnGpu::upload(&mut launch, sites)?;
        let km = launch.upload(km)?;
        let arguments = [
            sizes.bind(),
            on_gpu.table.bind(),
            on_gpu.numbers.bind(),
            on_gpu.solar.bind(),
            on_gpu.wind.bind(),
            km.bind(),
            on_gpu.lcoe.bind(),
            on_gpu.lcoh.bind(),
        ];
        launch.dispatch(&self.costs, &arguments, points.div_ceil(LANES as usize) as u64)?;
        on_gpu.download(launch)
    }

    /// Distances to the host and back, then costs: two trips.
    pub fn separate(&self, sites: &Sites, plants: &Plants) -> Result<(Costs, Evidence), DeviceError> {
        let (nearest, mut evidence) = self.nearest.run(sites.grid(), plants)?;
        let (costs, later) = self.costs(sites, &nearest.km)?;
        evidence.add(&later);
        Ok((costs, evidence))
    }

    /// Distances and costs in one kernel: one trip.
    pub fn fused(&self, sites: &Sites, plants: &Plants) -> Result<(Costs, Evidence), DeviceError> {
        let grid = sites.grid();
        let Directions { parallels, meridians, units } = Directions::of(grid, plants).rounded();
        let sizes = FusedSizes {
            n_lat: grid.n_lat() as u32,
            n_lon: grid.n_lon() as u32,
            plants: units.len() as u32,
            groups_per_band: (grid.n_lon() as u32).div_ceil(LANES),
            first_inhabited: sites.inhabited().start as u32,
            end_inhabited: sites.inhabited().end as u32,
            radius_km: EARTH_RADIUS_KM as f32,
            unused: 0,
        };
        let workgroups = u64::from(sizes.groups_per_band) * u64::from(sizes.n_lat.div_ceil(ROWS));
        let mut launch = self.gpu.launch();
        let sizes = launch.uniform(&sizes)?;
        // One list of both: kernels have eight bindings of storage and no more everywhere.
        let directions = launch.upload(&[parallels, meridians].concat())?;
        let units = launch.upload(&units)?;
        let on_gpu = OnGpu::upload(&mut launch, sites)?;
        let arguments = [
            sizes.bind(),
            on_gpu.table.bind(),
            directions.bind(),
            units.bind(),
            on_gpu.numbers.bind(),
            on_gpu.solar.bind(),
            on_gpu.wind.bind(),
            on_gpu.lcoe.bind(),
            on_gpu.lcoh.bind(),
        ];
        launch.dispatch(&self.fused, &arguments, workgroups)?;
        on_gpu.download(launch)
    }
}

/// What both kernels read and write.
struct OnGpu {
    table: GpuBuffer<[f32; 4]>,
    numbers: GpuBuffer<u16>,
    solar: GpuBuffer<f32>,
    wind: GpuBuffer<f32>,
    lcoe: GpuBuffer<u32>,
    lcoh: GpuBuffer<u32>,
}

impl OnGpu {
    fn upload(launch: &mut GpuLaunch<'_>, sites: &Sites) -> Result<Self, DeviceError> {
        // The sea is answered by its number, and WGSL has no infinity.
        let mut table = sites.countries().rounded();
        table[0] = [0.0; 4];
        Ok(Self {
            table: launch.upload(&table)?,
            numbers: launch.upload(sites.numbers())?,
            solar: launch.upload(sites.solar())?,
            wind: launch.upload(sites.wind())?,
            lcoe: launch.zeros(sites.grid().points())?,
            lcoh: launch.zeros(sites.grid().points())?,
        })
    }

    fn download(self, mut launch: GpuLaunch<'_>) -> Result<(Costs, Evidence), DeviceError> {
        let (lcoe, lcoh) = (launch.download(&self.lcoe)?, launch.download(&self.lcoh)?);
        let costs = Costs { lcoe: bytemuck::cast_vec(lcoe), lcoh: bytemuck::cast_vec(lcoh) };
        Ok((costs, launch.finish()?))
    }
}
