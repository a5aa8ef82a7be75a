//! Where a history changed: E-divisive (Matteson and James 2014) finds the places, Student's t instead of permutations says
//! which of them are real (Fleming et al. 2023, Hunter). Deterministic: the same history has the same changes.

use crate::{NotFinite, student::two_sided};

/// A place at which something new begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The first value of the new.
    pub at: usize,
    /// How likely such a difference between the stretches on both sides is by chance.
    pub chance: f64,
    /// The mean of the stretch before.
    pub before: f64,
    /// The mean of the stretch that begins.
    pub after: f64,
}

/// A stretch shorter than this is an outlier and no change.
const SHORTEST: usize = 2;
/// How much weaker a place may look at first: what stands beside a second change is seen only once that is found.
const WEAK: f64 = 10.0;

/// The changes of a history, each less likely by chance than `chance` between its neighbours.
///
/// Time grows with the square of the count: 1,000 values take some milliseconds.
pub fn changes(values: &[f64], chance: f64) -> Result<Vec<Change>, NotFinite> {
    if let Some(place) = values.iter().position(|value| !value.is_finite()) {
        return Err(NotFinite { place, value: values[place] });
    }
    let mut places = Vec::new();
    divide(values, 0, chance * WEAK, &mut places);
    places.sort_unstable();
    // The weakest goes first; its neighbours are then between longer stretches.
    loop {
        let found = between(values, &places);
        let weakest = found.iter().max_by(|a, b| a.chance.total_cmp(&b.chance));
        match weakest {
            Some(weakest) if weakest.chance >= chance => places.retain(|place| *place != weakest.at),
            _ => return Ok(found),
        }
    }
}

fn divide(values: &[f64], offset: usize, chance: f64, places: &mut Vec<usize>) {
    let Some(at) = most_divergent(values) else { return };
    let (left, right) = values.split_at(at);
    if two_sided(left, right) >= chance {
        return;
    }
    places.push(offset + at);
    divide(left, offset, chance, places);
    divide(right, offset + at, chance, places);
}

fn between(values: &[f64], places: &[usize]) -> Vec<Change> {
    let ends: Vec<usize> = [0].into_iter().chain(places.iter().copied()).chain([values.len()]).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    ends.windows(3)
        .map(|ends| {
            let (left, right) = (&values[ends[0]..ends[1]], &values[ends[1]..ends[2]]);
            Change { at: ends[1], chance: two_sided(left, right), before: mean(left), after: mean(right) }
        })
        .collect()
}

/// The distances of values from one, added up in eight lanes: in a fixed order, and side by side where the processor can.
fn distances(values: &[f64], to: f64) -> f64 {
    let (eights, rest) = values.as_chunks::<8>();
    let mut lanes = [0.0; 8];
    for eight in eights {
        for (lane, value) in lanes.iter_mut().zip(eight) {
            *lane += (value - to).abs();
        }
    }
    lanes.iter().sum::<f64>() + rest.iter().map(|value| (value - to).abs()).sum::<f64>()
}

/// The place whose two sides have the largest energy distance, scaled by their lengths; the first of equals.
fn most_divergent(values: &[f64]) -> Option<usize> {
    let count = values.len();
    if count < 2 * SHORTEST {
        return None;
    }
    let to_earlier: Vec<f64> =
        values.iter().enumerate().map(|(place, value)| distances(&values[..place], *value)).collect();
    let (mut left, mut right, mut across) = (0.0, to_earlier.iter().sum::<f64>(), 0.0);
    let mut best: Option<(usize, f64)> = None;
    for at in 1..=count - SHORTEST {
        // One value moves from the right side to the left.
        let moved = values[at - 1];
        let (to_left, to_right) = (to_earlier[at - 1], distances(&values[at..], moved));
        left += to_left;
        right -= to_right;
        across += to_right - to_left;
        if at < SHORTEST {
            continue;
        }
        let (n, m) = (at as f64, (count - at) as f64);
        let energy = 2.0 * across / (n * m) - 2.0 * left / (n * (n - 1.0)) - 2.0 * right / (m * (m - 1.0));
        let scaled = energy * n * m / (n + m);
        if best.is_none_or(|(_, most)| scaled > most) {
            best = Some((at, scaled));
        }
    }
    best.map(|(at, _)| at)
}
