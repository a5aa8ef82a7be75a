//! The steps of thermal masses, flows and PEM cells on a CUDA device, in f64 and without fused multiply-adds: where there is no
//! logarithm the bits are those of the CPU.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaKernel, MultiplyAdd, Shape},
};

use crate::{Cell, FlowColumns, ThermalColumns};

/// The source of the thermal step, for checks on machines without a device.
pub const THERMAL_CU: &str = include_str!("thermal.cu");
/// Its entry point.
pub const THERMAL_CU_ENTRY: &str = "thermal_step";
/// The source of the flow step.
pub const FLOW_CU: &str = include_str!("flow.cu");
/// Its entry point.
pub const FLOW_CU_ENTRY: &str = "flow_step";
/// The functions of a cell, for other kernels to begin with; before it they say what a `real` is.
pub const CELL_CUH: &str = include_str!("cell.cuh");
/// The source of the cell's currents.
pub const CURRENT_CU: &str =
    concat!("typedef double real;\n", include_str!("cell.cuh"), include_str!("current.cu"));
/// Its entry point.
pub const CURRENT_CU_ENTRY: &str = "pem_current";

/// Components per block: four warps.
const THREADS: u32 = 128;

/// A CUDA device with all kernels loaded: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct CudaSteps {
    cuda: Cuda,
    thermal: CudaKernel,
    flow: CudaKernel,
    current: CudaKernel,
}

impl CudaSteps {
    /// Compiles and loads the kernels.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let kernel = |source, entry| cuda.kernel(source, entry, MultiplyAdd::Separate);
        let thermal = kernel(THERMAL_CU, THERMAL_CU_ENTRY)?;
        let flow = kernel(FLOW_CU, FLOW_CU_ENTRY)?;
        let current = kernel(CURRENT_CU, CURRENT_CU_ENTRY)?;
        Ok(Self { cuda, thermal, flow, current })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
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
    ) -> Result<([Vec<f64>; 2], Evidence), DeviceError> {
        let count = masses.len();
        assert_eq!([heat.len(), t.len()], [count; 2], "every column has one item for each mass");
        let mut launch = self.cuda.launch();
        let gain = launch.upload(&masses.gain)?;
        let conductance = launch.upload(&masses.conductance)?;
        let capacity = launch.upload(&masses.capacity)?;
        let heat = launch.upload(heat)?;
        let t = launch.upload(t)?;
        let removed = launch.zeros::<f64>(count)?;
        let arguments = [
            CudaArgument::U32(count as u32),
            CudaArgument::F64(ambient),
            CudaArgument::F64(masses.limits.least),
            CudaArgument::F64(masses.limits.most),
            CudaArgument::F64(masses.dt),
            gain.argument(),
            conductance.argument(),
            capacity.argument(),
            heat.argument(),
            t.argument(),
            removed.argument(),
        ];
        // SAFETY: these are the parameters of `thermal_step`, in order; it reads and writes masses below the count given, which all
        // columns have.
        unsafe { launch.dispatch(&self.thermal, &arguments, line(count)) }?;
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
    ) -> Result<(Vec<f64>, Evidence), DeviceError> {
        let count = steps.len();
        assert_eq!([set.len(), flow.len()], [count; 2], "every column has one item for each flow");
        let mut launch = self.cuda.launch();
        let shares = launch.upload(&steps.share)?;
        let set = launch.upload(set)?;
        let flows = launch.upload(flow)?;
        let arguments =
            [CudaArgument::U32(count as u32), shares.argument(), set.argument(), flows.argument()];
        // SAFETY: these are the parameters of `flow_step`, in order; it reads and writes flows below the count given, which all
        // columns have.
        unsafe { launch.dispatch(&self.flow, &arguments, line(count)) }?;
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
    ) -> Result<([Vec<f64>; 2], Evidence), DeviceError> {
        let count = t.len();
        let lengths = [worn.len(), power.len(), voltage.len()];
        assert_eq!(lengths, [count; 3], "every column has one item for each cell");
        let mut launch = self.cuda.launch();
        let cell = launch.upload(&cell.numbers())?;
        let t = launch.upload(t)?;
        let worn = launch.upload(worn)?;
        let power = launch.upload(power)?;
        let voltages = launch.upload(voltage)?;
        let currents = launch.zeros::<f64>(count)?;
        let arguments = [
            CudaArgument::U32(count as u32),
            cell.argument(),
            t.argument(),
            worn.argument(),
            power.argument(),
            voltages.argument(),
            currents.argument(),
        ];
        // SAFETY: these are the parameters of `pem_current`, in order; a `Cell` there is the nine doubles of `numbers`, and it reads
        // and writes cells below the count given, which all columns have.
        unsafe { launch.dispatch(&self.current, &arguments, line(count)) }?;
        let columns = [launch.download(&currents)?, launch.download(&voltages)?];
        Ok((columns, launch.finish()?))
    }
}

fn line(count: usize) -> Shape {
    Shape::line((count as u32).div_ceil(THREADS), THREADS)
}
