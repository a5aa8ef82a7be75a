//! Queries of water: where a plant has it, which is next to saturation far more often than chance would have it.

use property_table::Queries;
use touchstone::{Rng, prelude::RngExt};
use water_steam::{TABLE_RANGE, tsat};

/// How far from saturation a state next to it is at most, K.
const NEAR: f64 = 1.0;

/// A third of the states within a kelvin of saturation on either side, the others anywhere in both phases: uniform in the
/// logarithm of the pressure and in temperature.
pub(crate) fn queries(rng: &mut Rng, count: usize) -> Queries {
    let (p, t) = (0..count).map(|number| state(rng, number.is_multiple_of(3))).unzip();
    Queries { p, t }
}

fn state(rng: &mut Rng, is_near: bool) -> (f64, f64) {
    let (lowest, highest) = TABLE_RANGE.p;
    let p = (lowest * (rng.random::<f64>() * (highest / lowest).ln()).exp()).min(highest);
    let u: f64 = rng.random();
    if is_near {
        let boils = tsat(p).expect("every pressure of the tables has its saturation");
        return (p, boils + NEAR * (2.0 * u - 1.0));
    }
    let (coldest, hottest) = TABLE_RANGE.t;
    (p, coldest + u * (hottest - coldest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use water_steam::{Phase, phase};

    #[test]
    fn both_phases_are_there_and_a_third_is_next_to_saturation() {
        let queries = queries(&mut Rng::new(1, 1), 30_000);
        let near = queries.pairs().filter(|&(p, t)| (t - tsat(p).unwrap()).abs() <= NEAR).count();
        // Chance puts a few more of the others there.
        assert!((10_000..10_200).contains(&near), "{near}");
        let liquid = queries.pairs().filter(|&(p, t)| phase(p, t).unwrap() == Phase::Liquid).count();
        assert!((6_000..24_000).contains(&liquid), "{liquid}");
        let (p, t) = (TABLE_RANGE.p, TABLE_RANGE.t);
        assert!(queries.pairs().all(|(at, of)| (p.0..=p.1).contains(&at) && (t.0..=t.1).contains(&of)));
    }
}
