//! A k-d tree over the plants' unit vectors, in f64: squared Euclid is monotone in great-circle distance.
//!
//! Among plants at exactly the same distance kiddo promises no lowest number. It counts visited nodes only with a feature that
//! slows every query, so this method reports no counts.

use kiddo::{ImmutableKdTree, SquaredEuclidean};

use crate::{
    Counts, Grid, Nearest, Plants,
    distance::measure_rows,
    tables::{Columns, Row},
    threads::{Band, Threads},
};

pub(crate) fn nearest(grid: &Grid, plants: &Plants, threads: &Threads) -> Nearest {
    let columns = Columns::new(grid);
    let units: Vec<[f64; 3]> = plants.kept().iter().map(|plant| plant.unit).collect();
    #[expect(clippy::expect_used, reason = "both errors of kiddo cannot occur here")]
    let tree: ImmutableKdTree<f64, 3> = ImmutableKdTree::new_from_slice(&units)
        .expect("plant numbers fit u32 and an immutable tree never splits a full bucket");
    threads.over_rows(grid, Band::PiecesPerThread(4), |rows, nearest, km| {
        let mut chosen = nearest.iter_mut();
        for i in rows.clone() {
            let row = Row::new(grid, i);
            for (j, chosen) in (0..grid.n_lon()).zip(&mut chosen) {
                let point = [row.cos * columns.cos[j], row.cos * columns.sin[j], row.sin];
                *chosen = tree.query(&point).nearest_one::<SquaredEuclidean<f64>>().execute().item;
            }
        }
        measure_rows(grid, &columns, plants, rows, nearest, km);
        Counts::default()
    })
}
