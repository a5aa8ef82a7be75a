//! The pressure of tanks on a CUDA device.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, MultiplyAdd, Shape},
};

use super::{Numbers, THREADS, count};
use crate::TankTable;

/// The source of the kernel, for checks on machines without a device.
pub const TANK_CU: &str = concat!(include_str!("../look_up.cuh"), include_str!("../tank_batch.cu"));
/// Its entry point.
pub const TANK_CU_ENTRY: &str = "tank_batch";

/// A CUDA device that holds a table for tanks.
#[derive(Debug)]
pub struct CudaTank {
    cuda: Cuda,
    kernel: CudaKernel,
    nodes: CudaBuffer<f64>,
    numbers: Numbers,
}

impl CudaTank {
    /// Compiles the kernel and takes the table there. With [`MultiplyAdd::Separate`] its answers have the CPU's bits.
    pub fn new(cuda: Cuda, tank: &TankTable, multiply_add: MultiplyAdd) -> Result<Self, DeviceError> {
        let kernel = cuda.kernel(TANK_CU, TANK_CU_ENTRY, multiply_add)?;
        let mut launch = cuda.launch();
        let (numbers, nodes) = tank.for_devices();
        let nodes = launch.upload(nodes)?;
        launch.finish()?;
        Ok(Self { cuda, kernel, nodes, numbers })
    }

    /// The pressure of every query in Pa; NaN where it is outside the table or NaN itself.
    ///
    /// # Panics
    /// Where `rho` and `t` are not of one length, or longer than 2^31.
    pub fn pressures(&self, rho: &[f64], t: &[f64]) -> Result<(Vec<f64>, Evidence), DeviceError> {
        let queries = count(rho, t);
        let mut launch = self.cuda.launch();
        let densities = launch.upload(rho)?;
        let temperatures = launch.upload(t)?;
        let answers = launch.zeros::<f64>(rho.len())?;
        let buffers = [&self.nodes, &densities, &temperatures, &answers].map(CudaBuffer::argument);
        let arguments: Vec<CudaArgument> =
            [CudaArgument::U32(queries)].into_iter().chain(self.numbers.arguments()).chain(buffers).collect();
        let shape = Shape::line(queries.div_ceil(THREADS), THREADS);
        // SAFETY: these are the parameters of `tank_batch`, in order; it reads queries below the number given, nodes only of queries
        // inside the table, and writes as many answers, which the buffer holds.
        unsafe { launch.dispatch(&self.kernel, &arguments, shape) }?;
        let answers = launch.download(&answers)?;
        Ok((answers, launch.finish()?))
    }
}
