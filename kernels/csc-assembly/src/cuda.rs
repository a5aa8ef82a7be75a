//! All of it on a CUDA device: sorted, added up and compressed there.

use std::mem;

use device::{
    DeviceError, Evidence,
    cuda::{Cuda, CudaArgument, CudaBuffer, CudaKernel, CudaLaunch, MultiplyAdd, Shape},
};

use crate::{Compressed, Triples, key::Key};

/// The source of the kernels, for checks on machines without a device.
pub const ASSEMBLE_CU: &str = include_str!("assemble.cu");
/// Their entry points.
pub const ASSEMBLE_CU_ENTRIES: [&str; 9] = [
    "pack_keys",
    "count_digits",
    "scan_tiles",
    "scan_totals",
    "add_totals",
    "scatter_entries",
    "mark_heads",
    "sum_cells",
    "start_columns",
];

/// Threads per block, entries per block of the kernels that take tiles, bits and values of a digit: as in the source.
const LANES: u32 = 256;
const TILE: u32 = 4096;
const DIGIT_BITS: u32 = 8;
const DIGITS: u32 = 1 << DIGIT_BITS;

/// A CUDA device with the kernels loaded: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct CudaAssembly {
    cuda: Cuda,
    /// In the order of [`ASSEMBLE_CU_ENTRIES`].
    kernels: [CudaKernel; ASSEMBLE_CU_ENTRIES.len()],
}

/// Keys in some order, and the place of each in the input.
struct Order {
    keys: CudaBuffer<u64>,
    places: CudaBuffer<u32>,
}

impl CudaAssembly {
    /// Compiles and loads the kernels. Nothing is multiplied but indices.
    pub fn new(cuda: Cuda) -> Result<Self, DeviceError> {
        let kernels: Vec<CudaKernel> = ASSEMBLE_CU_ENTRIES
            .iter()
            .map(|entry| cuda.kernel(ASSEMBLE_CU, entry, MultiplyAdd::Separate))
            .collect::<Result<_, _>>()?;
        let kernels = kernels.try_into().expect("one kernel for each entry point");
        Ok(Self { cuda, kernels })
    }

    /// The device that it runs on.
    pub fn cuda(&self) -> &Cuda {
        &self.cuda
    }

    /// Triples up, compressed columns down.
    pub fn run(&self, triples: &Triples) -> Result<(Compressed, Evidence), DeviceError> {
        let mut launch = self.cuda.launch();
        let order = self.sorted(&mut launch, triples)?;
        let columns = self.compressed(&mut launch, triples, &order)?;
        Ok((columns, launch.finish()?))
    }

    fn sorted(&self, launch: &mut CudaLaunch<'_>, triples: &Triples) -> Result<Order, DeviceError> {
        let [pack_keys, count_digits, _, _, _, scatter_entries, ..] = &self.kernels;
        let key = Key::of(triples);
        let entries = triples.len() as u32;
        let tiles = blocks(triples.len(), TILE).blocks.0;
        let rows = launch.upload(triples.rows())?;
        let columns = launch.upload(triples.columns())?;
        let mut from = Order::unwritten(launch, triples.len())?;
        let mut to = Order::unwritten(launch, triples.len())?;
        let counts = launch.zeros::<u32>((DIGITS * tiles) as usize)?;
        let arguments = [
            CudaArgument::U32(entries),
            CudaArgument::U32(key.row_bits),
            rows.argument(),
            columns.argument(),
            from.keys.argument(),
            from.places.argument(),
        ];
        // SAFETY: these are the parameters of `pack_keys`, in order; all buffers hold `entries`.
        unsafe { launch.dispatch(pack_keys, &arguments, blocks(triples.len(), LANES)) }?;
        for shift in (0..key.bits()).step_by(DIGIT_BITS as usize) {
            let pass = [CudaArgument::U32(entries), CudaArgument::U32(tiles), CudaArgument::U32(shift)];
            let arguments = [&pass[..], &[from.keys.argument(), counts.argument()]].concat();
            // SAFETY: these are the parameters of `count_digits`, in order; there is a count for every digit of every tile.
            unsafe { launch.dispatch(count_digits, &arguments, blocks(triples.len(), TILE)) }?;
            self.scan(launch, &counts)?;
            let arguments = [
                &pass[..],
                &[
                    counts.argument(),
                    from.keys.argument(),
                    from.places.argument(),
                    to.keys.argument(),
                    to.places.argument(),
                ],
            ]
            .concat();
            // SAFETY: these are the parameters of `scatter_entries`, in order; the counts, summed, place every entry below
            // `entries`, which all buffers hold.
            unsafe { launch.dispatch(scatter_entries, &arguments, blocks(triples.len(), TILE)) }?;
            mem::swap(&mut from, &mut to);
        }
        Ok(from)
    }

