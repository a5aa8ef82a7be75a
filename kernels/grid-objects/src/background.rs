//! The background of a grid is its most common colour. Several can be the most common, so there must be a rule.

use grid_batch::{COLOURS, GridView};

/// Which of several most common colours is the background.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TieRule {
    /// The smallest.
    #[default]
    Lowest,
    /// The one that the reference language takes: the first in the order of a small hash set of `CPython` into which the colours
    /// were put as they first appear, row by row.
    Cpython,
}

/// The most common colour; none where there are no cells.
#[must_use]
pub fn background(grid: GridView<'_>, ties: TieRule) -> Option<u8> {
    let mut counts = [0_u16; COLOURS];
    for &colour in grid.cells {
        counts[usize::from(colour)] += 1;
    }
    most_common(&counts, grid.cells, ties)
}

/// The same where the cells of each colour are already counted.
pub(crate) fn most_common(counts: &[u16; COLOURS], cells: &[u8], ties: TieRule) -> Option<u8> {
    let most = counts.iter().copied().max().filter(|&most| most > 0)?;
    let is_most = |colour: &u8| counts[usize::from(*colour)] == most;
    match ties {
        TieRule::Lowest => (0..10).find(is_most),
        TieRule::Cpython => cpython_order(cells).into_iter().flatten().find(is_most),
    }
}

/// The colours in the order of the set that they were put into. Up to four of them leave it at its first eight slots, where only 8
/// and 9 are not at home; with more it has grown to 32, and the order is that of the numbers.
fn cpython_order(cells: &[u8]) -> [Option<u8>; COLOURS] {
    let mut slots = [None; 8];
    let mut seen = [false; COLOURS];
    let mut different = 0;
    for &colour in cells {
        if std::mem::replace(&mut seen[usize::from(colour)], true) {
            continue;
        }
        different += 1;
        if different > 4 {
            return grown(cells);
        }
        let mut slot = usize::from(colour) % 8;
        while slots[slot].is_some() {
            slot = (5 * slot + 1) % 8;
        }
        slots[slot] = Some(colour);
    }
    let mut order = [None; COLOURS];
    order[..8].copy_from_slice(&slots);
    order
}

fn grown(cells: &[u8]) -> [Option<u8>; COLOURS] {
    let mut order = [None; COLOURS];
    for &colour in cells {
        order[usize::from(colour)] = Some(colour);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_lowest_or_as_cpython_has_them() {
        for (cells, cpython, lowest) in [
            ([1, 8, 8, 1], 8, 1),
            ([0, 8, 8, 0], 0, 0),
            ([8, 0, 0, 8], 8, 0),
            ([1, 9, 9, 1], 1, 1),
            ([9, 1, 1, 9], 9, 1),
        ] {
            let grid = GridView { height: 1, width: 4, cells: &cells };
            assert_eq!(background(grid, TieRule::Cpython), Some(cpython), "{cells:?}");
            assert_eq!(background(grid, TieRule::Lowest), Some(lowest), "{cells:?}");
        }
    }

    #[test]
    fn with_five_colours_the_order_is_that_of_the_numbers() {
        let cells = [9, 8, 1, 0, 3, 9, 8, 1, 0, 3];
        let grid = GridView { height: 2, width: 5, cells: &cells };
        assert_eq!(background(grid, TieRule::Cpython), Some(0));
        assert_eq!(background(GridView { height: 0, width: 0, cells: &[] }, TieRule::Lowest), None);
    }
}
