//! Grids that are hard for somebody, and grids of any kind.

use grid_batch::{Grid, MAX_SIDE};
use proptest::{collection::vec, prelude::*};

pub(crate) fn drawn(height: usize, width: usize, colour: impl Fn(usize, usize) -> u8) -> Grid {
    let cells = (0..height * width).map(|at| colour(at / width, at % width)).collect();
    Grid::new(height, width, cells).unwrap()
}

pub(crate) fn checkerboard(height: usize, width: usize) -> Grid {
    drawn(height, width, |row, column| ((row + column) % 2) as u8)
}

/// One row, and a tooth at every second column.
pub(crate) fn comb(height: usize, width: usize) -> Grid {
    drawn(height, width, |row, column| u8::from(row == 0 || column % 2 == 0))
}

/// One cell wide, with one cell between its turns: the longest way that an object can have.
pub(crate) fn spiral(height: usize, width: usize) -> Grid {
    let mut cells = vec![0; height * width];
    let (mut row, mut column, mut down, mut right) = (0_isize, 0_isize, 0_isize, 1_isize);
    let inside = |row: isize, column: isize| {
        (0..height as isize).contains(&row) && (0..width as isize).contains(&column)
    };
    let at = |row: isize, column: isize| row as usize * width + column as usize;
    cells[0] = 1;
    let mut turns = 0;
    while turns < 2 {
        let (next, after) = ((row + down, column + right), (row + 2 * down, column + 2 * right));
        let is_drawn = |(row, column)| inside(row, column) && cells[at(row, column)] == 1;
        if inside(next.0, next.1) && !is_drawn(next) && !is_drawn(after) {
            (row, column) = next;
            cells[at(row, column)] = 1;
            turns = 0;
        } else {
            (down, right) = (right, -down);
            turns += 1;
        }
    }
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
    let mut grids =
        vec![Grid::default(), drawn(1, 1, |_, _| 7), drawn(1, 30, |_, _| 3), drawn(30, 1, |_, _| 9)];
    for (height, width) in
        [(30, 30), (29, 30), (30, 29), (2, 2), (1, 30), (30, 1), (7, 9), (3, 5), (8, 8), (16, 16)]
    {
        grids.push(checkerboard(height, width));
        grids.push(comb(height, width));
        grids.push(spiral(height, width));
        let mirrored = spiral(height, width).cells().iter().rev().copied().collect();
        grids.push(Grid::new(height, width, mirrored).unwrap());
        for colours in [1, 2, 3, 10] {
            grids.push(noise(height, width, colours, colours + height as u64));
        }
        grids.push(drawn(height, width, |row, _| (row % 10) as u8));
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
