//! Patches made of grids, of other patches and of places.

use std::rc::Rc;

use super::Answer;
use crate::{
    Bounds, Cell, Element, Fault, Machine, Pair, Patch, Value,
    form::{CellSet, Form, PairSet},
    grids::{lines::frontiers as one_coloured, scales},
    patches::{Geometry, Painting, lines},
};

/// The side of a frontier.
const FRONTIER: i32 = 30;

pub(crate) fn asindices<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    machine.room(board.cells().len() as u64)?;
    Ok(Value::indices(board.bounds().map(F::Indices::rectangle).unwrap_or_default()))
}

pub(crate) fn asobject<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    machine.room(board.cells().len() as u64)?;
    Ok(Value::object(F::as_object(&board)))
}

pub(crate) fn ofcolor<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, v: &Value<F>) -> Answer<F> {
    Ok(Value::indices(F::of_colour(&*g.board()?, v.int()?)))
}

pub(crate) fn toindices<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::Indices(k.patch()?.places()))
}

pub(crate) fn recolor<F: Form>(_: &mut Machine<'_, F>, v: &Value<F>, k: &Value<F>) -> Answer<F> {
    Ok(Value::object(F::Object::of_colour(v.int()?, &k.patch()?.places())))
}

pub(crate) fn shift<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>, d: &Value<F>) -> Answer<F> {
    Ok(k.patch()?.shifted(d.pair()?)?.into())
}

pub(crate) fn normalize<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let patch = k.patch()?;
    match patch.bounds() {
        Some(bounds) => Ok(patch.shifted(bounds.corner().negated()?)?.into()),
        None => Ok(patch.into()),
    }
}

fn of_nine<F: Form>(middle: &Value<F>, rows: [u64; 3]) -> Answer<F> {
    let middle = middle.pair()?;
    middle.plus(Pair::new(1, 1))?;
    Ok(Value::indices(F::Indices::of_nine(middle.plus(Pair::new(-1, -1))?, rows)))
}

pub(crate) fn dneighbors<F: Form>(_: &mut Machine<'_, F>, place: &Value<F>) -> Answer<F> {
    of_nine(place, [0b010, 0b101, 0b010])
}

pub(crate) fn ineighbors<F: Form>(_: &mut Machine<'_, F>, place: &Value<F>) -> Answer<F> {
    of_nine(place, [0b101, 0b000, 0b101])
}

pub(crate) fn neighbors<F: Form>(_: &mut Machine<'_, F>, place: &Value<F>) -> Answer<F> {
    of_nine(place, [0b111, 0b101, 0b111])
}

pub(crate) fn toobject<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::object(F::Object::read(&*g.board()?, &k.patch()?.places())))
}

pub(crate) fn corners<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let corners = |Bounds { top, left, bottom, right }| {
        [(top, left), (top, right), (bottom, left), (bottom, right)].map(|(row, column)| Pair { row, column })
    };
    Ok(Value::indices(k.patch()?.bounds().into_iter().flat_map(corners).collect()))
}

pub(crate) fn connect<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    lines::connect(machine, a.pair()?, b.pair()?).map(Value::indices)
}

pub(crate) fn shoot<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, d: &Value<F>) -> Answer<F> {
    lines::shoot(machine, a.pair()?, d.pair()?).map(Value::indices)
}

pub(crate) fn vfrontier<F: Form>(_: &mut Machine<'_, F>, place: &Value<F>) -> Answer<F> {
    let Pair { column, .. } = place.pair()?;
    let bounds = Bounds { top: 0, left: column, bottom: FRONTIER - 1, right: column };
    Ok(Value::indices(F::Indices::rectangle(bounds)))
}

pub(crate) fn hfrontier<F: Form>(_: &mut Machine<'_, F>, place: &Value<F>) -> Answer<F> {
    let Pair { row, .. } = place.pair()?;
    let bounds = Bounds { top: row, left: 0, bottom: row, right: FRONTIER - 1 };
    Ok(Value::indices(F::Indices::rectangle(bounds)))
}

