//! The haversine as one fused multiply-add per pair: `h = a + b·S`, where `a` and `b` depend on the row and the plant and `S`
//! on the column and the plant. All terms are positive, so nothing cancels: h is good to 2e-7, a metre or two at 10,000 km.
//! (The cosine form `A + B·cos Δλ` has the same shape and is 2.5 km off near zero.)

use std::ops::Range;

use crate::{
    Counts, Grid, Nearest, Plants,
    distance::measure_rows,
    lanes::{Arithmetic, LANES, LaneWork, Lanes},
    tables::{Columns, HalfAngles, Row, strip},
    threads::{Band, Threads},
};

/// Plants whose column table stays in the second-level cache: 256 x 1,441 columns x 4 B = 1.5 MB on the full grid.
const BLOCK: usize = 256;

/// Rows that share one loaded vector of the column table.
const ROWS: usize = 4;

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
    threads.over_rows(grid, Band::PiecesPerThread(2), |rows, nearest, km| {
        // Until the distances are measured, `km` holds the haversine of the best plant so far.
        km.fill(f32::INFINITY);
        let mut table = Vec::new();
        let mut terms = Vec::new();
        for (number, block) in angles.chunks(size).enumerate() {
            lanes.run(Pass {
                grid,
                columns: &columns,
                block,
                first: (number * size) as u32,
                rows: rows.clone(),
                table: &mut table,
                terms: &mut terms,
                nearest,
                haversines: km,
            });
        }
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::of_pairs(nearest.len() * plants.distinct())
    })
}

/// `a` of [`ROWS`] rows, then `b` of the same rows, for one plant.
type Terms = [[f32; ROWS]; 2];

struct Pass<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    block: &'a [HalfAngles],
    first: u32,
    rows: Range<usize>,
    table: &'a mut Vec<[f32; LANES]>,
    terms: &'a mut Vec<Terms>,
    nearest: &'a mut [u32],
    haversines: &'a mut [f32],
}

impl LaneWork for Pass<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let n_lon = self.grid.n_lon();
        fill_table(self.table, self.columns, self.block);
        let group = ROWS * n_lon;
        let outputs = self.nearest.chunks_mut(group).zip(self.haversines.chunks_mut(group));
        for (number, (nearest, haversines)) in outputs.enumerate() {
            let first_row = self.rows.start + number * ROWS;
            fill_terms(self.terms, self.grid, first_row, self.rows.end, self.block);
            let real_rows = nearest.len() / n_lon;
            for (number, table) in self.table.chunks_exact(self.block.len()).enumerate() {
                let span = strip(n_lon, number);
                let (mut best, mut chosen) = ([[f32::INFINITY; LANES]; ROWS], [[0; LANES]; ROWS]);
                for r in 0..real_rows {
                    let out = r * n_lon + span.start..r * n_lon + span.end;
                    best[r][..span.len()].copy_from_slice(&haversines[out.clone()]);
                    chosen[r][..span.len()].copy_from_slice(&nearest[out]);
                }
                search::<A>(table, self.terms, self.first, &mut best, &mut chosen);
                for r in 0..real_rows {
                    let out = r * n_lon + span.start..r * n_lon + span.end;
                    haversines[out.clone()].copy_from_slice(&best[r][..span.len()]);
                    nearest[out].copy_from_slice(&chosen[r][..span.len()]);
                }
            }
        }
    }
}

/// The inner loop: per pair one fused multiply-add, one comparison, two blends.
#[inline(always)]
fn search<A: Arithmetic>(
    table: &[[f32; LANES]],
    terms: &[Terms],
    first: u32,
    best: &mut [[f32; LANES]; ROWS],
    chosen: &mut [[u32; LANES]; ROWS],
) {
    // Four arrays by name and not one of four: LLVM keeps these in vector registers, and would vectorise across rows otherwise.
    let [mut best_0, mut best_1, mut best_2, mut best_3] = *best;
    let [mut chosen_0, mut chosen_1, mut chosen_2, mut chosen_3] = *chosen;
    for (k, (s, [a, b])) in (first..).zip(table.iter().zip(terms)) {
        take_closer::<A>(s, a[0], b[0], k, &mut best_0, &mut chosen_0);
        take_closer::<A>(s, a[1], b[1], k, &mut best_1, &mut chosen_1);
        take_closer::<A>(s, a[2], b[2], k, &mut best_2, &mut chosen_2);
        take_closer::<A>(s, a[3], b[3], k, &mut best_3, &mut chosen_3);
    }
    *best = [best_0, best_1, best_2, best_3];
    *chosen = [chosen_0, chosen_1, chosen_2, chosen_3];
}

#[inline(always)]
fn take_closer<A: Arithmetic>(
    s: &[f32; LANES],
    a: f32,
    b: f32,
    k: u32,
    best: &mut [f32; LANES],
    chosen: &mut [u32; LANES],
) {
    for lane in 0..LANES {
        let h = A::mul_add(b, s[lane], a);
        let closer = h < best[lane];
        best[lane] = if closer { h } else { best[lane] };
        chosen[lane] = if closer { k } else { chosen[lane] };
    }
}

/// `S` as [strip][plant][lane]: what the inner loop reads next lies next in memory.
#[inline(always)]
fn fill_table(table: &mut Vec<[f32; LANES]>, columns: &Columns, block: &[HalfAngles]) {
    table.clear();
    let halves = columns.half_sin.chunks_exact(LANES).zip(columns.half_cos.chunks_exact(LANES));
    for (sines, cosines) in halves {
        for plant in block {
            let mut s = [0.0; LANES];
            for lane in 0..LANES {
                s[lane] = plant.longitude_term(sines[lane], cosines[lane]) as f32;
            }
            table.push(s);
        }
    }
}

/// `a` and `b` of a group of rows; rows beyond the last repeat it and are not stored.
#[inline(always)]
fn fill_terms(terms: &mut Vec<Terms>, grid: &Grid, first_row: usize, end: usize, block: &[HalfAngles]) {
    terms.clear();
    let rows: [Row; ROWS] = std::array::from_fn(|r| Row::new(grid, (first_row + r).min(end - 1)));
    for plant in block {
        let mut both = [[0.0; ROWS]; 2];
        for (r, row) in rows.iter().enumerate() {
            both[0][r] = plant.latitude_term(row) as f32;
            both[1][r] = (row.cos * plant.cos) as f32;
        }
        terms.push(both);
    }
}
