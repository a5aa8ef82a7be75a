//! Grids with other cells.

use super::*;

/// A grid of the same size, cell by cell: what was there, and where.
fn repainted(grid: &Rows, colour: impl Fn(i64, Place) -> i64) -> Plain {
    let (height, width) = size(grid);
    of_grid(height, width, |row, column| colour(grid[row as usize][column as usize], (row, column)))
}

pub(crate) fn fill(arguments: &[Plain]) -> Plain {
    let (colour, patch) = (int(&arguments[1]), places(&arguments[2]));
    repainted(&rows(&arguments[0]), |old, place| if patch.contains(&place) { colour } else { old })
}

fn highest(cells: &Cells, place: Place) -> Option<i64> {
    cells.iter().filter(|cell| cell.1 == place).map(|cell| cell.0).max()
}

pub(crate) fn paint(arguments: &[Plain]) -> Plain {
    let object = cells(&arguments[1]);
    repainted(&rows(&arguments[0]), |old, place| highest(&object, place).unwrap_or(old))
}

pub(crate) fn underfill(arguments: &[Plain]) -> Plain {
    let (grid, colour, patch) = (rows(&arguments[0]), int(&arguments[1]), places(&arguments[2]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| if old == under && patch.contains(&place) { colour } else { old })
}

pub(crate) fn underpaint(arguments: &[Plain]) -> Plain {
    let (grid, object) = (rows(&arguments[0]), cells(&arguments[1]));
    let under = most(&grid.concat());
    let first =
        |place: Place| object.iter().find(|cell| cell.1 == place && cell.0 != under).map(|cell| cell.0);
    repainted(&grid, |old, place| if old == under { first(place).unwrap_or(old) } else { old })
}

pub(crate) fn cover(arguments: &[Plain]) -> Plain {
    let (grid, patch) = (rows(&arguments[0]), places(&arguments[1]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| if patch.contains(&place) { under } else { old })
}

pub(crate) fn moved_object(arguments: &[Plain]) -> Plain {
    let (grid, object, (down, right)) = (rows(&arguments[0]), cells(&arguments[1]), pair(&arguments[2]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| {
        let left_behind = if highest(&object, place).is_some() { under } else { old };
        highest(&object, (place.0 - down, place.1 - right)).unwrap_or(left_behind)
    })
}

pub(crate) fn cellwise(arguments: &[Plain]) -> Plain {
    let (a, b, other) = (rows(&arguments[0]), rows(&arguments[1]), int(&arguments[2]));
    repainted(&a, |old, place| if at(&b, place) == Some(old) { old } else { other })
}
