//! The colours of grids and objects.

use super::Answer;
use crate::{
    Element, Fault, Machine, Value, background,
    form::{CellSet, Form},
};

/// The colour of each cell: of a grid row by row, of an object ascending.
fn colours_of<F: Form>(e: &Value<F>) -> Result<Vec<i32>, Fault> {
    Ok(match e.element()? {
        Element::Grid(board) => board.cells().iter().map(|&cell| i32::from(cell)).collect(),
        Element::Patch(_) => e.cells()?.iter().map(|cell| cell.colour).collect(),
    })
}

fn different<F: Form>(e: &Value<F>) -> Result<Vec<i32>, Fault> {
    let mut colours = colours_of(e)?;
    colours.sort_unstable();
    colours.dedup();
    Ok(colours)
}

pub(crate) fn mostcolor<F: Form>(machine: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    let most = background::of(colours_of(e)?.into_iter(), machine.ties())?;
    most.map(Value::Int).ok_or(Fault::Empty)
}

pub(crate) fn leastcolor<F: Form>(machine: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    let least = background::least_common(colours_of(e)?.into_iter(), machine.ties())?;
    least.map(Value::Int).ok_or(Fault::Empty)
}

pub(crate) fn colorcount<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>, v: &Value<F>) -> Answer<F> {
    let wanted = v.int()?;
    Ok(Value::Int(colours_of(e)?.into_iter().filter(|&colour| colour == wanted).count() as i32))
}

pub(crate) fn palette<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    Value::set(different(e)?.into_iter().map(Value::Int).collect())
}

pub(crate) fn numcolors<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    Ok(Value::Int(different(e)?.len() as i32))
}

fn color_of<F: Form>(object: &Value<F>) -> Result<i32, Fault> {
    Ok(object.cells()?.first().ok_or(Fault::Empty)?.colour)
}

pub(crate) fn color<F: Form>(_: &mut Machine<'_, F>, object: &Value<F>) -> Answer<F> {
    color_of(object).map(Value::Int)
}

pub(crate) fn colorfilter<F: Form>(_: &mut Machine<'_, F>, objects: &Value<F>, v: &Value<F>) -> Answer<F> {
    let (wanted, mut kept) = (v.int()?, Vec::new());
    for object in objects.elements_of()?.1 {
        if color_of(&object)? == wanted {
            kept.push(object);
        }
    }
    Value::set(kept)
}
