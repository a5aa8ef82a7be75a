//! The haversine as one fused multiply-add per pair: `h = a + b·S`, where `a` and `b` depend on the row and the plant and `S`
//! on the column and the plant. All terms are positive, so nothing cancels: h is good to 2e-7, a metre or two at 10,000 km.
//! (The cosine form `A + B·cos Δλ` has the same shape and is 2.5 km off near zero.)

use std::ops::Range;

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Counts, Grid, Nearest, Plants,
    closest::Closest,
    distance::measure_rows,
    tables::{Columns, HalfAngles, Row, strip},
    threads::{Band, Threads},
};

/// Plants whose column table stays in the second-level cache: 256 x 1,441 columns x 4 B = 1.5 MB on the full grid.
const BLOCK: usize = 256;

/// Rows that share one loaded vector of the column table.
const ROWS: usize = 4;

const BAND: Band = Band::PiecesPerThread(4);

/// How many plants are searched per pass over the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blocks {
    /// As many as the cache holds.
    Cached,
    /// All at once: what the blocks are measured against.
    Whole,
}

pub(crate) fn nearest(
    grid: &Grid,
    plants: &Plants,
    lanes: Lanes,
    blocks: Blocks,
    threads: &Threads,
) -> Nearest {
    let columns = Columns::new(grid);
    let angles = HalfAngles::of(plants);
    let size = match blocks {
        Blocks::Cached => BLOCK,
        Blocks::Whole => angles.len(),
    };
    let mut out = Nearest::nowhere(grid);
    let mut table = Vec::new();
    // The table of a block is filled once for all threads: filled by each, it would be what keeps them from scaling.
    for (number, block) in angles.chunks(size).enumerate() {
        table.resize(columns.strips() * block.len(), [0.0; LANES]);
        threads.over_chunks(&mut table, block.len(), |strip, table| {
            lanes.run(FillTable { columns: &columns, block, strip, table });
        });
        threads.over_rows_of(&mut out, grid, BAND, |rows, nearest, km| {
            // Until the distances are measured, `km` holds the haversine of the best plant so far.
            let first = (number * size) as u32;
            lanes.run(Pass { grid, table: &table, block, first, rows, nearest, haversines: km });
            Counts::default()
        });
    }
    out.counts = threads.over_rows_of(&mut out, grid, BAND, |rows, nearest, km| {
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::of_pairs(nearest.len() * plants.distinct())
    });
    out
}

/// `a` in each of [`ROWS`] rows, then `b` in the same rows, for one plant: so laid out, each is broadcast as it is loaded.
type Terms = [[f32; ROWS]; 2];

/// `S` of one strip by plant and lane: what the inner loop reads next lies next in memory.
struct FillTable<'a> {
    columns: &'a Columns,
    block: &'a [HalfAngles],
    strip: usize,
    table: &'a mut [[f32; LANES]],
}

impl LaneWork for FillTable<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let (sines, cosines) = self.columns.half_strip(self.strip);
        for (plant, terms) in self.block.iter().zip(self.table) {
            *terms = plant.strip_terms(sines, cosines);
        }
    }
}

struct Pass<'a> {
    grid: &'a Grid,
    table: &'a [[f32; LANES]],
    block: &'a [HalfAngles],
    first: u32,
    rows: Range<usize>,
    nearest: &'a mut [u32],
    haversines: &'a mut [f32],
}

impl LaneWork for Pass<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let n_lon = self.grid.n_lon();
        let mut terms = Vec::with_capacity(self.block.len());
        let group = ROWS * n_lon;
        let outputs = self.nearest.chunks_mut(group).zip(self.haversines.chunks_mut(group));
        for (number, (nearest, haversines)) in outputs.enumerate() {
            let first_row = self.rows.start + number * ROWS;
            fill_terms(&mut terms, self.grid, first_row, self.rows.end, self.block);
            let real_rows = nearest.len() / n_lon;
            for (number, table) in self.table.chunks_exact(self.block.len()).enumerate() {
                let span = strip(n_lon, number);
                let mut closest = [Closest::NONE; ROWS];
                for (r, closest) in closest[..real_rows].iter_mut().enumerate() {
                    let out = r * n_lon + span.start..r * n_lon + span.end;
                    closest.haversine[..span.len()].copy_from_slice(&haversines[out.clone()]);
                    closest.plant[..span.len()].copy_from_slice(&nearest[out]);
                }
                search::<A>(table, &terms, self.first, &mut closest);
                for (r, closest) in closest[..real_rows].iter().enumerate() {
                    let out = r * n_lon + span.start..r * n_lon + span.end;
                    haversines[out.clone()].copy_from_slice(&closest.haversine[..span.len()]);
                    nearest[out].copy_from_slice(&closest.plant[..span.len()]);
                }
            }
        }
    }
}

/// All plants of a block against [`ROWS`] rows of a strip.
#[inline(always)]
fn search<A: Arithmetic>(table: &[[f32; LANES]], terms: &[Terms], first: u32, closest: &mut [Closest; ROWS]) {
    // Four names and not an array: LLVM keeps these in vector registers, and would vectorise across the rows otherwise.
    let [mut row_0, mut row_1, mut row_2, mut row_3] = *closest;
    for (k, (s, [a, b])) in (first..).zip(table.iter().zip(terms)) {
        row_0.try_plant::<A>(k, s, [a[0], b[0]]);
        row_1.try_plant::<A>(k, s, [a[1], b[1]]);
        row_2.try_plant::<A>(k, s, [a[2], b[2]]);
        row_3.try_plant::<A>(k, s, [a[3], b[3]]);
    }
    *closest = [row_0, row_1, row_2, row_3];
}

/// `a` and `b` of a group of rows; rows beyond the last repeat it and are not stored.
#[inline(always)]
fn fill_terms(terms: &mut Vec<Terms>, grid: &Grid, first_row: usize, end: usize, block: &[HalfAngles]) {
    terms.clear();
    let rows: [Row; ROWS] = std::array::from_fn(|r| Row::new(grid, (first_row + r).min(end - 1)));
    for plant in block {
        let mut of_rows = [[0.0; ROWS]; 2];
        for (r, row) in rows.iter().enumerate() {
            [of_rows[0][r], of_rows[1][r]] = plant.row_terms(row);
        }
        terms.push(of_rows);
    }
}
