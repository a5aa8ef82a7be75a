//! The reference: the textbook's formula for every pair, in f64. Slow and obvious, so that the others can be checked.

use crate::{
    Counts, Grid, Nearest, Plants,
    angle::sin_cos,
    distance::{arc_km, haversine},
    threads::{Band, Threads},
};

pub(crate) fn nearest(grid: &Grid, plants: &Plants, threads: &Threads) -> Nearest {
    let cosines: Vec<f64> = plants.kept().iter().map(|plant| sin_cos(plant.lat).1).collect();
    threads.over_rows(grid, Band::PiecesPerThread(4), |rows, nearest, km| {
        let pairs = nearest.len() * plants.distinct();
        let mut out = nearest.iter_mut().zip(km);
        for i in rows {
            let lat = grid.latitude(i);
            let cos = sin_cos(lat).1;
            for (j, (nearest, km)) in (0..grid.n_lon()).zip(&mut out) {
                // -180° is +180°, to the last bit.
                let lon = grid.longitude(if j == 0 { grid.n_lon() - 1 } else { j });
                let mut best = f64::INFINITY;
                for (plant, plant_cos) in plants.kept().iter().zip(&cosines) {
                    let h = haversine(lat - plant.lat, lon - plant.lon, cos * plant_cos);
                    if h < best {
                        best = h;
                        *nearest = plant.number;
                    }
                }
                *km = arc_km(best) as f32;
            }
        }
        Counts::of_pairs(pairs)
    })
}