    fn compressed(
        &self,
        launch: &mut CudaLaunch<'_>,
        triples: &Triples,
        order: &Order,
    ) -> Result<Compressed, DeviceError> {
        let [_, _, _, _, _, _, mark_heads, sum_cells, start_columns] = &self.kernels;
        let key = Key::of(triples);
        let entries = triples.len() as u32;
        let count = CudaArgument::U32(entries);
        let values = launch.upload(triples.values())?;
        let numbers = launch.zeros::<u32>(triples.len())?;
        let arguments = [count, order.keys.argument(), numbers.argument()];
        // SAFETY: these are the parameters of `mark_heads`, in order; both buffers hold `entries`.
        unsafe { launch.dispatch(mark_heads, &arguments, blocks(triples.len(), LANES)) }?;
        let cells = self.scan(launch, &numbers)?;
        let counted = launch.download(&cells)?;
        let kept = *counted.last().expect("the sum of all stands behind the totals") as usize;
        let rows = launch.zeros::<u32>(kept)?;
        let sums = launch.zeros::<f64>(kept)?;
        let arguments = [
            count,
            CudaArgument::U64((1 << key.row_bits) - 1),
            order.keys.argument(),
            order.places.argument(),
            numbers.argument(),
            values.argument(),
            rows.argument(),
            sums.argument(),
        ];
        // SAFETY: these are the parameters of `sum_cells`, in order; a cell's number is below `kept`, which rows and sums hold.
        unsafe { launch.dispatch(sum_cells, &arguments, blocks(triples.len(), LANES)) }?;
        let starts = launch.zeros::<u32>(triples.width() as usize + 1)?;
        let arguments = [
            count,
            CudaArgument::U32(triples.width()),
            CudaArgument::U32(key.row_bits),
            CudaArgument::U32(kept as u32),
            order.keys.argument(),
            numbers.argument(),
            starts.argument(),
        ];
        // SAFETY: these are the parameters of `start_columns`, in order; it writes one start more than there are columns.
        unsafe { launch.dispatch(start_columns, &arguments, blocks(starts.len(), LANES)) }?;
        Ok(Compressed {
            starts: launch.download(&starts)?,
            rows: launch.download(&rows)?,
            values: launch.download(&sums)?,
        })
    }

    /// Replaces numbers by the sums of those before them. Behind the totals of all tiles stands the sum of all.
    fn scan(
        &self,
        launch: &mut CudaLaunch<'_>,
        numbers: &CudaBuffer<u32>,
    ) -> Result<CudaBuffer<u32>, DeviceError> {
        let [_, _, scan_tiles, scan_totals, add_totals, ..] = &self.kernels;
        let count = numbers.len() as u32;
        let tiles = blocks(numbers.len(), TILE).blocks.0;
        let totals = launch.zeros::<u32>(tiles as usize + 1)?;
        let arguments = [CudaArgument::U32(count), numbers.argument(), totals.argument()];
        // SAFETY: these are the parameters of `scan_tiles`, in order; there is a total for every tile of the numbers.
        unsafe { launch.dispatch(scan_tiles, &arguments, blocks(numbers.len(), TILE)) }?;
        // SAFETY: these are the parameters of `scan_totals`, in order, and one place is left behind the totals.
        unsafe {
            launch.dispatch(scan_totals, &[CudaArgument::U32(tiles), totals.argument()], blocks(1, LANES))
        }?;
        // SAFETY: `add_totals` has the parameters of `scan_tiles`.
        unsafe { launch.dispatch(add_totals, &arguments, blocks(numbers.len(), LANES)) }?;
        Ok(totals)
    }
}

impl Order {
    fn unwritten(launch: &mut CudaLaunch<'_>, entries: usize) -> Result<Self, DeviceError> {
        Ok(Self { keys: launch.zeros(entries)?, places: launch.zeros(entries)? })
    }
}

/// So many blocks of [`LANES`] threads that each has `each` items, one block at least: the driver starts no empty grid.
fn blocks(items: usize, each: u32) -> Shape {
    Shape::line(items.div_ceil(each as usize).max(1) as u32, LANES)
}
