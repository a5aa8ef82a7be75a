//! The colours of grids and objects.

use std::iter::repeat_n;

use super::Answer;
use crate::{
    Element, Fault, Machine, Value, background,
    form::{CellSet, Form},
    patches::Painting,
};

/// Colours, ascending, each with how often it is there.
fn counts<F: Form>(e: &Value<F>) -> Result<Vec<(i32, usize)>, Fault> {
    Ok(match e.element()? {
        Element::Grid(board) => background::count(board.colours()),
        Element::Patch(_) => e.cells()?.colours(),
    })
}

pub(crate) fn mostcolor<F: Form>(machine: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    let most = match e.element()? {
        Element::Grid(board) => background::of(board.colours(), machine.ties())?,
        Element::Patch(_) => background::of(ascending(&e.cells()?.colours()), machine.ties())?,
    };
    most.map(Value::Int).ok_or(Fault::Empty)
}

pub(crate) fn leastcolor<F: Form>(machine: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    let least = match e.element()? {
        Element::Grid(board) => background::least_common(board.colours(), machine.ties())?,
        Element::Patch(_) => background::least_common(ascending(&e.cells()?.colours()), machine.ties())?,
    };
    least.map(Value::Int).ok_or(Fault::Empty)
}

/// The colours of an object's cells, one by one.
fn ascending(counts: &[(i32, usize)]) -> impl Iterator<Item = i32> + Clone {
    counts.iter().flat_map(|&(colour, count)| repeat_n(colour, count))
}

pub(crate) fn colorcount<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>, v: &Value<F>) -> Answer<F> {
    let wanted = v.int()?;
    let count = counts(e)?.into_iter().find(|&(colour, _)| colour == wanted);
    Ok(Value::Int(count.map_or(0, |(_, count)| count as i32)))
}

pub(crate) fn palette<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    Value::set(counts(e)?.into_iter().map(|(colour, _)| Value::Int(colour)).collect())
}

pub(crate) fn numcolors<F: Form>(_: &mut Machine<'_, F>, e: &Value<F>) -> Answer<F> {
    Ok(Value::Int(counts(e)?.len() as i32))
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
