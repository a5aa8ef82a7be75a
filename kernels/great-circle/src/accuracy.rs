//! Whether an answer is right: a method may name another plant only where that plant is as near, to ten metres.

use crate::{
    EARTH_RADIUS_KM, Grid, Nearest, Plants,
    distance::squared_chord,
    tables::{Columns, Row},
};

/// How far the chosen plant may lie beyond the nearest, in metres, and the least that a stated distance may be off.
pub const METRES: f64 = 10.0;
/// How far a stated distance may be off relative to itself.
pub const RELATIVE: f64 = 1e-4;
/// What the plan calls good enough: its share is reported beside the guards.
pub const PLAN_RELATIVE: f64 = 0.01;

/// How far an answer is from the reference, at its worst point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// The worst excess of the true distance to the chosen plant over that to the reference's, in metres.
    pub excess_m: f64,
    /// Where that is.
    pub excess_point: usize,
    /// The worst error of a stated distance, in multiples of what is allowed there.
    pub km_error: f64,
    /// Where that is.
    pub km_error_point: usize,
    /// The share of points whose stated distance is within the plan's 1 %.
    pub share_within_plan: f64,
}

impl Accuracy {
    /// Compares an answer with the reference. A missing point, an unknown plant or a NaN is infinitely wrong.
    pub fn of(grid: &Grid, plants: &Plants, reference: &Nearest, got: &Nearest) -> Self {
        let mut accuracy =
            Self { excess_m: 0.0, excess_point: 0, km_error: 0.0, km_error_point: 0, share_within_plan: 0.0 };
        let whole =
            |answer: &Nearest| answer.nearest.len() == grid.points() && answer.km.len() == grid.points();
        if !whole(reference) || !whole(got) {
            return Self { excess_m: f64::INFINITY, km_error: f64::INFINITY, ..accuracy };
        }
        let columns = Columns::new(grid);
        let mut within_plan = 0_usize;
        for i in 0..grid.n_lat() {
            let row = Row::new(grid, i);
            for j in 0..grid.n_lon() {
                let point = i * grid.n_lon() + j;
                let unit = [row.cos * columns.cos[j], row.cos * columns.sin[j], row.sin];
                let km_to = |number: u32| {
                    let chord = plants.numbered(number).map(|plant| squared_chord(unit, plant.unit).sqrt());
                    chord.map_or(f64::INFINITY, |chord| 2.0 * EARTH_RADIUS_KM * (chord / 2.0).min(1.0).asin())
                };
                let right = km_to(reference.nearest[point]);
                let excess = or_infinite((km_to(got.nearest[point]) - right) * 1000.0);
                if excess > accuracy.excess_m {
                    (accuracy.excess_m, accuracy.excess_point) = (excess, point);
                }
                let off = (f64::from(got.km[point]) - right).abs();
                let error = or_infinite(off / (METRES / 1000.0).max(RELATIVE * right));
                if error > accuracy.km_error {
                    (accuracy.km_error, accuracy.km_error_point) = (error, point);
                }
                within_plan += usize::from(off <= (PLAN_RELATIVE * right).max(METRES / 1000.0));
            }
        }
        accuracy.share_within_plan = within_plan as f64 / grid.points() as f64;
        accuracy
    }

    /// Whether both guards hold at every point.
    pub fn holds(&self) -> bool {
        self.excess_m <= METRES && self.km_error <= 1.0
    }
}

fn or_infinite(error: f64) -> f64 {
    if error.is_nan() { f64::INFINITY } else { error }
}
