//! Every pair on a GPU through wgpu: Vulkan, Metal or DX12. The GPU chooses, the CPU measures the chosen in f64.

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuKernel};

use crate::{Counts, Directions, Grid, Nearest, Plants, distance::measure_rows, tables::Columns};

/// The source of the kernel, for checks on machines without a GPU.
pub const NEAREST_WGSL: &str = include_str!("nearest.wgsl");
/// Its entry point.
pub const NEAREST_WGSL_ENTRY: &str = "nearest_plant";

/// Columns per workgroup and rows per invocation, as in the source.
const LANES: u32 = 64;
const ROWS: u32 = 4;

/// A GPU with the kernel compiled: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuNearest {
    gpu: Gpu,
    kernel: GpuKernel,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Sizes {
    n_lat: u32,
    n_lon: u32,
    plants: u32,
    groups_per_band: u32,
}

impl WgpuNearest {
    /// Compiles the kernel.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        let kernel = gpu.kernel(NEAREST_WGSL, NEAREST_WGSL_ENTRY)?;
        Ok(Self { gpu, kernel })
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Tables up, kernel, winners down, distances on the CPU.
    pub fn run(&self, grid: &Grid, plants: &Plants) -> Result<(Nearest, Evidence), DeviceError> {
        let columns = Columns::new(grid);
        let Directions { parallels, meridians, units } = Directions::with(grid, &columns, plants).rounded();
        let sizes = Sizes {
            n_lat: grid.n_lat() as u32,
            n_lon: grid.n_lon() as u32,
            plants: units.len() as u32,
            groups_per_band: (grid.n_lon() as u32).div_ceil(LANES),
        };
        let mut launch = self.gpu.launch();
        let out = launch.zeros::<u32>(grid.points())?;
        let arguments = (
            launch.uniform(&sizes)?,
            launch.upload(&parallels)?,
            launch.upload(&meridians)?,
            launch.upload(&units)?,
        );
        let workgroups = u64::from(sizes.groups_per_band) * u64::from(sizes.n_lat.div_ceil(ROWS));
        launch.dispatch(
            &self.kernel,
            &[arguments.0.bind(), arguments.1.bind(), arguments.2.bind(), arguments.3.bind(), out.bind()],
            workgroups,
        )?;
        let mut nearest = launch.download(&out)?;
        let evidence = launch.finish()?;
        let mut km = vec![0.0; grid.points()];
        measure_rows(grid, &columns, plants, 0..grid.n_lat(), &mut nearest, &mut km);
        let counts = Counts::of_pairs(grid.points() * plants.distinct());
        Ok((Nearest { nearest, km, counts }, evidence))
    }
}
