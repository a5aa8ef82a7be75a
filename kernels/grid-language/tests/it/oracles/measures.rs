//! Where patches are, how far apart, and what repeats.

use super::*;

pub(crate) fn occurrences(arguments: &[Plain]) -> Plain {
    let (grid, pattern) = (rows(&arguments[0]), cells(&arguments[1]));
    let [top, left, ..] = extent(&places(&arguments[1]));
    let here = |place: &Place| {
        pattern.iter().all(|&(colour, (row, column))| {
            at(&grid, (place.0 + row - top, place.1 + column - left)) == Some(colour)
        })
    };
    of_places(all_places(size(&grid)).into_iter().filter(here))
}

pub(crate) fn gravitate(arguments: &[Plain]) -> Plain {
    let (from, to) = (places(&arguments[0]), places(&arguments[1]));
    let shares_column = from.iter().any(|a| to.iter().any(|b| a.1 == b.1));
    let (here, there) = (middle(&from), middle(&to));
    let towards = |here: i64, there: i64| if here < there { 1 } else { -1 };
    let step = if shares_column { (towards(here.0, there.0), 0) } else { (0, towards(here.1, there.1)) };
    let after = |steps: i64| from.iter().map(|a| (a.0 + steps * step.0, a.1 + steps * step.1)).collect();
    let steps = (0..42).find(|&steps| smallest_distance(&after(steps), &to) == 1).unwrap_or(42);
    Plain::pair((steps * step.0, steps * step.1))
}

fn period(object: &Plain, turned: impl Fn(Place) -> Place) -> Plain {
    let Plain::Set(elements) = moved(object, turned) else { unreachable!() };
    let object = Plain::Set(elements);
    let [_, left, _, right] = extent(&places(&object));
    let cells = cells(&object);
    let repeats = |&period: &i64| {
        cells.iter().all(|&(colour, (row, column))| {
            column - period < left || cells.contains(&(colour, (row, column - period)))
        })
    };
    let width = right - left + 1;
    Plain::Int((1..width).find(repeats).unwrap_or(width))
}

pub(crate) fn hperiod(arguments: &[Plain]) -> Plain {
    period(&arguments[0], |place| place)
}

pub(crate) fn vperiod(arguments: &[Plain]) -> Plain {
    period(&arguments[0], |(row, column)| (column, row))
}

fn line(a: Place, b: Place) -> Vec<Place> {
    let (down, right) = (b.0 - a.0, b.1 - a.1);
    if down != 0 && right != 0 && down.abs() != right.abs() {
        return Vec::new();
    }
    let length = down.abs().max(right.abs());
    (0..=length).map(|step| (a.0 + step * down.signum(), a.1 + step * right.signum())).collect()
}

pub(crate) fn connect(arguments: &[Plain]) -> Plain {
    of_places(line(pair(&arguments[0]), pair(&arguments[1])))
}

pub(crate) fn shoot(arguments: &[Plain]) -> Plain {
    let (from, step) = (pair(&arguments[0]), pair(&arguments[1]));
    of_places(line(from, (from.0 + 42 * step.0, from.1 + 42 * step.1)))
}

pub(crate) fn position(arguments: &[Plain]) -> Plain {
    let (a, b) = (middle(&places(&arguments[0])), middle(&places(&arguments[1])));
    let (down, right) = ((b.0 - a.0).signum(), (b.1 - a.1).signum());
    Plain::pair(if (down, right) == (0, 0) { (0, -1) } else { (down, right) })
}

pub(crate) fn center(arguments: &[Plain]) -> Plain {
    Plain::pair(middle(&places(&arguments[0])))
}

pub(crate) fn centerofmass(arguments: &[Plain]) -> Plain {
    let places = places(&arguments[0]);
    let count = places.len() as f64;
    let mean = |sum: i64| (sum as f64 / count).floor() as i64;
    Plain::pair((
        mean(places.iter().map(|place| place.0).sum()),
        mean(places.iter().map(|place| place.1).sum()),
    ))
}

pub(crate) fn manhattan(arguments: &[Plain]) -> Plain {
    Plain::Int(smallest_distance(&places(&arguments[0]), &places(&arguments[1])))
}

pub(crate) fn adjacent(arguments: &[Plain]) -> Plain {
    Plain::Bool(smallest_distance(&places(&arguments[0]), &places(&arguments[1])) == 1)
}

pub(crate) fn square(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    let side = bottom - top + 1;
    Plain::Int(i64::from(side == right - left + 1 && elements(&arguments[0]).len() as i64 == side * side))
}
