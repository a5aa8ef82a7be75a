//! The costs on a CUDA device: alone, after a trip for the distances, or in one kernel with them.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, CudaLaunch, MultiplyAdd, Shape},
};
use great_circle::{CudaNearest, Directions, EARTH_RADIUS_KM, Plants};

use crate::{Costs, Sites};

/// The source of the kernel for costs alone, for checks on machines without a device.
pub const COSTS_CU: &str = concat!(include_str!("formula.cuh"), include_str!("costs.cu"));
/// Its entry point.
pub const COSTS_CU_ENTRY: &str = "levelized_costs";
/// The source of the kernel for distances and costs.
pub const FUSED_CU: &str = concat!(include_str!("formula.cuh"), include_str!("fused.cu"));
/// Its entry point.
pub const FUSED_CU_ENTRY: &str = "nearest_costs";

/// Points per block: four warps.
const THREADS: u32 = 128;
/// Rows per thread, as in the source.
const ROWS: u32 = 4;

/// A CUDA device with all kernels loaded: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct CudaCosts {
    cuda: Cuda,
    nearest: CudaNearest,
    costs: CudaKernel,
    fused: CudaKernel,
}

impl CudaCosts {
    /// Compiles and loads the kernels; multiply-adds are fused, as on the CPU's vector units.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let nearest = CudaNearest::new(cuda.clone())?;
        let costs = cuda.kernel(COSTS_CU, COSTS_CU_ENTRY, MultiplyAdd::Fused)?;
        let fused = cuda.kernel(FUSED_CU, FUSED_CU_ENTRY, MultiplyAdd::Fused)?;
        Ok(Self { cuda, nearest, costs, fused })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// Sites and kilometres up, kernel, costs down.
    ///
    /// # Panics
    /// Where `km` is not as long as the grid has points.
    pub fn costs(&self, sites: &Sites, km: &[f32]) -> Result<(Costs, Evidence), DeviceError> {
        let points = sites.grid().points();
        assert_eq!(km.len(), points, "km has one item for each point");
        let mut launch = self.cuda.launch();
        let on_device = OnDevice::upload(&mut launch, sites)?;
        let km = launch.upload(km)?;
        let arguments = [
            CudaArgument::U32(points as u32),
            CudaArgument::U32(sites.inhabited_points().start as u32),
            CudaArgument::U32(sites.inhabited_points().end as u32),
            on_device.table.argument(),
            on_device.numbers.argument(),
            on_device.solar.argument(),
            on_device.wind.argument(),
            km.argument(),
            on_device.lcoe.argument(),
            on_device.lcoh.argument(),
        ];
        let shape = Shape::line((points as u32).div_ceil(THREADS), THREADS);
        // SAFETY: these are the parameters of `levelized_costs`, in order; it reads and writes points below the number given, which
        // all lists have, and countries that `Sites` checked to be in the table.
        unsafe { launch.dispatch(&self.costs, &arguments, shape) }?;
        on_device.download(launch)
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
        let Directions { parallels, meridians, units } = Directions::of(grid, plants);
        let (n_lat, n_lon) = (grid.n_lat() as u32, grid.n_lon() as u32);
        let groups_per_band = n_lon.div_ceil(THREADS);
        let mut launch = self.cuda.launch();
        let on_device = OnDevice::upload(&mut launch, sites)?;
        let parallels = launch.upload(parallels.as_flattened())?;
        let meridians = launch.upload(meridians.as_flattened())?;
        let on_device_units = launch.upload(units.as_flattened())?;
        let arguments = [
            CudaArgument::U32(n_lat),
            CudaArgument::U32(n_lon),
            CudaArgument::U32(units.len() as u32),
            CudaArgument::U32(groups_per_band),
            CudaArgument::U32(sites.inhabited().start as u32),
            CudaArgument::U32(sites.inhabited().end as u32),
            CudaArgument::F64(2.0 * EARTH_RADIUS_KM),
            on_device.table.argument(),
            parallels.argument(),
            meridians.argument(),
            on_device_units.argument(),
            on_device.numbers.argument(),
            on_device.solar.argument(),
            on_device.wind.argument(),
            on_device.lcoe.argument(),
            on_device.lcoh.argument(),
        ];
        let shape = Shape::line(groups_per_band * n_lat.div_ceil(ROWS), THREADS);
        // SAFETY: these are the parameters of `nearest_costs`, in order; it reads rows, columns, plants and points below the sizes
        // given, countries that `Sites` checked to be in the table, and writes points that both outputs hold.
        unsafe { launch.dispatch(&self.fused, &arguments, shape) }?;
        on_device.download(launch)
    }
}

/// What both kernels read and write.
struct OnDevice {
    table: CudaBuffer<f32>,
    numbers: CudaBuffer<u16>,
    solar: CudaBuffer<f32>,
    wind: CudaBuffer<f32>,
    lcoe: CudaBuffer<f32>,
    lcoh: CudaBuffer<f32>,
}

impl OnDevice {
    fn upload(launch: &mut CudaLaunch<'_>, sites: &Sites) -> Result<Self, DeviceError> {
        Ok(Self {
            table: launch.upload(sites.countries().rounded().as_flattened())?,
            numbers: launch.upload(sites.numbers())?,
            solar: launch.upload(sites.solar())?,
            wind: launch.upload(sites.wind())?,
            lcoe: launch.zeros(sites.grid().points())?,
            lcoh: launch.zeros(sites.grid().points())?,
        })
    }

    fn download(self, mut launch: CudaLaunch<'_>) -> Result<(Costs, Evidence), DeviceError> {
        let (lcoe, lcoh) = (launch.download(&self.lcoe)?, launch.download(&self.lcoh)?);
        Ok((Costs { lcoe, lcoh }, launch.finish()?))
    }
}
