//! Colours written into grids. What lies outside of a grid is left out.

use super::Answer;
use crate::{
    Board, Fault, Machine, Value, background,
    form::Form,
    patches::{Over, Painting, Stencil},
};

fn copy_of<F: Form>(g: &Value<F>) -> Result<Board, Fault> {
    Ok(Board::clone(&*g.board()?))
}

/// The most common colour; none of the empty grid, to which nothing can be written either.
fn most_common<F: Form>(machine: &Machine<'_, F>, board: &Board) -> Result<Option<i8>, Fault> {
    let most = background::of(board.colours(), machine.ties())?;
    Ok(most.map(|colour| colour as i8))
}

/// Ascending; the cells of a tuple in its order.
fn write<F: Form>(board: &mut Board, cells: &Value<F>, over: Over) -> Result<(), Fault> {
    let object = cells.cells()?;
    let Value::Tuple(items) = cells else { return object.write(board, over) };
    items.values().iter().try_for_each(|value| match value {
        Value::Cell(cell) => board.write(*cell, over),
        _ => Ok(()),
    })
}

pub(crate) fn fill<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, v: &Value<F>, k: &Value<F>) -> Answer<F> {
    let mut board = copy_of(g)?;
    k.patch()?.places().write(&mut board, v.int()?, Over::Anything)?;
    Ok(Value::grid(board))
}

pub(crate) fn paint<F: Form>(_: &mut Machine<'_, F>, g: &Value<F>, object: &Value<F>) -> Answer<F> {
    let mut board = copy_of(g)?;
    write(&mut board, object, Over::Anything)?;
    Ok(Value::grid(board))
}

pub(crate) fn underfill<F: Form>(
    machine: &mut Machine<'_, F>,
    g: &Value<F>,
    v: &Value<F>,
    k: &Value<F>,
) -> Answer<F> {
    let (mut board, places, number) = (copy_of(g)?, k.patch()?.places(), v.int()?);
    if let Some(most) = most_common(machine, &board)? {
        places.write(&mut board, number, Over::Only(most))?;
    }
    Ok(Value::grid(board))
}

/// A place is painted as long as it has the most common colour, so the lowest of several other colours stays.
pub(crate) fn underpaint<F: Form>(
    machine: &mut Machine<'_, F>,
    g: &Value<F>,
    object: &Value<F>,
) -> Answer<F> {
    let mut board = copy_of(g)?;
    let over = most_common(machine, &board)?.map_or(Over::Anything, Over::Only);
    write(&mut board, object, over)?;
    Ok(Value::grid(board))
}

fn covered<F: Form>(machine: &Machine<'_, F>, g: &Value<F>, k: &Value<F>) -> Result<Board, Fault> {
    let (mut board, places) = (copy_of(g)?, k.patch()?.places());
    if let Some(most) = most_common(machine, &board)? {
        places.write(&mut board, i32::from(most), Over::Anything)?;
    }
    Ok(board)
}

pub(crate) fn cover<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>, k: &Value<F>) -> Answer<F> {
    covered(machine, g, k).map(Value::grid)
}

pub(crate) fn r#move<F: Form>(
    machine: &mut Machine<'_, F>,
    g: &Value<F>,
    object: &Value<F>,
    d: &Value<F>,
) -> Answer<F> {
    let mut board = covered(machine, g, object)?;
    let shifted: Value<F> = object.patch()?.shifted(d.pair()?)?.into();
    write(&mut board, &shifted, Over::Anything)?;
    Ok(Value::grid(board))
}
