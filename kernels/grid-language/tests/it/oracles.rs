//! What primitives mean, said a second time and as naively as can be: over lists and sets of numbers, mostly by asking of every
//! place whether it belongs to the answer.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod grids;
mod measures;
mod objects;
mod painting;
mod patches;

use std::collections::BTreeSet;

pub(crate) use self::{grids::*, measures::*, objects::*, painting::*, patches::*};
use crate::plain::Plain;

pub(crate) type Place = (i64, i64);
type Places = BTreeSet<Place>;
type Cells = BTreeSet<(i64, Place)>;
type Rows = Vec<Vec<i64>>;

fn int(value: &Plain) -> i64 {
    match value.bare() {
        Plain::Int(int) => int,
        other => panic!("{other:?} is no number"),
    }
}

fn pair(value: &Plain) -> Place {
    match value {
        Plain::Tuple(items) if items.len() == 2 => (int(&items[0]), int(&items[1])),
        other => panic!("{other:?} is no pair"),
    }
}

fn rows(value: &Plain) -> Rows {
    match value {
        Plain::Grid(rows) => rows.clone(),
        other => panic!("{other:?} is no grid"),
    }
}

fn elements(value: &Plain) -> &BTreeSet<Plain> {
    match value {
        Plain::Set(items) => items,
        other => panic!("{other:?} is no set"),
    }
}

fn is_cell(element: &Plain) -> bool {
    matches!(element, Plain::Tuple(items) if matches!(items[1], Plain::Tuple(_)))
}

fn cells(value: &Plain) -> Cells {
    let cell = |element: &Plain| match element {
        Plain::Tuple(items) => (int(&items[0]), pair(&items[1])),
        other => panic!("{other:?} is no cell"),
    };
    elements(value).iter().map(cell).collect()
}

fn places(value: &Plain) -> Places {
    let place = |element: &Plain| match element {
        Plain::Tuple(items) if is_cell(element) => pair(&items[1]),
        other => pair(other),
    };
    elements(value).iter().map(place).collect()
}

fn of_places(places: impl IntoIterator<Item = Place>) -> Plain {
    Plain::Set(places.into_iter().map(Plain::pair).collect())
}

fn of_cells(cells: impl IntoIterator<Item = (i64, Place)>) -> Plain {
    Plain::Set(cells.into_iter().map(|(colour, place)| Plain::cell(colour, place)).collect())
}

/// A grid of those rows and columns, cell by cell.
fn of_grid(height: i64, width: i64, colour: impl Fn(i64, i64) -> i64) -> Plain {
    Plain::Grid((0..height).map(|row| (0..width).map(|column| colour(row, column)).collect()).collect())
}

/// A patch again, of cells if it was one of cells.
fn moved(patch: &Plain, to: impl Fn(Place) -> Place) -> Plain {
    let element = |element: &Plain| match element {
        Plain::Tuple(items) if is_cell(element) => Plain::cell(int(&items[0]), to(pair(&items[1]))),
        other => Plain::pair(to(pair(other))),
    };
    Plain::Set(elements(patch).iter().map(element).collect())
}

fn size(rows: &Rows) -> Place {
    (rows.len() as i64, rows.first().map_or(0, Vec::len) as i64)
}

fn at(rows: &Rows, (row, column): Place) -> Option<i64> {
    let (height, width) = size(rows);
    ((0..height).contains(&row) && (0..width).contains(&column)).then(|| rows[row as usize][column as usize])
}

fn all_places((height, width): Place) -> Vec<Place> {
    (0..height).flat_map(|row| (0..width).map(move |column| (row, column))).collect()
}

/// Top, left, bottom and right.
fn extent(places: &Places) -> [i64; 4] {
    let columns = || places.iter().map(|place| place.1);
    let (first, last) = (places.first().unwrap().0, places.last().unwrap().0);
    [first, columns().min().unwrap(), last, columns().max().unwrap()]
}

fn distance(a: Place, b: Place) -> i64 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

fn smallest_distance(a: &Places, b: &Places) -> i64 {
    a.iter().flat_map(|&a| b.iter().map(move |&b| distance(a, b))).min().unwrap()
}

fn middle(places: &Places) -> Place {
    let [top, left, bottom, right] = extent(places);
    (top + (bottom - top + 1) / 2, left + (right - left + 1) / 2)
}

/// The most common colour, the smallest of several.
fn most(colours: &[i64]) -> i64 {
    let count = |colour: i64| colours.iter().filter(|&&other| other == colour).count();
    (0..10).rev().max_by_key(|&colour| count(colour)).unwrap()
}
