//! Every pair on a CUDA device, which also measures the chosen in f64.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaKernel, MultiplyAdd, Shape},
};

use crate::{Counts, Directions, EARTH_RADIUS_KM, Grid, Nearest, Plants};

/// The source of the kernel, for checks on machines without a device.
pub const NEAREST_CU: &str = include_str!("nearest.cu");
/// Its entry point.
pub const NEAREST_CU_ENTRY: &str = "nearest_plant";

/// Columns per block: four warps.
const THREADS: u32 = 128;
/// Rows per thread, as in the source.
const ROWS: u32 = 4;

/// A CUDA device with the kernel loaded: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct CudaNearest {
    cuda: Cuda,
    kernel: CudaKernel,
}

impl CudaNearest {
    /// Compiles and loads the kernel; multiply-adds are fused, as in the CPU's row table.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let kernel = cuda.kernel(NEAREST_CU, NEAREST_CU_ENTRY, MultiplyAdd::Fused)?;
        Ok(Self { cuda, kernel })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// Tables up, kernel, winners and distances down.
    pub fn run(&self, grid: &Grid, plants: &Plants) -> Result<(Nearest, Evidence), DeviceError> {
        let Directions { parallels, meridians, units } = Directions::of(grid, plants);
        let numbers: Vec<u32> = plants.kept().iter().map(|plant| plant.number).collect();
        let (n_lat, n_lon) = (grid.n_lat() as u32, grid.n_lon() as u32);
        let groups_per_band = n_lon.div_ceil(THREADS);
        let mut launch = self.cuda.launch();
        let parallels = launch.upload(parallels.as_flattened())?;
        let meridians = launch.upload(meridians.as_flattened())?;
        let units = launch.upload(units.as_flattened())?;
        let numbers = launch.upload(&numbers)?;
        let nearest = launch.zeros::<u32>(grid.points())?;
        let km = launch.zeros::<f32>(grid.points())?;
        let arguments = [
            CudaArgument::U32(n_lat),
            CudaArgument::U32(n_lon),
            CudaArgument::U32(plants.distinct() as u32),
            CudaArgument::U32(groups_per_band),
            CudaArgument::F64(2.0 * EARTH_RADIUS_KM),
            parallels.argument(),
            meridians.argument(),
            units.argument(),
            numbers.argument(),
            nearest.argument(),
            km.argument(),
        ];
        let shape = Shape::line(groups_per_band * n_lat.div_ceil(ROWS), THREADS);
        // SAFETY: these are the parameters of `nearest_plant`, in order; it reads rows, columns and plants below the sizes given and
        // writes points below n_lat * n_lon, which both outputs hold.
        unsafe { launch.dispatch(&self.kernel, &arguments, shape) }?;
        let nearest = launch.download(&nearest)?;
        let km = launch.download(&km)?;
        let evidence = launch.finish()?;
        let counts = Counts::of_pairs(grid.points() * plants.distinct());
        Ok((Nearest { nearest, km, counts }, evidence))
    }
}
