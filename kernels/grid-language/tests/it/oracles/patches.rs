//! Patches mirrored, framed and moved.

use super::*;

pub(crate) fn hmirror(arguments: &[Plain]) -> Plain {
    let [top, _, bottom, _] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (bottom - (row - top), column))
}

pub(crate) fn vmirror(arguments: &[Plain]) -> Plain {
    let [_, left, _, right] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (row, right - (column - left)))
}

pub(crate) fn dmirror(arguments: &[Plain]) -> Plain {
    let [top, left, ..] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (top + (column - left), left + (row - top)))
}

/// As a grid that fills the box is mirrored: the lower right corner comes to the upper left one.
pub(crate) fn cmirror(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (top + (right - column), left + (bottom - row)))
}

fn outline(patch: &Plain, outward: i64) -> Plain {
    let [top, left, bottom, right] = extent(&places(patch));
    let ends = |low: i64, high: i64| (low.min(high), low.max(high));
    let (top, bottom) = ends(top - outward, bottom + outward);
    let (left, right) = ends(left - outward, right + outward);
    let edge = |&(row, column): &Place| row == top || row == bottom || column == left || column == right;
    let inside = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
    of_places(inside.filter(edge))
}

pub(crate) fn inbox(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], -1)
}

pub(crate) fn outbox(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], 1)
}

pub(crate) fn box_of(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], 0)
}

pub(crate) fn backdrop(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    of_places((top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))))
}

pub(crate) fn delta(arguments: &[Plain]) -> Plain {
    let taken = places(&arguments[0]);
    of_places(places(&backdrop(arguments)).into_iter().filter(|place| !taken.contains(place)))
}

pub(crate) fn toobject(arguments: &[Plain]) -> Plain {
    let (patch, grid) = (places(&arguments[0]), rows(&arguments[1]));
    of_cells(patch.into_iter().filter_map(|place| Some((at(&grid, place)?, place))))
}

pub(crate) fn recolor(arguments: &[Plain]) -> Plain {
    of_cells(places(&arguments[1]).into_iter().map(|place| (int(&arguments[0]), place)))
}

pub(crate) fn shift(arguments: &[Plain]) -> Plain {
    let (down, right) = pair(&arguments[1]);
    moved(&arguments[0], |(row, column)| (row + down, column + right))
}

pub(crate) fn normalize(arguments: &[Plain]) -> Plain {
    let [top, left, ..] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (row - top, column - left))
}

pub(crate) fn neighbors(arguments: &[Plain]) -> Plain {
    let (row, column) = pair(&arguments[0]);
    let around = (-1..=1).flat_map(|down| (-1..=1).map(move |right| (row + down, column + right)));
    of_places(around.filter(|&place| place != (row, column)))
}
