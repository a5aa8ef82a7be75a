//! Every way to find objects, on the processor and on all devices there are, finds the same ones.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod batches;
mod canonical;
mod devices;
mod grids;
mod known;
mod properties;
mod symmetries;
mod warp;

use grid_batch::{Grid, GridBatch};
use grid_objects::{Labels, Method, Mode, TieRule, label};

/// All eight, the two whose object is the whole grid too.
pub(crate) fn modes() -> impl Iterator<Item = Mode> {
    [true, false].into_iter().flat_map(|univalued| {
        [(true, true), (true, false), (false, true), (false, false)]
            .map(move |(diagonal, without)| Mode::of(univalued, diagonal, without))
    })
}

pub(crate) const TIES: [TieRule; 2] = [TieRule::Lowest, TieRule::Cpython];

pub(crate) fn labels_of(grids: &[Grid], mode: Mode, ties: TieRule, method: Method) -> Labels {
    label(&grids.iter().collect::<GridBatch>(), mode, ties, method)
}

/// Of one grid, after every method has agreed.
pub(crate) fn count(grid: &Grid, mode: &str) -> u16 {
    let mode = mode.parse().unwrap();
    let counts = Method::ALL
        .map(|method| labels_of(std::slice::from_ref(grid), mode, TieRule::Lowest, method).counts[0]);
    assert!(counts.iter().all(|&count| count == counts[0]), "{mode}: {counts:?}");
    counts[0]
}
