//! Properties on a GPU.

use device::{DeviceError, Evidence, Gpu, GpuBuffer, GpuKernel};

use super::{LANES, Shape, count};
use crate::{OctaveTable, RoundedTable};

/// The source of the kernel, for checks on machines without a GPU.
pub const BATCH_WGSL: &str =
    concat!(include_str!("../cell.wgsl"), include_str!("../look_up.wgsl"), include_str!("../batch.wgsl"));
/// Its entry point.
pub const BATCH_WGSL_ENTRY: &str = "property_batch";
/// The source of the kernel that finds cells and nothing else.
pub const CELLS_WGSL: &str = concat!(include_str!("../cell.wgsl"), include_str!("../cells.wgsl"));
/// Its entry point.
pub const CELLS_WGSL_ENTRY: &str = "property_cells";

/// A GPU that holds a table: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuTable {
    gpu: Gpu,
    batch: GpuKernel,
    cells: GpuKernel,
    table: RoundedTable,
    nodes: GpuBuffer<[f32; 4]>,
    row_logs: GpuBuffer<f32>,
    columns: GpuBuffer<f32>,
}

impl WgpuTable {
    /// Compiles the kernels and takes the table there.
    pub fn new(gpu: Gpu, table: &OctaveTable) -> Result<Self, DeviceError> {
        let table = RoundedTable::of(table);
        let batch = gpu.kernel(BATCH_WGSL, BATCH_WGSL_ENTRY)?;
        let cells = gpu.kernel(CELLS_WGSL, CELLS_WGSL_ENTRY)?;
        let mut launch = gpu.launch();
        let nodes = launch.upload(&table.nodes)?;
        let row_logs = launch.upload(&table.logs)?;
        let columns = launch.upload(&table.axes.least)?;
        launch.finish()?;
        Ok(Self { gpu, batch, cells, table, nodes, row_logs, columns })
    }

    /// The GPU that it is on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Density, enthalpy, entropy and heat capacity of every query; all four are NaN where it is outside the table or NaN itself.
    ///
    /// # Panics
    /// Where `p` and `t` are not of one length.
    pub fn batch(&self, p: &[f32], t: &[f32]) -> Result<(Vec<[f32; 4]>, Evidence), DeviceError> {
        let mut launch = self.gpu.launch();
        let shape = launch.uniform(&self.shape(p, t))?;
        let [p, t] = [launch.upload(p)?, launch.upload(t)?];
        let answers = launch.zeros::<[f32; 4]>(p.len())?;
        let arguments = [
            shape.bind(),
            self.columns.bind(),
            self.nodes.bind(),
            self.row_logs.bind(),
            p.bind(),
            t.bind(),
            answers.bind(),
        ];
        launch.dispatch(&self.batch, &arguments, p.len().div_ceil(LANES) as u64)?;
        let answers = launch.download(&answers)?;
        Ok((answers, launch.finish()?))
    }

    /// Row and column of every query, none where it is outside the table or NaN.
    ///
    /// # Panics
    /// Where `p` and `t` are not of one length.
    pub fn cells(&self, p: &[f32], t: &[f32]) -> Result<Vec<Option<[usize; 2]>>, DeviceError> {
        let mut launch = self.gpu.launch();
        let shape = launch.uniform(&self.shape(p, t))?;
        let [p, t] = [launch.upload(p)?, launch.upload(t)?];
        let answers = launch.zeros::<[u32; 2]>(p.len())?;
        let arguments = [shape.bind(), self.columns.bind(), p.bind(), t.bind(), answers.bind()];
        launch.dispatch(&self.cells, &arguments, p.len().div_ceil(LANES) as u64)?;
        let answers = launch.download(&answers)?;
        launch.finish()?;
        let cell = |cell: [u32; 2]| (cell != [u32::MAX; 2]).then(|| cell.map(|node| node as usize));
        Ok(answers.into_iter().map(cell).collect())
    }

    fn shape(&self, p: &[f32], t: &[f32]) -> Shape {
        Shape::of(&self.table.axes, self.table.gas_constant, count(p, t))
    }
}
