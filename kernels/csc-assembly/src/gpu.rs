//! Sorting on a GPU through wgpu: Vulkan, Metal or DX12. Entries come back in order, and the CPU adds up those of one cell.

use std::mem;

use bytemuck::{Pod, Zeroable};
use device::{DeviceError, Evidence, Gpu, GpuKernel};

use crate::{Compressed, Triples, key::Key};

/// The source of the kernels, for checks on machines without a GPU.
pub const ASSEMBLE_WGSL: &str = include_str!("assemble.wgsl");
/// Their entry points.
pub const ASSEMBLE_WGSL_ENTRIES: [&str; 4] = ["count", "scan", "scatter", "gather"];

/// Entries per workgroup, bits and values of a digit, as in the source.
const TILE: u32 = 4096;
const DIGIT_BITS: u32 = 4;
const DIGITS: usize = 1 << DIGIT_BITS;
/// Entries per workgroup where each has an invocation of its own.
const LANES: u32 = 256;

/// A GPU with the kernels compiled: making one is not part of the measured work, running it is.
#[derive(Clone, Debug)]
pub struct WgpuAssembly {
    gpu: Gpu,
    count: GpuKernel,
    scan: GpuKernel,
    scatter: GpuKernel,
    gather: GpuKernel,
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Pass {
    entries: u32,
    tiles: u32,
    shift: u32,
    index: u32,
    first: u32,
    unused: [u32; 3],
}

impl WgpuAssembly {
    /// Compiles the kernels.
    pub fn new(gpu: Gpu) -> Result<Self, DeviceError> {
        let kernel = |entry| gpu.kernel(ASSEMBLE_WGSL, entry);
        let [count, scan, scatter, gather] = ASSEMBLE_WGSL_ENTRIES.map(kernel);
        Ok(Self { count: count?, scan: scan?, scatter: scatter?, gather: gather?, gpu })
    }

    /// The GPU that it runs on.
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Triples up, sorted there, cells and values down, added up here.
    pub fn run(&self, triples: &Triples) -> Result<(Compressed, Evidence), DeviceError> {
        let entries = triples.len() as u32;
        let tiles = entries.div_ceil(TILE);
        let mut launch = self.gpu.launch();
        let cells: Vec<[u32; 2]> =
            triples.rows().iter().zip(triples.columns()).map(|(row, column)| [*row, *column]).collect();
        let mut from = (launch.upload(&cells)?, launch.zeros::<u32>(triples.len())?);
        drop(cells);
        let mut to = (launch.zeros::<[u32; 2]>(triples.len())?, launch.zeros::<u32>(triples.len())?);
        let counts = launch.zeros::<u32>(tiles as usize * DIGITS)?;
        let mut first = true;
        for (index, shift) in passes(triples) {
            let step = Pass { entries, tiles, shift, index, first: first.into(), unused: [0; 3] };
            let step = launch.uniform(&step)?;
            let step = step.bind();
            launch.dispatch(&self.count, &[step, counts.bind(), from.0.bind()], u64::from(tiles))?;
            launch.dispatch(&self.scan, &[step, counts.bind()], 1)?;
            let buffers = [step, counts.bind(), from.0.bind(), from.1.bind(), to.0.bind(), to.1.bind()];
            launch.dispatch(&self.scatter, &buffers, u64::from(tiles))?;
            mem::swap(&mut from, &mut to);
            first = false;
        }
        // An f64 here is two words there, which nobody there looks into.
        let values = launch.upload(triples.values())?;
        let sorted = launch.zeros::<f64>(triples.len())?;
        let step = Pass { entries, tiles, shift: 0, index: 0, first: 0, unused: [0; 3] };
        let step = launch.uniform(&step)?;
        let buffers = [step.bind(), from.1.bind(), values.bind(), sorted.bind()];
        launch.dispatch(&self.gather, &buffers, u64::from(entries.div_ceil(LANES)))?;
        let values = launch.download(&sorted)?;
        let cells = launch.download(&from.0)?;
        let evidence = launch.finish()?;
        Ok((add_up(triples.width(), &cells, &values), evidence))
    }
}

/// Index and shift of every digit, the lowest first: rows, then columns. One at least, for it writes the places.
fn passes(triples: &Triples) -> Vec<(u32, u32)> {
    let key = Key::of(triples);
    let of = |index, bits: u32| (0..bits.div_ceil(DIGIT_BITS)).map(move |digit| (index, digit * DIGIT_BITS));
    let passes: Vec<_> = of(0, key.row_bits).chain(of(1, key.column_bits)).collect();
    if passes.is_empty() { vec![(0, 0)] } else { passes }
}

fn add_up(width: u32, cells: &[[u32; 2]], sorted: &[f64]) -> Compressed {
    let mut starts = Vec::with_capacity(width as usize + 1);
    let (mut rows, mut values) = (Vec::with_capacity(cells.len()), Vec::with_capacity(cells.len()));
    let mut last = None;
    for (cell, value) in cells.iter().zip(sorted) {
        match values.last_mut() {
            Some(sum) if last == Some(cell) => *sum += value,
            _ => {
                starts.resize(starts.len().max(cell[1] as usize + 1), rows.len() as u32);
                rows.push(cell[0]);
                values.push(*value);
            }
        }
        last = Some(cell);
    }
    starts.resize(width as usize + 1, rows.len() as u32);
    Compressed { starts, rows, values }
}
