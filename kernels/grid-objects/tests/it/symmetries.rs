//! Turning a grid or renaming its colours changes no count.

use grid_batch::Grid;
use proptest::prelude::*;

use crate::{
    count,
    grids::{any_grid, drawn},
};

/// The eight symmetries: of columns, of rows, of both, and all of them with rows and columns exchanged.
fn symmetries(grid: &Grid) -> Vec<Grid> {
    let (height, width) = (grid.height(), grid.width());
    let at = |row: usize, column: usize| grid.cells()[row * width + column];
    let upright = [(false, false), (false, true), (true, false), (true, true)].map(|(down, across)| {
        drawn(height, width, |row, column| {
            let row = if down { height - 1 - row } else { row };
            at(row, if across { width - 1 - column } else { column })
        })
    });
    let exchanged = |grid: &Grid| {
        drawn(grid.width(), grid.height(), |row, column| grid.cells()[column * grid.width() + row])
    };
    upright.iter().map(exchanged).chain(upright.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counts_survive_symmetries_and_other_colours(
        grid in any_grid(),
        colours in Just((0..10).collect::<Vec<u8>>()).prop_shuffle(),
    ) {
        for mode in ["T,F,F", "T,T,F"] {
            let objects = count(&grid, mode);
            for turned in symmetries(&grid) {
                prop_assert_eq!(count(&turned, mode), objects);
            }
            let renamed = grid.cells().iter().map(|&colour| colours[usize::from(colour)]).collect();
            prop_assert_eq!(count(&Grid::new(grid.height(), grid.width(), renamed).unwrap(), mode), objects);
        }
    }
}
