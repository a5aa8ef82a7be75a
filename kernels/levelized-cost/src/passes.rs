//! Distances and costs together: in two passes with all distances in between, or in one that uses them while they are in the
//! cache.

use great_circle::{Grid, Lanes, Plants, Threads, nearest, visit_rows};

use crate::{Costs, Method, Sites, costs, costs::fill_row, simd::OnLanes};

/// In how many passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Passes {
    /// All distances first, then all costs.
    Separate,
    /// Distances and then costs of a few rows at a time; the distances of the whole grid are never there.
    Fused,
}

/// Finds every site's nearest plant, by tiles, and computes its costs, both on vector units. The bits depend neither on the
/// passes nor on the threads.
pub fn nearest_costs(
    sites: &Sites,
    plants: &Plants,
    lanes: Lanes,
    passes: Passes,
    threads: &Threads,
) -> Costs {
    let grid: &Grid = sites.grid();
    match passes {
        Passes::Separate => {
            let nearest = nearest(grid, plants, great_circle::Method::Tiles(lanes), threads);
            costs(sites, &nearest.km, Method::Simd(lanes), threads)
        }
        Passes::Fused => {
            let formula = OnLanes::new(sites.countries(), lanes);
            let mut costs = Costs::untouched(grid);
            visit_rows(grid, plants, lanes, threads, &mut costs.rows(grid), |answer, costs| {
                fill_row(&formula, sites, answer.row, answer.km, costs);
            });
            costs
        }
    }
}
