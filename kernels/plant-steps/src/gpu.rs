//! The steps of thermal masses, flows and PEM cells on a GPU through wgpu, in f32.

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuKernel};

use crate::{Cell, FlowColumns, ThermalColumns};

/// The source of the thermal step, for checks on machines without a GPU.
pub const THERMAL_WGSL: &str = include_str!("thermal.wgsl");
/// Its entry point.
pub const THERMAL_WGSL_ENTRY: &str = "thermal_step";
/// The source of the flow step.
pub const FLOW_WGSL: &str = include_str!("flow.wgsl");
/// Its entry point.
pub const FLOW_WGSL_ENTRY: &str = "flow_step";
/// The functions of a cell, for other kernels to begin with.
pub const CELL_WGSL: &str = include_str!("cell.wgsl");
/// The source of the cell's currents.
pub const CURRENT_WGSL: &str = concat!(include_str!("cell.wgsl"), include_str!("current.wgsl"));
/// Its entry point.
pub const CURRENT_WGSL_ENTRY: &str = "pem_current";

/// Components per workgroup, as in the sources.
const LANES: usize = 64;

/// A GPU with all kernels compiled: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuSteps {
    gpu: Gpu,
    thermal: GpuKernel,
    flow: GpuKernel,
    current: GpuKernel,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Shared {
    count: u32,
    ambient: f32,
    least: f32,
    most: f32,
}

/// A cell as the kernels read it, for their uniform.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub struct CellUniform {
    numbers: [f32; 9],
    unused: f32,
}

impl CellUniform {
    /// Rounded once.
    pub fn new(cell: &Cell) -> Self {
        Self { numbers: cell.numbers().map(|number| number as f32), unused: 0.0 }
    }
}

impl WgpuSteps {
    /// Compiles the kernels.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        let thermal = gpu.kernel(THERMAL_WGSL, THERMAL_WGSL_ENTRY)?;
        let flow = gpu.kernel(FLOW_WGSL, FLOW_WGSL_ENTRY)?;
        let current = gpu.kernel(CURRENT_WGSL, CURRENT_WGSL_ENTRY)?;
        Ok(Self { gpu, thermal, flow, current })
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// One step of every mass: temperatures, and what their limits took away in this step, J.
    ///
    /// # Panics
    /// Where a column is not as long as there are masses.
    pub fn thermal(
        &self,
        masses: &ThermalColumns,
        ambient: f64,
        heat: &[f64],
        t: &[f64],
    ) -> Result<([Vec<f32>; 2], Evidence), DeviceError> {
        let count = masses.len();
        assert_eq!([heat.len(), t.len()], [count; 2], "every column has one item for each mass");
        let limits = masses.limits;
        let shared = Shared {
            count: count as u32,
            ambient: ambient as f32,
            least: limits.least as f32,
            most: limits.most as f32,
        };
        let rows: Vec<[f32; 4]> = (0..count)
            .map(|k| [masses.gain[k], masses.conductance[k], masses.capacity[k], heat[k]].map(|x| x as f32))
            .collect();
        let mut launch = self.gpu.launch();
        let shared = launch.uniform(&shared)?;
        let rows = launch.upload(&rows)?;
        let t = launch.upload(&rounded(t))?;
        let removed = launch.zeros::<f32>(count)?;
        let arguments = [shared.bind(), rows.bind(), t.bind(), removed.bind()];
        launch.dispatch(&self.thermal, &arguments, count.div_ceil(LANES) as u64)?;
        let columns = [launch.download(&t)?, launch.download(&removed)?];
        Ok((columns, launch.finish()?))
    }

    /// One step of every flow.
    ///
    /// # Panics
    /// Where a column is not as long as there are flows.
    pub fn flow(
        &self,
        steps: &FlowColumns,
        set: &[f64],
        flow: &[f64],
    ) -> Result<(Vec<f32>, Evidence), DeviceError> {
        assert_eq!([set.len(), flow.len()], [steps.len(); 2], "every column has one item for each flow");
        let mut launch = self.gpu.launch();
        let shares = launch.upload(&rounded(&steps.share))?;
        let set = launch.upload(&rounded(set))?;
        let flows = launch.upload(&rounded(flow))?;
        let arguments = [shares.bind(), set.bind(), flows.bind()];
        launch.dispatch(&self.flow, &arguments, flow.len().div_ceil(LANES) as u64)?;
        Ok((launch.download(&flows)?, launch.finish()?))
    }

    /// Current and voltage of every cell, as [`solve_current_batch`](crate::solve_current_batch) has them; `voltage` is that of
    /// the step before.
    ///
    /// # Panics
    /// Where a column is not as long as another.
    pub fn current(
        &self,
        cell: &Cell,
        t: &[f64],
        worn: &[f64],
        power: &[f64],
        voltage: &[f64],
    ) -> Result<([Vec<f32>; 2], Evidence), DeviceError> {
        let count = t.len();
        let lengths = [worn.len(), power.len(), voltage.len()];
        assert_eq!(lengths, [count; 3], "every column has one item for each cell");
        let rows: Vec<[f32; 4]> =
            (0..count).map(|k| [t[k], worn[k], power[k], 0.0].map(|x| x as f32)).collect();
        let mut launch = self.gpu.launch();
        let cell = launch.uniform(&CellUniform::new(cell))?;
        let rows = launch.upload(&rows)?;
        let voltages = launch.upload(&rounded(voltage))?;
        let currents = launch.zeros::<f32>(count)?;
        let arguments = [cell.bind(), rows.bind(), voltages.bind(), currents.bind()];
        launch.dispatch(&self.current, &arguments, count.div_ceil(LANES) as u64)?;
        let columns = [launch.download(&currents)?, launch.download(&voltages)?];
        Ok((columns, launch.finish()?))
    }
}

fn rounded(column: &[f64]) -> Vec<f32> {
    column.iter().map(|&number| number as f32).collect()
}
