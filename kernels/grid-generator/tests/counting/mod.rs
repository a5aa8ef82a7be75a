//! Objects and colours, counted in the simplest way: what is tested here needs no labeller that is tested elsewhere.

use grid_batch::{COLOURS, GridView};

/// Objects of T,F,F, the simple way.
pub(crate) fn objects(grid: GridView<'_>) -> usize {
    let mut seen = vec![false; grid.cells.len()];
    let mut count = 0;
    for first in 0..grid.cells.len() {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        count += 1;
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            let (row, column) = (at / grid.width, at % grid.width);
            let beside = [
                (row > 0).then(|| at - grid.width),
                (row + 1 < grid.height).then(|| at + grid.width),
                (column > 0).then(|| at - 1),
                (column + 1 < grid.width).then(|| at + 1),
            ];
            for next in beside.into_iter().flatten() {
                if grid.cells[next] == grid.cells[at] && !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
    }
    count
}

/// How often each colour comes.
pub(crate) fn counts(grid: GridView<'_>) -> [usize; COLOURS] {
    let mut counts = [0; COLOURS];
    grid.cells.iter().for_each(|&colour| counts[usize::from(colour)] += 1);
    counts
}