fn filled_box<F: Form>(machine: &mut Machine<'_, F>, patch: &Patch<F>) -> Result<F::Indices, Fault> {
    let Some(bounds) = patch.bounds() else { return Ok(F::Indices::default()) };
    machine.room((bounds.height() as u64).saturating_mul(bounds.width() as u64))?;
    Ok(F::Indices::rectangle(bounds))
}

pub(crate) fn backdrop<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    filled_box(machine, &k.patch()?).map(Value::indices)
}

pub(crate) fn delta<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    let patch = k.patch()?;
    Ok(Value::indices(filled_box(machine, &patch)?.difference(&patch.places())))
}

/// The sides of the box after each was moved outward; sides that pass each other are swapped.
fn outline<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>, outward: i32) -> Answer<F> {
    let Some(bounds) = k.patch()?.bounds() else { return Ok(Value::empty_set()) };
    let start = bounds.corner().plus(Pair::new(-outward, -outward))?;
    let end = Pair::new(bounds.bottom, bounds.right).plus(Pair::new(outward, outward))?;
    let bounds = Bounds {
        top: start.row.min(end.row),
        left: start.column.min(end.column),
        bottom: start.row.max(end.row),
        right: start.column.max(end.column),
    };
    machine.room((bounds.height() + bounds.width()) as u64)?;
    Ok(Value::indices(F::Indices::outline(bounds)))
}

pub(crate) fn inbox<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    outline(machine, k, -1)
}

pub(crate) fn outbox<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    outline(machine, k, 1)
}

pub(crate) fn r#box<F: Form>(machine: &mut Machine<'_, F>, k: &Value<F>) -> Answer<F> {
    outline(machine, k, 0)
}

pub(crate) fn gravitate<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    lines::gravitate(machine, &a.patch()?.places(), &b.patch()?.places()).map(Value::Pair)
}

pub(crate) fn occurrences<F: Form>(
    machine: &mut Machine<'_, F>,
    g: &Value<F>,
    object: &Value<F>,
) -> Answer<F> {
    let (board, pattern) = (g.board()?, object.cells()?);
    machine.spend(board.cells().len() as u64 * pattern.len() as u64)?;
    Ok(Value::indices(pattern.occurrences(&board)))
}

pub(crate) fn frontiers<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    machine.room(2 * board.cells().len() as u64)?;
    let object = |(colour, bounds): (i8, Bounds)| {
        Value::object(F::Object::of_colour(i32::from(colour), &F::Indices::rectangle(bounds)))
    };
    Value::set(one_coloured(&board).into_iter().map(object).collect())
}

pub(crate) fn upscale<F: Form>(machine: &mut Machine<'_, F>, e: &Value<F>, n: &Value<F>) -> Answer<F> {
    let factor = n.int()?;
    match e.element()? {
        Element::Grid(board) => scales::upscale(machine, &board, factor, factor).map(Value::grid),
        Element::Patch(_) => larger(machine, &e.cells()?, factor),
    }
}

/// Each cell a square, away from the upper left corner, which stays.
fn larger<F: Form>(machine: &mut Machine<'_, F>, object: &Rc<F::Object>, factor: i32) -> Answer<F> {
    let Some(bounds) = object.bounds().filter(|_| factor > 0) else { return Ok(Value::empty_set()) };
    let end = |start: i32, length: i64| {
        let end = i64::from(start) + length.saturating_mul(i64::from(factor)) - 1;
        i32::try_from(end).map_err(|_| Fault::Overflow)
    };
    end(bounds.top, bounds.height())?;
    end(bounds.left, bounds.width())?;
    let square = u64::from(factor.unsigned_abs()).pow(2);
    machine.room(square.saturating_mul(object.len() as u64))?;
    let from = |start: i32, at: i32| {
        let at = i64::from(start) + (i64::from(at) - i64::from(start)) * i64::from(factor);
        at as i32..=(at + i64::from(factor) - 1) as i32
    };
    let cells = object.iter().flat_map(|Cell { colour, place }| {
        from(bounds.top, place.row).flat_map(move |row| {
            from(bounds.left, place.column).map(move |column| Cell::new(colour, row, column))
        })
    });
    Ok(Value::object(cells.collect()))
}
