//! Whole grids: cut, put together, larger and smaller, in other colours.

use super::Answer;
use crate::{
    Board, Fault, Machine, Pair, Value,
    form::Form,
    grids::{at_least_one, colours, count, lines, pieces, room, scales},
};

pub(crate) fn crop<F: Form>(
    _: &mut Machine<'_, F>,
    g: &Value<F>,
    start: &Value<F>,
    dims: &Value<F>,
) -> Answer<F> {
    Ok(Value::grid(pieces::crop(&*g.board()?, start.pair()?, dims.pair()?)))
}

pub(crate) fn subgrid<F: Form>(_: &mut Machine<'_, F>, k: &Value<F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    let Some(bounds) = k.patch()?.bounds() else { return Ok(Value::grid(Board::default())) };
    let side = |length: i64| i32::try_from(length).map_err(|_| Fault::Overflow);
    let dims = Pair::new(side(bounds.height())?, side(bounds.width())?);
    Ok(Value::grid(pieces::crop(&board, bounds.corner(), dims)))
}

pub(crate) fn canvas<F: Form>(machine: &mut Machine<'_, F>, v: &Value<F>, dims: &Value<F>) -> Answer<F> {
    let (colour, dims) = (v.colour()?, dims.pair()?);
    let (height, width) = (count(dims.row), count(dims.column));
    room(machine, height, width)?;
    Ok(Value::grid(Board::filled(height, width, colour)))
}

pub(crate) fn index<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, place: &Value<F>) -> Answer<F> {
    let cell = g.board()?.get(place.pair()?);
    Ok(cell.map_or(Value::None, |cell| Value::Int(i32::from(cell))))
}

pub(crate) fn replace<F: Form>(
    _: &mut Machine<'_, F>,
    g: &Value<F>,
    old: &Value<F>,
    new: &Value<F>,
) -> Answer<F> {
    Ok(Value::grid(colours::replace(&*g.board()?, old.int()?, new.colour()?)))
}

pub(crate) fn switch<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::grid(colours::switch(&*g.board()?, a.colour()?, b.colour()?)))
}

pub(crate) fn cellwise<F: Form>(
    _: &mut Machine<'_, F>,
    a: &Value<F>,
    b: &Value<F>,
    fallback: &Value<F>,
) -> Answer<F> {
    colours::cellwise(&*a.board()?, &*b.board()?, fallback.colour()?).map(Value::grid)
}

pub(crate) fn hupscale<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>, n: &Value<F>) -> Answer<F> {
    scales::upscale(machine, &*g.board()?, 1, n.int()?).map(Value::grid)
}

pub(crate) fn vupscale<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>, n: &Value<F>) -> Answer<F> {
    scales::upscale(machine, &*g.board()?, n.int()?, 1).map(Value::grid)
}

pub(crate) fn downscale<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, n: &Value<F>) -> Answer<F> {
    scales::downscale(&*g.board()?, n.int()?).map(Value::grid)
}

pub(crate) fn hconcat<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let (left, right) = (a.board()?, b.board()?);
    room(machine, left.height().min(right.height()), left.width() + right.width())?;
    Ok(Value::grid(pieces::hconcat(&left, &right)))
}

pub(crate) fn vconcat<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let (above, below) = (a.board()?, b.board()?);
    room(machine, above.height() + below.height(), above.width().max(below.width()))?;
    pieces::vconcat(&above, &below).map(Value::grid)
}

fn pieces_asked_for<F: Form>(
    machine: &mut Machine<'_, F>,
    board: &Board,
    n: &Value<F>,
) -> Result<usize, Fault> {
    let count = at_least_one("the number of pieces", n.int()?)?;
    machine.room((count as u64).saturating_mul(board.height() as u64 + 1) + board.cells().len() as u64)?;
    Ok(count)
}

pub(crate) fn hsplit<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>, n: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    let count = pieces_asked_for(machine, &board, n)?;
    Value::tuple(pieces::hsplit(&board, count).map(Value::grid).collect())
}

pub(crate) fn vsplit<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>, n: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    let count = pieces_asked_for(machine, &board, n)?;
    Value::tuple(pieces::vsplit(&board, count).map(Value::grid).collect())
}

pub(crate) fn trim<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(pieces::trim(&*g.board()?)))
}

pub(crate) fn tophalf<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(pieces::tophalf(&*g.board()?)))
}

pub(crate) fn bottomhalf<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(pieces::bottomhalf(&*g.board()?)))
}

pub(crate) fn lefthalf<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(pieces::lefthalf(&*g.board()?)))
}

pub(crate) fn righthalf<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(pieces::righthalf(&*g.board()?)))
}

pub(crate) fn compress<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    Ok(Value::grid(lines::compress(&*g.board()?)))
}
