//! Two ways that are wrong and look right, kept to prove that the checks can fail.

use crate::{
    Counts, EARTH_RADIUS_KM, Grid, Nearest, Plants,
    tables::{Columns, Row},
    threads::{Band, Threads},
};

/// Dot product and arc cosine in f32: near zero distance the cosine is 1 - d²/2 and its last bit is worth 1.5 km.
pub(crate) fn dot_f32(grid: &Grid, plants: &Plants, threads: &Threads) -> Nearest {
    let columns = Columns::new(grid);
    let units: Vec<[f32; 3]> = plants.kept().iter().map(|plant| plant.unit.map(|x| x as f32)).collect();
    every_point(grid, plants, threads, |i, j| {
        let row = Row::new(grid, i);
        let point = [row.cos * columns.cos[j], row.cos * columns.sin[j], row.sin].map(|x| x as f32);
        let (mut best, mut chosen) = (f32::NEG_INFINITY, 0);
        for (k, unit) in units.iter().enumerate() {
            let dot = point[0] * unit[0] + point[1] * unit[1] + point[2] * unit[2];
            if dot > best {
                (best, chosen) = (dot, k);
            }
        }
        (chosen, EARTH_RADIUS_KM as f32 * best.clamp(-1.0, 1.0).acos())
    })
}

/// Euclid on degrees, as the plan has it: no meridian is shorter than another, and ±180° are a world apart.
pub(crate) fn plan_degrees(grid: &Grid, plants: &Plants, threads: &Threads) -> Nearest {
    every_point(grid, plants, threads, |i, j| {
        let (lat, lon) = (grid.latitude(i), grid.longitude(j));
        let (mut best, mut chosen) = (f64::INFINITY, 0);
        for (k, plant) in plants.kept().iter().enumerate() {
            let squared = (lat - plant.lat).powi(2) + (lon - plant.lon).powi(2);
            if squared < best {
                (best, chosen) = (squared, k);
            }
        }
        (chosen, (best.sqrt().to_radians() * EARTH_RADIUS_KM) as f32)
    })
}

fn every_point<F>(grid: &Grid, plants: &Plants, threads: &Threads, choose: F) -> Nearest
where
    F: Fn(usize, usize) -> (usize, f32) + Sync,
{
    threads.over_rows(grid, Band::PiecesPerThread(4), |rows, nearest, km| {
        let pairs = nearest.len() * plants.distinct();
        let points = rows.flat_map(|i| (0..grid.n_lon()).map(move |j| (i, j)));
        for ((i, j), (nearest, km)) in points.zip(nearest.iter_mut().zip(km)) {
            let (chosen, distance) = choose(i, j);
            (*nearest, *km) = (plants.kept()[chosen].number, distance);
        }
        Counts::of_pairs(pairs)
    })
}
