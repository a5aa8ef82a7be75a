//! Objects, and the colours of things.

use std::collections::BTreeSet;

use super::*;

/// Breadth-first over sets of cells, as the mode has it.
pub(crate) fn objects(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let [one_colour, diagonal, without] = [1, 2, 3].map(|at| int(&arguments[at]) == 1);
    let removed = without.then(|| most(&grid.concat()));
    let colour = |place: Place| at(&grid, place).filter(|colour| Some(*colour) != removed);
    let mut left: Places =
        all_places(size(&grid)).into_iter().filter(|&place| colour(place).is_some()).collect();
    let mut found = BTreeSet::new();
    while let Some(seed) = left.pop_first() {
        let mut object = vec![seed];
        let mut next = 0;
        while next < object.len() {
            let here = object[next];
            let joins = |&there: &Place| {
                let near = distance(here, there) == 1
                    || (diagonal && (here.0 - there.0).abs() == 1 && (here.1 - there.1).abs() == 1);
                near && (!one_colour || colour(here) == colour(there))
            };
            let joined: Vec<Place> = left.iter().copied().filter(joins).collect();
            left.retain(|place| !joined.contains(place));
            object.extend(joined);
            next += 1;
        }
        found.insert(of_cells(object.into_iter().map(|place| (colour(place).unwrap(), place))));
    }
    Plain::Set(found)
}

pub(crate) fn hmatching(arguments: &[Plain]) -> Plain {
    let (a, b) = (places(&arguments[0]), places(&arguments[1]));
    Plain::Bool(a.iter().any(|a| b.iter().any(|b| a.0 == b.0)))
}

pub(crate) fn vmatching(arguments: &[Plain]) -> Plain {
    let (a, b) = (places(&arguments[0]), places(&arguments[1]));
    Plain::Bool(a.iter().any(|a| b.iter().any(|b| a.1 == b.1)))
}

pub(crate) fn bordering(arguments: &[Plain]) -> Plain {
    let ([top, left, bottom, right], (height, width)) =
        (extent(&places(&arguments[0])), size(&rows(&arguments[1])));
    Plain::Bool(top == 0 || left == 0 || bottom == height - 1 || right == width - 1)
}

pub(crate) fn ofcolor(arguments: &[Plain]) -> Plain {
    let (grid, colour) = (rows(&arguments[0]), int(&arguments[1]));
    of_places(all_places(size(&grid)).into_iter().filter(|&place| at(&grid, place) == Some(colour)))
}

pub(crate) fn partition(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let of_colour = |colour| {
        let places = places(&ofcolor(&[arguments[0].clone(), Plain::Int(colour)]));
        of_cells(places.into_iter().map(|place| (colour, place)))
    };
    Plain::Set(grid.concat().into_iter().map(of_colour).collect())
}

/// The colours of a grid or an object, each as often as it is there.
fn colours(value: &Plain) -> Vec<i64> {
    match value {
        Plain::Grid(rows) => rows.concat(),
        _ => cells(value).into_iter().map(|cell| cell.0).collect(),
    }
}

pub(crate) fn mostcolor(arguments: &[Plain]) -> Plain {
    Plain::Int(most(&colours(&arguments[0])))
}

pub(crate) fn leastcolor(arguments: &[Plain]) -> Plain {
    let colours = colours(&arguments[0]);
    let count = |colour: i64| colours.iter().filter(|&&other| other == colour).count();
    Plain::Int((0..10).filter(|&colour| count(colour) > 0).min_by_key(|&colour| count(colour)).unwrap())
}

pub(crate) fn hconcat(arguments: &[Plain]) -> Plain {
    let (left, right) = (rows(&arguments[0]), rows(&arguments[1]));
    Plain::Grid(left.iter().zip(&right).map(|(left, right)| [left.clone(), right.clone()].concat()).collect())
}
