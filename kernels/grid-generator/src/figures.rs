//! Grids of which the objects are known without counting, and the worst that a labeller can meet.

use grid_batch::{COLOURS, Grid};

use crate::paint::valid;

/// Two colours in turn, the first in the corner.
#[must_use]
pub fn checkerboard(height: usize, width: usize, colours: [u8; 2]) -> Grid {
    drawn(height, width, |row, column| colours[(row + column) % 2])
}

/// Row 0 and every even column in colour 1, the rest in 0: all teeth meet in the first row alone.
#[must_use]
pub fn comb(height: usize, width: usize) -> Grid {
    drawn(height, width, |row, column| u8::from(row == 0 || column % 2 == 0))
}

/// One colour everywhere.
#[must_use]
pub fn one_coloured(height: usize, width: usize, colour: u8) -> Grid {
    drawn(height, width, |_, _| colour)
}

/// Row after row in the next of ten colours.
#[must_use]
pub fn rows_of_all_colours(height: usize, width: usize) -> Grid {
    drawn(height, width, |row, _| (row % COLOURS) as u8)
}

/// A path of colour 1, one cell wide, that winds inwards and leaves a gap one cell wide: no path is longer.
#[must_use]
pub fn spiral(height: usize, width: usize) -> Grid {
    let mut cells = vec![0; height * width];
    let on = |cells: &[u8], row: isize, column: isize| {
        (0..height as isize).contains(&row)
            && (0..width as isize).contains(&column)
            && cells[row as usize * width + column as usize] == 1
    };
    let inside = |row: isize, column: isize| {
        (0..height as isize).contains(&row) && (0..width as isize).contains(&column)
    };
    let (mut row, mut column) = (0, 0);
    let mut turns = [(0, 1), (1, 0), (0, -1), (-1, 0)].into_iter().cycle();
    let mut stuck = 0;
    if height > 0 {
        cells[0] = 1;
    }
    // Two turns in a row without a step: the middle is reached.
    while stuck < 2 {
        let (down, right) = turns.next().expect("turns never end");
        stuck += 1;
        loop {
            let (next, beside) = ((row + down, column + right), (row + 2 * down, column + 2 * right));
            if !inside(next.0, next.1) || on(&cells, next.0, next.1) || on(&cells, beside.0, beside.1) {
                break;
            }
            // Neither may it run along an older turn of itself.
            let along = [(next.0 + right, next.1 + down), (next.0 - right, next.1 - down)];
            if along.iter().any(|&(row, column)| on(&cells, row, column)) {
                break;
            }
            (row, column) = next;
            cells[row as usize * width + column as usize] = 1;
            stuck = 0;
        }
    }
    valid(Grid::new(height, width, cells))
}

fn drawn(height: usize, width: usize, colour: impl Fn(usize, usize) -> u8) -> Grid {
    let cells = (0..height * width).map(|at| colour(at / width, at % width)).collect();
    valid(Grid::new(height, width, cells))
}
