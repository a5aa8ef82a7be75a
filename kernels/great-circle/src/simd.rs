//! Every pair in f32, sixteen points at a time: the squared chord by differences, good to about a metre.

use std::ops::Range;

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Counts, Grid, Nearest, Plants,
    distance::measure_rows,
    tables::{Columns, Row, strip},
    threads::{Band, Threads},
};

/// Plants per pass over the rows: 12 KB of unit vectors stay in the first-level cache beside the points.
const BLOCK: usize = 1024;

pub(crate) fn nearest(grid: &Grid, plants: &Plants, lanes: Lanes, threads: &Threads) -> Nearest {
    let columns = Columns::new(grid);
    let units: Vec<[f32; 3]> = plants.kept().iter().map(|plant| plant.unit.map(|x| x as f32)).collect();
    threads.over_rows(grid, Band::PiecesPerThread(4), |rows, nearest, km| {
        // Until the distances are measured, `km` holds the squared chord of the best plant so far.
        for (number, block) in units.chunks(BLOCK).enumerate() {
            let first = (number * BLOCK) as u32;
            lanes.run(EveryPair {
                grid,
                columns: &columns,
                block,
                first,
                rows: rows.clone(),
                nearest,
                chords: km,
            });
        }
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::of_pairs(nearest.len() * plants.distinct())
    })
}

struct EveryPair<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    block: &'a [[f32; 3]],
    first: u32,
    rows: Range<usize>,
    nearest: &'a mut [u32],
    chords: &'a mut [f32],
}

impl LaneWork for EveryPair<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let n_lon = self.grid.n_lon();
        for (at, i) in self.rows.enumerate() {
            let row = Row::new(self.grid, i);
            for number in 0..n_lon.div_ceil(LANES) {
                let span = strip(n_lon, number);
                let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
                let z = row.sin as f32;
                for lane in 0..LANES {
                    x[lane] = (row.cos * self.columns.cos[span.start + lane]) as f32;
                    y[lane] = (row.cos * self.columns.sin[span.start + lane]) as f32;
                }
                let out = at * n_lon + span.start..at * n_lon + span.end;
                let (mut best, mut chosen) = ([f32::INFINITY; LANES], [0; LANES]);
                best[..span.len()].copy_from_slice(&self.chords[out.clone()]);
                chosen[..span.len()].copy_from_slice(&self.nearest[out.clone()]);
                for (k, &[px, py, pz]) in (self.first..).zip(self.block) {
                    let dz = z - pz;
                    let zz = dz * dz;
                    for lane in 0..LANES {
                        let (dx, dy) = (x[lane] - px, y[lane] - py);
                        let chord = A::mul_add(dx, dx, A::mul_add(dy, dy, zz));
                        let closer = chord < best[lane];
                        best[lane] = if closer { chord } else { best[lane] };
                        chosen[lane] = if closer { k } else { chosen[lane] };
                    }
                }
                self.chords[out.clone()].copy_from_slice(&best[..span.len()]);
                self.nearest[out].copy_from_slice(&chosen[..span.len()]);
            }
        }
    }
}
