//! Objects come in the order of sets: that of their ascending lists of (colour, row, column).

use grid_batch::{Grid, GridView};
use grid_objects::{Method, ObjectMask, Objects};
use proptest::prelude::*;

use crate::{
    TIES,
    grids::{any_grid, hard},
    labels_of, modes,
};

type Cells = Vec<(u8, (usize, usize))>;

fn cells(grid: GridView<'_>, object: ObjectMask<'_>) -> Cells {
    let colour = |(row, column)| grid.cells[row * grid.width + column];
    let mut cells: Cells = object.places().map(|place| (colour(place), place)).collect();
    cells.sort_unstable();
    cells
}

fn objects_are_canonical(grid: &Grid) {
    for mode in modes() {
        for ties in TIES {
            let labels = labels_of(std::slice::from_ref(grid), mode, ties, Method::Bfs);
            let mut lists: Vec<Cells> = Vec::new();
            for first in 0..labels.label.len() {
                let of_object = (0..).zip(&labels.label).filter(|(_, label)| usize::from(**label) == first);
                let mut list: Cells = of_object
                    .map(|(at, _)| (grid.cells()[at], (at / grid.width(), at % grid.width())))
                    .collect();
                list.sort_unstable();
                lists.extend((!list.is_empty()).then_some(list));
            }
            lists.sort();
            let objects = Objects::of(grid.view(), mode, ties);
            let found: Vec<Cells> = objects.iter().map(|object| cells(grid.view(), object)).collect();
            assert_eq!(lists, found, "{mode}, {ties:?}");
            assert!(objects == Objects::from_labels(grid.view(), &labels.label), "{mode}, {ties:?}");
            for object in objects.iter() {
                masks_tell_colours(grid, object);
            }
        }
    }
}

fn masks_tell_colours(grid: &Grid, object: ObjectMask<'_>) {
    let cells = cells(grid.view(), object);
    assert_eq!(object.size(), cells.len());
    let first = cells.iter().map(|&(_, (row, column))| row * grid.width() + column).min();
    assert_eq!(first, Some(usize::from(object.label)));
    assert!(object.rows.first().is_some_and(|&mask| mask != 0));
    assert!(object.rows.last().is_some_and(|&mask| mask != 0));
    let mut by_colour = Cells::new();
    for colour in object.colours.iter() {
        let rows: Vec<u32> = object.of_colour(grid.view(), colour).collect();
        let of_colour = ObjectMask { rows: &rows, ..object };
        assert!(of_colour.size() > 0, "an object has cells of all its colours");
        by_colour.extend(of_colour.places().map(|place| (colour, place)));
    }
    assert_eq!(by_colour, cells);
    assert_eq!(object.colours.only().is_some(), object.colours.iter().count() == 1);
}

#[test]
fn the_objects_of_hard_grids_are_canonical() {
    hard().iter().for_each(objects_are_canonical);
}

#[test]
fn a_later_object_with_a_smaller_colour_comes_first() {
    let grid = Grid::from_rows(&[[5, 3, 0, 2, 0, 1], [0, 0, 0, 9, 0, 9]]).unwrap();
    let objects = Objects::of(grid.view(), "F,F,T".parse().unwrap(), TIES[0]);
    let order: Vec<(u16, Option<u8>)> =
        objects.iter().map(|object| (object.label, object.colours.only())).collect();
    assert_eq!(order, [(5, None), (3, None), (0, None)]);
    let objects = Objects::of(grid.view(), "T,F,T".parse().unwrap(), TIES[0]);
    let order: Vec<(u16, Option<u8>)> =
        objects.iter().map(|object| (object.label, object.colours.only())).collect();
    assert_eq!(order, [(5, Some(1)), (3, Some(2)), (1, Some(3)), (0, Some(5)), (9, Some(9)), (11, Some(9))]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_objects_of_any_grid_are_canonical(grid in any_grid()) {
        objects_are_canonical(&grid);
    }
}
