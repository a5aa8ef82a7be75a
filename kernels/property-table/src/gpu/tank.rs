//! The pressure of tanks on a GPU.

use device::{DeviceError, Evidence, Gpu, GpuBuffer, GpuKernel};

use super::{LANES, Shape, count};
use crate::{RoundedTank, TankTable};

/// The source of the kernel, for checks on machines without a GPU.
pub const TANK_WGSL: &str =
    concat!(include_str!("../cell.wgsl"), include_str!("../tank.wgsl"), include_str!("../tank_batch.wgsl"));
/// Its entry point.
pub const TANK_WGSL_ENTRY: &str = "tank_batch";

/// A GPU that holds a table for tanks.
#[derive(Clone, Debug)]
pub struct WgpuTank {
    gpu: Gpu,
    kernel: GpuKernel,
    tank: RoundedTank,
    nodes: GpuBuffer<f32>,
    columns: GpuBuffer<f32>,
}

impl WgpuTank {
    /// Compiles the kernel and takes the table there.
    pub fn new(gpu: Gpu, tank: &TankTable) -> Result<Self, DeviceError> {
        let tank = RoundedTank::of(tank);
        let kernel = gpu.kernel(TANK_WGSL, TANK_WGSL_ENTRY)?;
        let mut launch = gpu.launch();
        let nodes = launch.upload(&tank.nodes)?;
        let columns = launch.upload(&tank.axes.least)?;
        launch.finish()?;
        Ok(Self { gpu, kernel, tank, nodes, columns })
    }

    /// The pressure of every query in Pa; NaN where it is outside the table or NaN itself.
    ///
    /// # Panics
    /// Where `rho` and `t` are not of one length.
    pub fn pressures(&self, rho: &[f32], t: &[f32]) -> Result<(Vec<f32>, Evidence), DeviceError> {
        let mut launch = self.gpu.launch();
        let shape = launch.uniform(&Shape::of(&self.tank.axes, self.tank.gas_constant, count(rho, t)))?;
        let [rho, t] = [launch.upload(rho)?, launch.upload(t)?];
        let answers = launch.zeros::<f32>(rho.len())?;
        let arguments =
            [shape.bind(), self.columns.bind(), self.nodes.bind(), rho.bind(), t.bind(), answers.bind()];
        launch.dispatch(&self.kernel, &arguments, rho.len().div_ceil(LANES) as u64)?;
        let answers = launch.download(&answers)?;
        Ok((answers, launch.finish()?))
    }
}
