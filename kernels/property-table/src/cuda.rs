//! The table on a CUDA device, in f64: it stays there, queries go up and properties come down.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, MultiplyAdd, Shape},
};

use crate::{Axis, OctaveTable, PropsColumns};

/// The source of the kernel, for checks on machines without a device.
pub const BATCH_CU: &str = concat!(include_str!("look_up.cuh"), include_str!("batch.cu"));
/// Its entry point.
pub const BATCH_CU_ENTRY: &str = "property_batch";

/// Queries per block: four warps.
const THREADS: u32 = 128;

/// A CUDA device that holds a table: making one is not part of the measured work, running it is.
#[derive(Debug)]
pub struct CudaTable {
    cuda: Cuda,
    batch: CudaKernel,
    nodes: CudaBuffer<f64>,
    rows: CudaBuffer<f64>,
    /// The numbers of the table, in the order of the kernel's parameters from its third on.
    numbers: [f64; 7],
    stride: u32,
}

impl CudaTable {
    /// Compiles the kernel and takes the table there. With [`MultiplyAdd::Separate`] its answers have the CPU's bits.
    pub fn new(cuda: Cuda, table: &OctaveTable, multiply_add: MultiplyAdd) -> Result<Self, DeviceError> {
        let batch = cuda.kernel(BATCH_CU, BATCH_CU_ENTRY, multiply_add)?;
        let surface = table.surface();
        let (nodes, stride) = surface.raw();
        let [first_pressure, last_pressure] = surface.rows().ends();
        let [first_temperature, last_temperature] = surface.columns().ends();
        let [step, per_step] = surface.columns().steps();
        let numbers = [
            first_pressure,
            last_pressure,
            first_temperature,
            last_temperature,
            step,
            per_step,
            table.gas_constant(),
        ];
        let mut launch = cuda.launch();
        let nodes = launch.upload(nodes.as_flattened())?;
        let rows = launch.upload(bytemuck::cast_slice(table.rows()))?;
        launch.finish()?;
        Ok(Self { cuda, batch, nodes, rows, numbers, stride: stride as u32 })
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
        assert_eq!(p.len(), t.len(), "each query has a pressure and a temperature");
        let queries = i32::try_from(p.len()).expect("a launch has 2^31 queries at most") as u32;
        let mut launch = self.cuda.launch();
        let pressures = launch.upload(p)?;
        let temperatures = launch.upload(t)?;
        let answers = launch.zeros::<f64>(4 * p.len())?;
        let numbers = self.numbers.map(CudaArgument::F64);
        let sizes = [CudaArgument::U32(queries), CudaArgument::U32(self.stride)];
        let buffers =
            [&self.nodes, &self.rows, &pressures, &temperatures, &answers].map(CudaBuffer::argument);
        let arguments: Vec<CudaArgument> = sizes.into_iter().chain(numbers).chain(buffers).collect();
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
