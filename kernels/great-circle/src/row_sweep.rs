//! Neighbouring rows have nearly the same answer: start from the winner of the row before and look outwards in latitude, until
//! the difference in latitude alone is farther than the worst of sixteen points.
//!
//! The table of columns is not cut into blocks of plants, as any may be looked at next: 58 MB per piece of work on the full grid
//! with 10,000 plants. Plants are tried in order of latitude, so among equals (to f32) the lowest number need not win.

use std::ops::Range;

use lanes::{Arithmetic, LANES, LaneWork, Lanes};

use crate::{
    Counts, Grid, Nearest, Plants,
    closest::Closest,
    distance::measure_rows,
    tables::{Columns, HalfAngles, Row, strip},
    threads::{Band, Threads},
};

/// Rows that one piece of work sweeps. Fixed, so that counts do not depend on the number of threads; the table of columns is
/// built once for so many rows.
const BAND: usize = 256;

/// Plants between two looks at the worst point: the maximum over the lanes costs about as much as so many plants.
const STRIDE: usize = 4;

pub(crate) fn nearest(grid: &Grid, plants: &Plants, lanes: Lanes, threads: &Threads) -> Nearest {
    let columns = Columns::new(grid);
    let angles = HalfAngles::of(plants);
    let mut order: Vec<usize> = (0..angles.len()).collect();
    order.sort_by(|&a, &b| plants.kept()[a].lat.total_cmp(&plants.kept()[b].lat));
    let sorted: Vec<HalfAngles> = order.iter().map(|&position| angles[position]).collect();
    threads.over_rows(grid, Band::Rows(BAND), |rows, nearest, km| {
        let mut pairs = 0;
        lanes.run(Sweep {
            grid,
            columns: &columns,
            plants,
            order: &order,
            sorted: &sorted,
            rows: rows.clone(),
            nearest,
            pairs: &mut pairs,
        });
        for place in nearest.iter_mut() {
            *place = order[*place as usize] as u32;
        }
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::of_pairs(pairs)
    })
}

struct Sweep<'a> {
    grid: &'a Grid,
    columns: &'a Columns,
    plants: &'a Plants,
    order: &'a [usize],
    sorted: &'a [HalfAngles],
    rows: Range<usize>,
    /// Places in the sorted order while the sweep lasts.
    nearest: &'a mut [u32],
    pairs: &'a mut usize,
}

impl LaneWork for Sweep<'_> {
    #[inline(always)]
    fn run<A: Arithmetic>(self) {
        let (n_lon, count) = (self.grid.n_lon(), self.sorted.len());
        let mut table = Vec::with_capacity(count * n_lon.div_ceil(LANES));
        for (sines, cosines) in (0..self.columns.strips()).map(|strip| self.columns.half_strip(strip)) {
            for plant in self.sorted {
                table.push(plant.strip_terms(sines, cosines));
            }
        }
        let mut terms = vec![[0.0; 2]; count];
        for (at, i) in self.rows.enumerate() {
            let row = Row::new(self.grid, i);
            for (terms, plant) in terms.iter_mut().zip(self.sorted) {
                *terms = plant.row_terms(&row);
            }
            let lat = self.grid.latitude(i);
            let middle = self.order.partition_point(|&position| self.plants.kept()[position].lat < lat);
            for (number, table) in table.chunks_exact(count).enumerate() {
                let span = strip(n_lon, number);
                let out = at * n_lon + span.start..at * n_lon + span.end;
                let mut closest = Closest::NONE;
                closest.plant = [middle.min(count - 1) as u32; LANES];
                if at > 0 {
                    let above = out.start - n_lon..out.end - n_lon;
                    closest.plant[..span.len()].copy_from_slice(&self.nearest[above]);
                }
                for lane in 0..LANES {
                    let k = closest.plant[lane] as usize;
                    let [a, b] = terms[k];
                    closest.haversine[lane] = A::mul_add(b, table[k][lane], a);
                }
                let mut tried = span.len();
                let mut northwards = middle;
                while northwards < count && terms[northwards][0] <= worst(&closest) {
                    let end = (northwards + STRIDE).min(count);
                    for k in northwards..end {
                        closest.try_plant::<A>(k as u32, &table[k], terms[k]);
                    }
                    tried += (end - northwards) * span.len();
                    northwards = end;
                }
                let mut southwards = middle;
                while southwards > 0 && terms[southwards - 1][0] <= worst(&closest) {
                    let start = southwards.saturating_sub(STRIDE);
                    for k in (start..southwards).rev() {
                        closest.try_plant::<A>(k as u32, &table[k], terms[k]);
                    }
                    tried += (southwards - start) * span.len();
                    southwards = start;
                }
                *self.pairs += tried;
                self.nearest[out].copy_from_slice(&closest.plant[..span.len()]);
            }
        }
    }
}

#[inline(always)]
fn worst(closest: &Closest) -> f32 {
    let mut worst = closest.haversine[0];
    for &h in &closest.haversine {
        worst = if h > worst { h } else { worst };
    }
    worst
}
