//! Grids on a GPU through wgpu.

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuBuffer, GpuKernel, GpuLaunch};

use crate::{
    Change, GridBatch, GridDevice, GridTrip, Histogram, PackedBatch,
    packed::unpack,
    trip::{HISTOGRAM_WORDS, Told, histograms},
};

/// The sources of the kernels with their entry points, for checks on machines without a GPU.
pub const WGSL: [(&str, &str); 3] = [
    (include_str!("change.wgsl"), "change_grids"),
    (include_str!("equal.wgsl"), "compare_grids"),
    (include_str!("histogram.wgsl"), "count_colours"),
];

/// A GPU with all kernels compiled.
#[derive(Debug)]
pub struct WgpuGrids {
    gpu: Gpu,
    change: GpuKernel,
    compare: GpuKernel,
    count: GpuKernel,
}

/// Grids in the memory of a GPU.
#[derive(Debug)]
pub struct WgpuBatch {
    dims: Vec<[u8; 2]>,
    places: GpuBuffer<[u32; 2]>,
    words: GpuBuffer<u32>,
}

/// A trip to a GPU.
#[derive(Debug)]
pub struct WgpuTrip<'a> {
    grids: &'a WgpuGrids,
    launch: GpuLaunch<'a>,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Parameters {
    grids: u32,
    symmetry: u32,
    colours: [u32; 2],
}

impl WgpuGrids {
    /// Compiles the kernels.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        let [change, compare, count] = WGSL.map(|(source, entry)| gpu.kernel(source, entry));
        Ok(Self { change: change?, compare: compare?, count: count?, gpu })
    }
}

impl GridDevice for WgpuGrids {
    type Held = WgpuBatch;
    type Trip<'a> = WgpuTrip<'a>;

    fn begin(&self) -> WgpuTrip<'_> {
        WgpuTrip { grids: self, launch: self.gpu.launch() }
    }
}

impl WgpuTrip<'_> {
    fn parameters(&mut self, grids: usize, told: &Told) -> Result<GpuBuffer<Parameters>, DeviceError> {
        let Told { symmetry, colours } = *told;
        self.launch.uniform(&Parameters { grids: grids as u32, symmetry, colours })
    }
}

impl GridTrip for WgpuTrip<'_> {
    type Held = WgpuBatch;

    fn hold(&mut self, batch: &PackedBatch) -> Result<WgpuBatch, DeviceError> {
        Ok(WgpuBatch {
            dims: batch.dims().to_vec(),
            places: self.launch.upload(batch.places())?,
            words: self.launch.upload(batch.words())?,
        })
    }

    fn changed(&mut self, held: &WgpuBatch, change: Change) -> Result<WgpuBatch, DeviceError> {
        let changed = WgpuBatch {
            dims: held.dims.iter().map(|&dims| change.dims(dims)).collect(),
            places: self.launch.zeros(held.places.len())?,
            words: self.launch.zeros(held.words.len())?,
        };
        let parameters = self.parameters(held.dims.len(), &Told::of(change))?;
        let arguments = [
            parameters.bind(),
            held.places.bind(),
            held.words.bind(),
            changed.places.bind(),
            changed.words.bind(),
        ];
        self.launch.dispatch(&self.grids.change, &arguments, held.dims.len() as u64)?;
        Ok(changed)
    }

    fn equal(&mut self, left: &WgpuBatch, right: &WgpuBatch) -> Result<Vec<bool>, DeviceError> {
        let grids = left.dims.len();
        assert_eq!(grids, right.dims.len(), "grids are compared in pairs");
        let equal = self.launch.zeros::<u32>(grids)?;
        let parameters = self.launch.uniform(&[grids as u32, 0, 0, 0])?;
        let arguments = [
            parameters.bind(),
            left.places.bind(),
            left.words.bind(),
            right.places.bind(),
            right.words.bind(),
            equal.bind(),
        ];
        self.launch.dispatch(&self.grids.compare, &arguments, grids as u64)?;
        Ok(self.launch.download(&equal)?.into_iter().map(|equal| equal == 1).collect())
    }

    fn histograms(&mut self, held: &WgpuBatch) -> Result<Vec<Histogram>, DeviceError> {
        let grids = held.dims.len();
        let counted = self.launch.zeros::<u32>(grids * HISTOGRAM_WORDS)?;
        let parameters = self.launch.uniform(&[grids as u32, 0, 0, 0])?;
        let arguments = [parameters.bind(), held.places.bind(), held.words.bind(), counted.bind()];
        self.launch.dispatch(&self.grids.count, &arguments, grids as u64)?;
        Ok(histograms(&self.launch.download(&counted)?))
    }

    fn fetch(&mut self, held: &WgpuBatch) -> Result<GridBatch, DeviceError> {
        Ok(unpack(held.dims.clone(), &self.launch.download(&held.words)?))
    }

    fn finish(self) -> Result<Evidence, DeviceError> {
        self.launch.finish()
    }
}
