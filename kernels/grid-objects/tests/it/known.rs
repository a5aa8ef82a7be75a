//! Counts that one can work out on paper.

use grid_batch::Grid;
use grid_generator::{checkerboard, comb, one_coloured, rows_of_all_colours, spiral};

use crate::count;

fn has(grid: &Grid, known: &[(&str, u16)]) {
    for &(mode, objects) in known {
        assert_eq!(count(grid, mode), objects, "{mode} of {} x {}", grid.height(), grid.width());
    }
}

#[test]
fn a_checkerboard_is_450_or_one_or_two() {
    let known = [
        ("T,F,F", 900),
        ("T,T,F", 2),
        ("F,F,F", 1),
        ("F,T,F", 1),
        ("T,F,T", 450),
        ("T,T,T", 1),
        ("F,F,T", 450),
        ("F,T,T", 1),
    ];
    has(&checkerboard(30, 30, [0, 1]), &known);
}

#[test]
fn one_colour_is_one_object_or_background() {
    for grid in [one_coloured(30, 30, 4), one_coloured(1, 1, 0), one_coloured(1, 30, 9)] {
        for mode in crate::modes() {
            let mode = mode.to_string();
            has(&grid, &[(&mode, u16::from(mode.ends_with('F')))]);
        }
    }
    for mode in crate::modes() {
        has(&Grid::default(), &[(&mode.to_string(), 0)]);
    }
}

#[test]
fn stripes_lose_three_rows_of_the_background() {
    has(&rows_of_all_colours(30, 30), &[("T,F,F", 30), ("T,F,T", 27)]);
}

#[test]
fn a_comb_is_one_object_and_the_gaps_between_its_teeth() {
    for (height, width) in [(2, 1), (2, 2), (2, 30), (30, 30), (30, 29), (17, 7), (30, 2)] {
        has(&comb(height, width), &[("T,F,F", 1 + width as u16 / 2)]);
    }
}

#[test]
fn a_spiral_and_the_way_between_its_turns_are_two() {
    for (height, width) in [(30, 30), (29, 29), (30, 17), (9, 30), (5, 5)] {
        let grid = spiral(height, width);
        has(&grid, &[("T,F,F", 2)]);
        let on: usize = grid.cells().iter().map(|&cell| usize::from(cell)).sum();
        assert!(2 * on > height * width);
    }
}
