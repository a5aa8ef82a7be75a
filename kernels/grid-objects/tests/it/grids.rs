//! Grids that are hard for somebody, and grids of any kind.

use grid_batch::{Grid, MAX_SIDE};
use grid_generator::{checkerboard, comb, one_coloured, rows_of_all_colours, spiral};
use proptest::{collection::vec, prelude::*};

pub(crate) fn drawn(height: usize, width: usize, colour: impl Fn(usize, usize) -> u8) -> Grid {
    let cells = (0..height * width).map(|at| colour(at / width, at % width)).collect();
    Grid::new(height, width, cells).unwrap()
}

/// Every cell another draw, from so many colours; a linear congruential sequence is random enough.
pub(crate) fn noise(height: usize, width: usize, colours: u64, seed: u64) -> Grid {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut cells = Vec::with_capacity(height * width);
    for _ in 0..height * width {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        cells.push(((state >> 33) % colours) as u8);
    }
    Grid::new(height, width, cells).unwrap()
}

/// All that is hard in one way or another, with remainders of words, bytes and workgroups.
pub(crate) fn hard() -> Vec<Grid> {
    let mut grids = vec![Grid::default(), one_coloured(1, 1, 7)];
    for (height, width) in
        [(30, 30), (29, 30), (30, 29), (2, 2), (1, 30), (30, 1), (7, 9), (3, 5), (8, 8), (16, 16)]
    {
        grids.push(checkerboard(height, width, [0, 1]));
        grids.push(comb(height, width));
        grids.push(spiral(height, width));
        let mirrored = spiral(height, width).cells().iter().rev().copied().collect();
        grids.push(Grid::new(height, width, mirrored).unwrap());
        for colours in [1, 2, 3, 10] {
            grids.push(noise(height, width, colours, colours + height as u64));
        }
        grids.push(one_coloured(height, width, 9));
        grids.push(rows_of_all_colours(height, width));
        grids.push(drawn(height, width, |row, column| (row.abs_diff(column) % 3) as u8));
        grids.push(drawn(height, width, |row, column| u8::from((row + column) % 4 == 0)));
    }
    grids
}

/// From few colours, so that objects grow and ties happen, to all of them.
pub(crate) fn any_grid() -> impl Strategy<Value = Grid> {
    let sides = prop_oneof![(1..=6_usize, 1..=6_usize), (1..=MAX_SIDE, 1..=MAX_SIDE)];
    (sides, 1..=10_u8, 1..=9_u8).prop_flat_map(|((height, width), colours, common)| {
        // One colour takes a share of the cells beyond its own.
        vec((0..colours, 0..10_u8), height * width).prop_map(move |draws| {
            let cells =
                draws.into_iter().map(|(colour, draw)| if draw < common { 0 } else { 9 - colour % 10 });
            Grid::new(height, width, cells.collect()).unwrap()
        })
    })
}
