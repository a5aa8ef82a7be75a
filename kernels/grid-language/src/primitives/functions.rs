//! Functions made of functions, and functions applied to many values.

use super::{
    Answer,
    containers::{collect, merge_all},
};
use crate::{Closure, Container, Fault, How, Machine, Value, form::Form};

use std::rc::Rc;

fn closure<F: Form>(how: How, parts: &[&Value<F>], arity: usize) -> Answer<F> {
    let parts = parts.iter().map(|&part| part.clone()).collect();
    Ok(Value::Closure(Rc::new(Closure::new(how, parts, arity)?)))
}

pub(crate) fn compose<F: Form>(_: &mut Machine<'_, F>, f: &Value<F>, g: &Value<F>) -> Answer<F> {
    f.arity().and(g.arity())?;
    closure(How::Compose, &[f, g], 1)
}

pub(crate) fn chain<F: Form>(_: &mut Machine<'_, F>, h: &Value<F>, g: &Value<F>, f: &Value<F>) -> Answer<F> {
    h.arity().and(g.arity()).and(f.arity())?;
    closure(How::Chain, &[h, g, f], 1)
}

pub(crate) fn matcher<F: Form>(_: &mut Machine<'_, F>, f: &Value<F>, v: &Value<F>) -> Answer<F> {
    f.arity()?;
    closure(How::Matcher, &[f, v], 1)
}

pub(crate) fn rbind<F: Form>(_: &mut Machine<'_, F>, f: &Value<F>, v: &Value<F>) -> Answer<F> {
    closure(How::BindLast, &[f, v], bindable(f)?)
}

pub(crate) fn lbind<F: Form>(_: &mut Machine<'_, F>, f: &Value<F>, v: &Value<F>) -> Answer<F> {
    closure(How::BindFirst, &[f, v], bindable(f)?)
}

/// How many arguments are left.
fn bindable<F: Form>(f: &Value<F>) -> Result<usize, Fault> {
    match f.arity()? {
        arity @ 2..=4 => Ok(arity - 1),
        arity => Err(Fault::Unbindable(arity)),
    }
}

pub(crate) fn power<F: Form>(_: &mut Machine<'_, F>, f: &Value<F>, n: &Value<F>) -> Answer<F> {
    f.arity()?;
    match n.int()? {
        times @ 1.. => closure(How::Power(times), &[f], 1),
        value => Err(Fault::Range { what: "the power", value, wanted: "1 or more" }),
    }
}

pub(crate) fn fork<F: Form>(_: &mut Machine<'_, F>, h: &Value<F>, f: &Value<F>, g: &Value<F>) -> Answer<F> {
    h.arity().and(f.arity()).and(g.arity())?;
    closure(How::Fork, &[h, f, g], 1)
}

/// What the function makes of each element.
fn images<F: Form>(
    machine: &mut Machine<'_, F>,
    f: &Value<F>,
    c: &Value<F>,
) -> Result<(Container, Vec<Value<F>>), Fault> {
    let (kind, mut elements) = collect(machine, c)?;
    for element in &mut elements {
        *element = machine.call(f, std::slice::from_ref(element))?;
    }
    Ok((kind, elements))
}

pub(crate) fn apply<F: Form>(machine: &mut Machine<'_, F>, f: &Value<F>, c: &Value<F>) -> Answer<F> {
    let (kind, images) = images(machine, f, c)?;
    Value::container(kind, images)
}

pub(crate) fn mapply<F: Form>(machine: &mut Machine<'_, F>, f: &Value<F>, c: &Value<F>) -> Answer<F> {
    let (kind, images) = images(machine, f, c)?;
    merge_all(machine, kind, &images)
}

pub(crate) fn rapply<F: Form>(machine: &mut Machine<'_, F>, fs: &Value<F>, x: &Value<F>) -> Answer<F> {
    let (kind, mut functions) = collect(machine, fs)?;
    for function in &mut functions {
        *function = machine.call(function, std::slice::from_ref(x))?;
    }
    Value::container(kind, functions)
}

/// What the function makes of the elements of two containers side by side.
fn paired<F: Form>(
    machine: &mut Machine<'_, F>,
    f: &Value<F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Result<Vec<Value<F>>, Fault> {
    let ((_, lefts), (_, rights)) = (collect(machine, a)?, collect(machine, b)?);
    lefts.into_iter().zip(rights).map(|(left, right)| machine.call(f, &[left, right])).collect()
}

pub(crate) fn papply<F: Form>(
    machine: &mut Machine<'_, F>,
    f: &Value<F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Answer<F> {
    Value::tuple(paired(machine, f, a, b)?)
}

pub(crate) fn mpapply<F: Form>(
    machine: &mut Machine<'_, F>,
    f: &Value<F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Answer<F> {
    let images = paired(machine, f, a, b)?;
    merge_all(machine, Container::Tuple, &images)
}

pub(crate) fn prapply<F: Form>(
    machine: &mut Machine<'_, F>,
    f: &Value<F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Answer<F> {
    let ((_, lefts), (_, rights)) = (collect(machine, a)?, collect(machine, b)?);
    machine.room(lefts.len() as u64 * rights.len() as u64)?;
    let mut images = Vec::with_capacity(lefts.len() * rights.len());
    for left in &lefts {
        for right in &rights {
            images.push(machine.call(f, &[left.clone(), right.clone()])?);
        }
    }
    Value::set(images)
}
