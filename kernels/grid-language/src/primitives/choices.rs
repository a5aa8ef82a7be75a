//! Elements of containers, chosen or put in order by a function.

use super::{
    Answer,
    containers::{collect, merge_all},
};
use crate::{Container, Fault, Machine, Value, form::Form};

/// An element and its key.
type Keyed<F> = (Value<F>, Value<F>);

/// The best one; the first of several, of which none is better than it.
fn best<F: Form>(
    machine: &mut Machine<'_, F>,
    c: &Value<F>,
    f: &Value<F>,
    is_better: impl Fn(&Value<F>, &Value<F>) -> bool,
) -> Result<Option<Keyed<F>>, Fault> {
    let (_, elements) = collect(machine, c)?;
    let mut best: Option<Keyed<F>> = None;
    for element in elements {
        let key = machine.call(f, std::slice::from_ref(&element))?;
        if best.as_ref().is_none_or(|(_, best)| is_better(&key, best)) {
            best = Some((element, key));
        }
    }
    Ok(best)
}

pub(crate) fn valmax<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, f: &Value<F>) -> Answer<F> {
    let best = best(machine, c, f, Value::exceeds)?;
    best.map_or_else(|| machine.call(f, &[Value::Int(0)]), |(_, key)| Ok(key))
}

pub(crate) fn valmin<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, f: &Value<F>) -> Answer<F> {
    let best = best(machine, c, f, |key, best| best.exceeds(key))?;
    best.map_or_else(|| machine.call(f, &[Value::Int(0)]), |(_, key)| Ok(key))
}

pub(crate) fn argmax<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, f: &Value<F>) -> Answer<F> {
    let best = best(machine, c, f, Value::exceeds)?;
    Ok(best.map_or(Value::None, |(element, _)| element))
}

pub(crate) fn argmin<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, f: &Value<F>) -> Answer<F> {
    let best = best(machine, c, f, |key, best| best.exceeds(key))?;
    Ok(best.map_or(Value::None, |(element, _)| element))
}

pub(crate) fn order<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, key: &Value<F>) -> Answer<F> {
    let (_, elements) = collect(machine, c)?;
    let mut keyed = Vec::with_capacity(elements.len());
    for element in elements {
        keyed.push((machine.call(key, std::slice::from_ref(&element))?, element));
    }
    keyed.sort_by(|(key, _), (next, _)| key.cmp(next));
    Value::tuple(keyed.into_iter().map(|(_, element)| element).collect())
}

/// The elements that pass the test.
fn passing<F: Form>(
    machine: &mut Machine<'_, F>,
    c: &Value<F>,
    test: &Value<F>,
) -> Result<(Container, Vec<Value<F>>), Fault> {
    let (kind, elements) = collect(machine, c)?;
    let mut passing = Vec::new();
    for element in elements {
        if machine.call(test, std::slice::from_ref(&element))?.is_true()? {
            passing.push(element);
        }
    }
    Ok((kind, passing))
}

pub(crate) fn sfilter<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, test: &Value<F>) -> Answer<F> {
    let (kind, elements) = passing(machine, c, test)?;
    Value::container(kind, elements)
}

pub(crate) fn mfilter<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, test: &Value<F>) -> Answer<F> {
    let (kind, elements) = passing(machine, c, test)?;
    merge_all(machine, kind, &elements)
}

pub(crate) fn extract<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, test: &Value<F>) -> Answer<F> {
    for element in c.elements_of()?.1 {
        if machine.call(test, std::slice::from_ref(&element))?.is_true()? {
            return Ok(element);
        }
    }
    Err(Fault::NoneFound)
}
