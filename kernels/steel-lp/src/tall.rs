//! A trade with twice as many rows as columns: the shape that methods which add columns are wrong for.
//!
//! Trains run from 100 sources and call at 50 destinations, round and round: 5,000 arcs. On every arc two goods may travel,
//! heavy ones and light ones, each load for a profit or at a loss. Of every arc four rows speak:
//!
//! - weight: what is on board of the source's train when it comes to the destination. A load stays on for four calls.
//! - volume: what lies on the destination's quay when the source's train comes. A load stays for four trains.
//! - least and greatest share of heavy goods among the loads of the arc.
//!
//! So every column has ten entries: 100,000 in all. No flow at all is feasible.

use linear_program::{Bounds, Columns, LinearProgram};

use crate::draws::{Draws, Purpose};

/// Where trains start.
const SOURCES: usize = 100;
/// Where they call.
const DESTINATIONS: usize = 50;
/// For how many calls a load is on board, and for how many trains on the quay.
const STAYS: usize = 4;
/// Weight and volume of a load of heavy and of light goods.
const LOADS: [(f64, f64); 2] = [(1.0, 0.4), (0.35, 1.0)];

/// 20,000 rows and 10,000 columns.
pub fn tall(seed: u64) -> LinearProgram {
    let draws = Draws::new(seed);
    let arcs = SOURCES * DESTINATIONS;
    let draw = |arc: usize, what: usize, from, to| {
        draws.stream(Purpose::Tall, what).item(arc as u64).within(0, from, to)
    };
    let mut matrix = Columns::with_capacity(4 * arcs, 2 * arcs, 20 * arcs);
    let mut costs = Vec::with_capacity(2 * arcs);
    let mut rows = Bounds::default();
    for arc in 0..arcs {
        let (source, destination) = (arc / DESTINATIONS, arc % DESTINATIONS);
        let (least, greatest) = (draw(arc, 0, 0.1, 0.4), draw(arc, 1, 0.6, 0.9));
        for (heavy, (weight, volume)) in [1.0, 0.0].into_iter().zip(LOADS) {
            let mut entries = Vec::with_capacity(2 * STAYS + 2);
            for stay in 0..STAYS {
                let aboard = source * DESTINATIONS + (destination + stay) % DESTINATIONS;
                let ashore = (source + stay) % SOURCES * DESTINATIONS + destination;
                entries.extend([(4 * aboard as u32, weight), (4 * ashore as u32 + 1, volume)]);
            }
            entries.extend([(4 * arc as u32 + 2, heavy - least), (4 * arc as u32 + 3, heavy - greatest)]);
            entries.sort_unstable_by_key(|(row, _)| *row);
            matrix.push(entries).expect("sorted, and no two stays share a row");
            costs.push(draw(arc, 2 + costs.len() % 2, -100.0, 20.0));
        }
        rows.push(f64::NEG_INFINITY, draw(arc, 4, 5.0, 20.0));
        rows.push(f64::NEG_INFINITY, draw(arc, 5, 5.0, 20.0));
        rows.push(0.0, f64::INFINITY);
        rows.push(f64::NEG_INFINITY, 0.0);
    }
    let columns = Bounds::all(2 * arcs, 0.0, f64::INFINITY);
    LinearProgram { matrix, costs, columns, rows, offset: 0.0 }
}
