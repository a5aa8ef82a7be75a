//! How large patches and grids are, and where patches lie.

use super::Answer;
use crate::{
    Bounds, Container, Element, Fault, Machine, Pair, Patch, Value,
    form::{Form, PairSet},
    patches::{
        Geometry, lines,
        periods::{Along, period},
    },
};

fn number<F: Form>(number: i64) -> Answer<F> {
    i32::try_from(number).map(Value::Int).map_err(|_| Fault::Overflow)
}

/// Height and width; 0 and 0 of what is empty.
fn size<F: Form>(z: &Value<F>) -> Result<(i64, i64), Fault> {
    Ok(match z.element()? {
        Element::Grid(board) => (board.height() as i64, board.width() as i64),
        Element::Patch(patch) => patch.bounds().map_or((0, 0), |bounds| (bounds.height(), bounds.width())),
    })
}

/// A tuple is as high as it has elements, whether or not these are the rows of a grid.
pub(crate) fn height<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    match (z.container_kind(), z.size()) {
        (Some(Container::Tuple), Some(height)) => number(height as i64),
        _ => number(size(z)?.0),
    }
}

pub(crate) fn width<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    number(size(z)?.1)
}

pub(crate) fn shape<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    let (height, width) = size(z)?;
    Value::tuple(vec![number(height)?, number(width)?])
}

pub(crate) fn portrait<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    let (height, width) = size(z)?;
    Ok(Value::truth(height > width))
}

/// A patch is one if it has as many cells as its box: of two at one place, one is too many, as it is for lines.
pub(crate) fn square<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    let (height, width) = size(z)?;
    let is_full = match z.element()? {
        Element::Grid(_) => true,
        Element::Patch(patch) => i128::from(height) * i128::from(width) == patch.len() as i128,
    };
    Ok(Value::truth(is_full && height == width))
}

pub(crate) fn vline<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let patch = k.patch()?;
    let is_line = |bounds: Bounds| bounds.width() == 1 && bounds.height() == patch.len() as i64;
    Ok(Value::truth(patch.bounds().is_some_and(is_line)))
}

pub(crate) fn hline<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let patch = k.patch()?;
    let is_line = |bounds: Bounds| bounds.height() == 1 && bounds.width() == patch.len() as i64;
    Ok(Value::truth(patch.bounds().is_some_and(is_line)))
}

fn bounds_of<F: Form>(k: &Value<F>) -> Result<Bounds, Fault> {
    k.patch()?.bounds_of_some()
}

pub(crate) fn uppermost<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Int(bounds_of(k)?.top))
}

pub(crate) fn lowermost<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Int(bounds_of(k)?.bottom))
}

pub(crate) fn leftmost<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Int(bounds_of(k)?.left))
}

pub(crate) fn rightmost<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Int(bounds_of(k)?.right))
}

/// One corner of the box; the empty tuple where there is no box.
fn corner<F: Form>(k: &Value<F>, corner: fn(Bounds) -> (i32, i32)) -> Answer<F> {
    k.patch()?
        .bounds()
        .map(corner)
        .map_or_else(|| Value::tuple(Vec::new()), |(row, column)| Ok(Value::Pair(Pair { row, column })))
}

pub(crate) fn ulcorner<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    corner(k, |bounds| (bounds.top, bounds.left))
}

pub(crate) fn urcorner<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    corner(k, |bounds| (bounds.top, bounds.right))
}

pub(crate) fn llcorner<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    corner(k, |bounds| (bounds.bottom, bounds.left))
}

pub(crate) fn lrcorner<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    corner(k, |bounds| (bounds.bottom, bounds.right))
}

pub(crate) fn center<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Pair(lines::center(bounds_of(k)?)))
}

/// Of places, so that two cells at one place weigh no more than one; the empty tuple where there are none.
pub(crate) fn centerofmass<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let places = k.patch()?.places();
    if places.is_empty() {
        return Value::tuple(Vec::new());
    }
    let mean = |side: fn(Pair) -> i32| {
        let sum: i64 = places.iter().map(|place| i64::from(side(place))).sum();
        sum.div_euclid(places.len() as i64) as i32
    };
    Ok(Value::Pair(Pair::new(mean(|place| place.row), mean(|place| place.column))))
}

pub(crate) fn position<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let (here, there) = (lines::center(bounds_of(a)?), lines::center(bounds_of(b)?));
    let sign = |here: i32, there: i32| there.cmp(&here) as i32;
    Ok(Value::Pair(match (sign(here.row, there.row), sign(here.column, there.column)) {
        // Neither is left of the other.
        (0, 0) => Pair::new(0, -1),
        (row, column) => Pair::new(row, column),
    }))
}

fn places_of_both<F: Form>(
    machine: &mut Machine<'_, F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Result<[Patch<F>; 2], Fault> {
    let both = [a.patch()?, b.patch()?];
    machine.spend(both[0].len() as u64 * both[1].len() as u64)?;
    Ok(both)
}

pub(crate) fn hmatching<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.patch()?.places().shares_row(&b.patch()?.places())))
}

pub(crate) fn vmatching<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.patch()?.places().shares_column(&b.patch()?.places())))
}

pub(crate) fn manhattan<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let [a, b] = places_of_both(machine, a, b)?;
    let distance = a.places().distance(&b.places()).ok_or(Fault::Empty)?;
    i32::try_from(distance).map(Value::Int).map_err(|_| Fault::Overflow)
}

pub(crate) fn adjacent<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let [a, b] = places_of_both(machine, a, b)?;
    if a.is_empty() || b.is_empty() {
        return Err(Fault::Empty);
    }
    Ok(Value::truth(a.places().touches(&b.places(), Pair::new(0, 0))))
}

/// Whether one side of its box is the same side of the grid.
pub(crate) fn bordering<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    let is_last = |side: i32, length: usize| i64::from(side) + 1 == length as i64;
    let borders = |Bounds { top, left, bottom, right }| {
        top == 0 || left == 0 || is_last(bottom, board.height()) || is_last(right, board.width())
    };
    Ok(Value::truth(k.patch()?.bounds().is_some_and(borders)))
}

pub(crate) fn hperiod<F: Form>(machine: &mut Machine<'_, F>, object: &Value<F>) -> Answer<F> {
    period(machine, &*object.cells()?, Along::Rows).map(Value::Int)
}

pub(crate) fn vperiod<F: Form>(machine: &mut Machine<'_, F>, object: &Value<F>) -> Answer<F> {
    period(machine, &*object.cells()?, Along::Columns).map(Value::Int)
}
