//! The symmetries of grids, and the mirrors of patches inside of their boxes.

use super::Answer;
use crate::{Board, Element, Fault, Machine, Pair, Value, form::Form, grids::turns};

pub(crate) fn rot90<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(turns::rot90(&*g.board()?)))
}

pub(crate) fn rot180<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(turns::rot180(&*g.board()?)))
}

pub(crate) fn rot270<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(turns::rot270(&*g.board()?)))
}

pub(crate) fn hmirror<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    mirrored(z, turns::hmirror, |row, column, height, _| (height - 1 - row, column))
}

pub(crate) fn vmirror<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    mirrored(z, turns::vmirror, |row, column, _, width| (row, width - 1 - column))
}

pub(crate) fn dmirror<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    mirrored(z, turns::dmirror, |row, column, _, _| (column, row))
}

pub(crate) fn cmirror<F: Form>(_: &mut Machine<'_, F>, z: &Value<F>) -> Answer<F> {
    mirrored(z, turns::cmirror, |row, column, height, width| (width - 1 - column, height - 1 - row))
}

/// `to` says where a row and column of a box of some height and width come to; the upper left corner of the box stays.
fn mirrored<F: Form>(
    z: &Value<F>,
    board: fn(&Board) -> Board,
    to: fn(i64, i64, i64, i64) -> (i64, i64),
) -> Answer<F> {
    let patch = match z.element()? {
        Element::Grid(grid) => return Ok(Value::grid(board(&grid))),
        Element::Patch(patch) => patch,
    };
    let Some(bounds) = patch.bounds() else { return Ok(patch.into()) };
    let (top, left) = (i64::from(bounds.top), i64::from(bounds.left));
    let (height, width) = (bounds.height(), bounds.width());
    for (row, column) in [to(0, 0, height, width), to(height - 1, width - 1, height, width)] {
        i32::try_from(top + row).map_err(|_| Fault::Overflow)?;
        i32::try_from(left + column).map_err(|_| Fault::Overflow)?;
    }
    Ok(patch
        .mapped(|Pair { row, column }| {
            let (row, column) = to(i64::from(row) - top, i64::from(column) - left, height, width);
            Pair::new((top + row) as i32, (left + column) as i32)
        })
        .into())
}
