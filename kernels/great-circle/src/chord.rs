//! The first idea anybody has: the nearest along the sphere is the nearest through it, so the inner loop needs no sine.

use crate::{
    Counts, Grid, Nearest, Plants,
    distance::{measure_rows, squared_chord},
    tables::{Columns, Row},
    threads::{Band, Threads},
};

pub(crate) fn nearest(grid: &Grid, plants: &Plants, threads: &Threads) -> Nearest {
    let columns = Columns::new(grid);
    let units: Vec<[f64; 3]> = plants.kept().iter().map(|plant| plant.unit).collect();
    threads.over_rows(grid, Band::PiecesPerThread(4), |rows, nearest, km| {
        let mut chosen = nearest.iter_mut();
        for i in rows.clone() {
            let row = Row::new(grid, i);
            for (j, chosen) in (0..grid.n_lon()).zip(&mut chosen) {
                let point = [row.cos * columns.cos[j], row.cos * columns.sin[j], row.sin];
                let mut best = f64::INFINITY;
                for (k, unit) in units.iter().enumerate() {
                    let chord = squared_chord(point, *unit);
                    if chord < best {
                        best = chord;
                        *chosen = k as u32;
                    }
                }
            }
        }
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::of_pairs(nearest.len() * plants.distinct())
    })
}
