//! Properties on a CUDA device.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, MultiplyAdd, Shape},
};

use super::{Numbers, THREADS, count};
use crate::{OctaveTable, PropsColumns};

/// The source of the kernel, for checks on machines without a device.
pub const BATCH_CU: &str = concat!(include_str!("../look_up.cuh"), include_str!("../batch.cu"));
/// Its entry point.
pub const BATCH_CU_ENTRY: &str = "property_batch";

/// A CUDA device that holds a table: making one is not part of the measured work, running it is.
#[derive(Debug)]
pub struct CudaTable {
    cuda: Cuda,
    batch: CudaKernel,
    nodes: CudaBuffer<f64>,
    rows: CudaBuffer<f64>,
    numbers: Numbers,
}

impl CudaTable {
    /// Compiles the kernel and takes the table there. With [`MultiplyAdd::Separate`] its answers have the CPU's bits.
    pub fn new(cuda: Cuda, table: &OctaveTable, multiply_add: MultiplyAdd) -> Result<Self, DeviceError> {
        let batch = cuda.kernel(BATCH_CU, BATCH_CU_ENTRY, multiply_add)?;
        let mut launch = cuda.launch();
        let (numbers, nodes, rows) = table.for_devices();
        let [nodes, rows] = [launch.upload(nodes)?, launch.upload(rows)?];
        launch.finish()?;
        Ok(Self { cuda, batch, nodes, rows, numbers })
    }

    /// The device that it is on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// The properties of every query; all four are NaN where it is outside the table or NaN itself.
    ///
    /// # Panics
    /// Where `p` and `t` are not of one length, or longer than 2^31.
    pub fn batch(&self, p: &[f64], t: &[f64]) -> Result<(PropsColumns, Evidence), DeviceError> {
        let queries = count(p, t);
        let mut launch = self.cuda.launch();
        let pressures = launch.upload(p)?;
        let temperatures = launch.upload(t)?;
        let answers = launch.zeros::<f64>(4 * p.len())?;
        let buffers =
            [&self.nodes, &self.rows, &pressures, &temperatures, &answers].map(CudaBuffer::argument);
        let arguments: Vec<CudaArgument> =
            [CudaArgument::U32(queries)].into_iter().chain(self.numbers.arguments()).chain(buffers).collect();
        let shape = Shape::line(queries.div_ceil(THREADS), THREADS);
        // SAFETY: these are the parameters of `property_batch`, in order; it reads queries below the number given, nodes and rows only of
        // queries inside the table, and writes four columns of as many answers, which the buffer holds.
        unsafe { launch.dispatch(&self.batch, &arguments, shape) }?;
        let mut answers = launch.download(&answers)?;
        let evidence = launch.finish()?;
        let mut columns = PropsColumns::default();
        for column in [&mut columns.cp, &mut columns.s, &mut columns.h] {
            *column = answers.split_off(answers.len() - p.len());
        }
        columns.rho = answers;
        Ok((columns, evidence))
    }
}
