//! Grids taken apart into objects.

use grid_objects::Mode;

use super::Answer;
use crate::{
    Machine, Value, background,
    form::{CellSet, Form},
};

pub(crate) fn objects<F: Form>(
    machine: &mut Machine<'_, F>,
    g: &Value<F>,
    univalued: &Value<F>,
    diagonal: &Value<F>,
    without_background: &Value<F>,
) -> Answer<F> {
    let mode = Mode::of(univalued.is_true()?, diagonal.is_true()?, without_background.is_true()?);
    let board = g.board()?;
    machine.room(board.cells().len() as u64)?;
    Value::set(F::objects(&board, mode, machine.ties())?.into_iter().map(Value::object).collect())
}

pub(crate) fn partition<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    machine.room(board.cells().len() as u64)?;
    Value::set(F::partition(&board).into_iter().map(Value::object).collect())
}

pub(crate) fn fgpartition<F: Form>(machine: &mut Machine<'_, F>, g: &Value<F>) -> Answer<F> {
    let board = g.board()?;
    machine.room(board.cells().len() as u64)?;
    let most = background::of(board.cells().iter().map(|&cell| i32::from(cell)), machine.ties())?;
    let is_kept = |object: &F::Object| object.first().map(|cell| cell.colour) != most;
    Value::set(F::partition(&board).into_iter().filter(is_kept).map(Value::object).collect())
}
