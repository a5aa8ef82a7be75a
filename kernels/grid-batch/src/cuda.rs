//! Grids on a CUDA device.

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, CudaLaunch, MultiplyAdd, Shape},
};

use crate::{
    Change, GridBatch, GridDevice, GridTrip, Histogram, PackedBatch,
    packed::unpack,
    trip::{HISTOGRAM_WORDS, Told, histograms},
};

/// The source of the kernels, for checks on machines without a device.
pub const CU: &str = include_str!("grids.cu");
/// Its entry points.
pub const CU_ENTRIES: [&str; 3] = ["change_grids", "compare_grids", "count_colours"];

/// Words at a time, a thread each: more than half of all grids have not as many.
const THREADS: u32 = 64;

/// A CUDA device with all kernels loaded.
#[derive(Debug)]
pub struct CudaGrids {
    cuda: Cuda,
    change: CudaKernel,
    compare: CudaKernel,
    count: CudaKernel,
}

/// Grids in the memory of a CUDA device.
#[derive(Debug)]
pub struct CudaBatch {
    dims: Vec<[u8; 2]>,
    /// Two numbers for each grid.
    places: CudaBuffer<u32>,
    words: CudaBuffer<u32>,
}

/// A trip to a CUDA device.
#[derive(Debug)]
pub struct CudaTrip<'a> {
    grids: &'a CudaGrids,
    launch: CudaLaunch<'a>,
}

impl CudaGrids {
    /// Compiles and loads the kernels; there is no multiplication in them that could be fused.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let [change, compare, count] = CU_ENTRIES.map(|entry| cuda.kernel(CU, entry, MultiplyAdd::Separate));
        Ok(Self { change: change?, compare: compare?, count: count?, cuda })
    }
}

impl GridDevice for CudaGrids {
    type Held = CudaBatch;
    type Trip<'a> = CudaTrip<'a>;

    fn begin(&self) -> CudaTrip<'_> {
        CudaTrip { grids: self, launch: self.cuda.launch() }
    }
}

impl CudaTrip<'_> {
    /// A block for each grid; CUDA refuses to start none.
    ///
    /// # Safety
    /// The arguments must be those of the kernel, for so many grids.
    unsafe fn dispatch(
        &mut self,
        kernel: &CudaKernel,
        arguments: &[CudaArgument],
        grids: usize,
    ) -> Result<(), DeviceError> {
        if grids == 0 {
            return Ok(());
        }
        // SAFETY: the caller's promise.
        unsafe { self.launch.dispatch(kernel, arguments, Shape::line(grids as u32, THREADS)) }
    }
}

impl GridTrip for CudaTrip<'_> {
    type Held = CudaBatch;

    fn hold(&mut self, batch: &PackedBatch) -> Result<CudaBatch, DeviceError> {
        Ok(CudaBatch {
            dims: batch.dims().to_vec(),
            places: self.launch.upload(batch.places().as_flattened())?,
            words: self.launch.upload(batch.words())?,
        })
    }

    fn changed(&mut self, held: &CudaBatch, change: Change) -> Result<CudaBatch, DeviceError> {
        let changed = CudaBatch {
            dims: held.dims.iter().map(|&dims| change.dims(dims)).collect(),
            places: self.launch.zeros(held.places.len())?,
            words: self.launch.zeros(held.words.len())?,
        };
        let Told { symmetry, colours: [low, high] } = Told::of(change);
        let arguments = [
            CudaArgument::U32(symmetry),
            CudaArgument::U32(low),
            CudaArgument::U32(high),
            held.places.argument(),
            held.words.argument(),
            changed.places.argument(),
            changed.words.argument(),
        ];
        // SAFETY: these are the parameters of `change_grids`, in order. It reads and writes the words of so many grids, which lie where
        // `PackedBatch` put them, in buffers of the same size.
        unsafe { self.dispatch(&self.grids.change, &arguments, held.dims.len()) }?;
        Ok(changed)
    }

    fn equal(&mut self, left: &CudaBatch, right: &CudaBatch) -> Result<Vec<bool>, DeviceError> {
        assert_eq!(left.dims.len(), right.dims.len(), "grids are compared in pairs");
        let equal = self.launch.zeros::<u32>(left.dims.len())?;
        let arguments = [
            left.places.argument(),
            left.words.argument(),
            right.places.argument(),
            right.words.argument(),
            equal.argument(),
        ];
        // SAFETY: these are the parameters of `compare_grids`, in order; both sides have so many grids, and it reads the words of a pair
        // only where both have as many.
        unsafe { self.dispatch(&self.grids.compare, &arguments, left.dims.len()) }?;
        Ok(self.launch.download(&equal)?.into_iter().map(|equal| equal == 1).collect())
    }

    fn histograms(&mut self, held: &CudaBatch) -> Result<Vec<Histogram>, DeviceError> {
        let counted = self.launch.zeros::<u32>(held.dims.len() * HISTOGRAM_WORDS)?;
        let arguments = [held.places.argument(), held.words.argument(), counted.argument()];
        // SAFETY: these are the parameters of `count_colours`, in order; it writes five words for each of so many grids.
        unsafe { self.dispatch(&self.grids.count, &arguments, held.dims.len()) }?;
        Ok(histograms(&self.launch.download(&counted)?))
    }

    fn fetch(&mut self, held: &CudaBatch) -> Result<GridBatch, DeviceError> {
        Ok(unpack(held.dims.clone(), &self.launch.download(&held.words)?))
    }

    fn finish(self) -> Result<Evidence, DeviceError> {
        self.launch.finish()
    }
}
