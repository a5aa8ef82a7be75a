//! Tuples and sets. What is made of a container keeps the type of the first one.

use std::collections::BTreeMap;

use super::Answer;
use crate::{
    Board, Container, Fault, Machine, Value,
    form::{CellSet, Form, PairSet},
};

/// All elements of a container, counted as steps.
pub(super) fn collect<F: Form>(
    machine: &mut Machine<'_, F>,
    c: &Value<F>,
) -> Result<(Container, Vec<Value<F>>), Fault> {
    let (kind, elements) = c.elements_of()?;
    machine.room(c.size().unwrap_or(0) as u64)?;
    Ok((kind, elements.collect()))
}

fn size_of<F: Form>(c: &Value<F>) -> Result<usize, Fault> {
    c.size().ok_or(Fault::Kind { wanted: "a tuple or a set", got: c.kind() })
}

pub(crate) fn contained<F: Form>(machine: &mut Machine<'_, F>, x: &Value<F>, c: &Value<F>) -> Answer<F> {
    machine.spend(size_of(c)? as u64)?;
    Ok(Value::truth(c.has(x)))
}

pub(crate) fn combine<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    machine.room((size_of(a)? + size_of(b)?) as u64)?;
    match (a, b) {
        (Value::Indices(a), Value::Indices(b)) => Ok(Value::indices(a.union(b))),
        (Value::Object(a), Value::Object(b)) => Ok(Value::object(a.union(b))),
        _ => {
            let (kind, elements) = a.elements_of()?;
            Value::container(kind, elements.chain(b.elements_of()?.1).collect())
        }
    }
}

pub(crate) fn intersection<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    match (a, b) {
        (Value::Indices(a), Value::Indices(b)) => Ok(Value::indices(a.intersection(b))),
        (Value::Object(a), Value::Object(b)) => Ok(Value::object(a.intersection(b))),
        _ => keep(machine, a, b, true),
    }
}

pub(crate) fn difference<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    match (a, b) {
        (Value::Indices(a), Value::Indices(b)) => Ok(Value::indices(a.difference(b))),
        (Value::Object(a), Value::Object(b)) => Ok(Value::object(a.difference(b))),
        _ => keep(machine, a, b, false),
    }
}

/// The elements of `a` that are in `b`, or those that are not.
fn keep<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>, inside: bool) -> Answer<F> {
    let size = size_of(b)? as u64;
    let (kind, mut elements) = collect(machine, a)?;
    if b.container_kind() == Some(Container::Tuple) {
        machine.spend(size * elements.len() as u64)?;
    }
    elements.retain(|element| b.has(element) == inside);
    Value::container(kind, elements)
}

pub(crate) fn dedupe<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    let (kind, mut elements) = collect(machine, c)?;
    let mut seen = std::collections::BTreeSet::new();
    elements.retain(|element| seen.insert(element.clone()));
    Value::container(kind, elements)
}

pub(crate) fn repeat<F: Form>(machine: &mut Machine<'_, F>, x: &Value<F>, n: &Value<F>) -> Answer<F> {
    let times = usize::try_from(n.int()?).unwrap_or(0);
    machine.room(times as u64)?;
    Value::tuple(vec![x.clone(); times])
}

pub(crate) fn size<F: Form>(_: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    Ok(Value::Int(size_of(c)? as i32))
}

pub(crate) fn merge<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    let (kind, elements) = collect(machine, c)?;
    merge_all(machine, kind, &elements)
}

/// The elements of all elements.
pub(super) fn merge_all<F: Form>(
    machine: &mut Machine<'_, F>,
    kind: Container,
    containers: &[Value<F>],
) -> Answer<F> {
    let mut size = 0;
    for container in containers {
        size += size_of(container)? as u64;
    }
    machine.room(size)?;
    if kind == Container::Set {
        if let Some(indices) = all(containers, |value| match value {
            Value::Indices(indices) => Some(&**indices),
            _ => None,
        }) {
            return Ok(Value::indices(F::Indices::merged(indices.into_iter())));
        }
        if let Some(objects) = all(containers, |value| match value {
            Value::Object(object) => Some(&**object),
            _ => None,
        }) {
            return Ok(Value::object(F::Object::merged(objects.into_iter())));
        }
    }
    if kind == Container::Tuple
        && let Some(boards) = all(containers, |value| match value {
            Value::Grid(board) => Some(&**board),
            _ => None,
        })
        && let Some(board) = one_below_the_other(&boards)
    {
        return Ok(Value::grid(board));
    }
    let elements = containers.iter().filter_map(Value::elements).flatten().collect();
    Value::container(kind, elements)
}

/// The rows of all of them, if that is a grid.
fn one_below_the_other(boards: &[&Board]) -> Option<Board> {
    let width = boards.first()?.width();
    let height = boards.iter().map(|board| board.height()).sum();
    let fits = width > 0 && boards.iter().all(|board| board.width() == width);
    fits.then(|| Board::new(height, width, boards.iter().flat_map(|board| board.cells()).copied().collect()))
}

fn all<'a, F: Form, P>(
    values: &'a [Value<F>],
    patch: impl Fn(&'a Value<F>) -> Option<&'a P>,
) -> Option<Vec<&'a P>> {
    values.iter().map(patch).collect()
}

pub(crate) fn maximum<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    extreme(machine, c, true)
}

pub(crate) fn minimum<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    extreme(machine, c, false)
}

fn extreme<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, greatest: bool) -> Answer<F> {
    machine.spend(size_of(c)? as u64)?;
    let mut elements = c.elements_of()?.1;
    let found = match c {
        Value::Indices(_) | Value::Object(_) if greatest => last_of(c),
        Value::Indices(_) | Value::Object(_) => elements.next(),
        _ if greatest => elements.reduce(|best, next| if next.exceeds(&best) { next } else { best }),
        _ => elements.reduce(|best, next| if best.exceeds(&next) { next } else { best }),
    };
    Ok(found.unwrap_or(Value::Int(0)))
}

fn last_of<F: Form>(c: &Value<F>) -> Option<Value<F>> {
    match c {
        Value::Indices(indices) => indices.last().map(Value::Pair),
        Value::Object(object) => object.last().map(Value::Cell),
        Value::Tuple(items) | Value::Set(items) => items.values().last().cloned(),
        _ => c.elements()?.last(),
    }
}

pub(crate) fn mostcommon<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    let counts = counted(machine, c)?;
    let most = counts.values().copied().max().ok_or(Fault::Empty)?;
    with_count(counts, most)
}

pub(crate) fn leastcommon<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    let counts = counted(machine, c)?;
    let least = counts.values().copied().min().ok_or(Fault::Empty)?;
    with_count(counts, least)
}

fn counted<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Result<BTreeMap<Value<F>, usize>, Fault> {
    let (_, elements) = collect(machine, c)?;
    let mut counts = BTreeMap::new();
    for element in elements {
        *counts.entry(element).or_insert(0) += 1;
    }
    Ok(counts)
}

fn with_count<F: Form>(counts: BTreeMap<Value<F>, usize>, wanted: usize) -> Answer<F> {
    let smallest = counts.into_iter().find(|&(_, count)| count == wanted);
    smallest.map(|(element, _)| element).ok_or(Fault::Empty)
}

pub(crate) fn initset<F: Form>(_: &mut Machine<'_, F>, x: &Value<F>) -> Answer<F> {
    Value::set(vec![x.clone()])
}

pub(crate) fn insert<F: Form>(machine: &mut Machine<'_, F>, x: &Value<F>, s: &Value<F>) -> Answer<F> {
    let alone = Value::set(vec![x.clone()])?;
    match s.container_kind() {
        Some(Container::Set) => combine(machine, s, &alone),
        _ => Err(Fault::Kind { wanted: "a set", got: s.kind() }),
    }
}

pub(crate) fn remove<F: Form>(machine: &mut Machine<'_, F>, x: &Value<F>, c: &Value<F>) -> Answer<F> {
    match (c, x) {
        (Value::Indices(_), Value::Pair(_)) | (Value::Object(_), Value::Cell(_)) => {
            difference(machine, c, &Value::set(vec![x.clone()])?)
        }
        _ => {
            let (kind, mut elements) = collect(machine, c)?;
            elements.retain(|element| element != x);
            Value::container(kind, elements)
        }
    }
}

pub(crate) fn other<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, x: &Value<F>) -> Answer<F> {
    machine.spend(size_of(c)? as u64)?;
    c.elements_of()?.1.find(|element| element != x).ok_or(Fault::Empty)
}

pub(crate) fn totuple<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    let (kind, elements) = collect(machine, c)?;
    if kind == Container::Tuple { Ok(c.clone()) } else { Value::tuple(elements) }
}

pub(crate) fn first<F: Form>(_: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    c.elements_of()?.1.next().ok_or(Fault::Empty)
}

pub(crate) fn last<F: Form>(_: &mut Machine<'_, F>, c: &Value<F>) -> Answer<F> {
    c.elements_of()?;
    last_of(c).ok_or(Fault::Empty)
}

pub(crate) fn interval<F: Form>(
    machine: &mut Machine<'_, F>,
    from: &Value<F>,
    to: &Value<F>,
    step: &Value<F>,
) -> Answer<F> {
    let [from, to, step] = [from.int()?, to.int()?, step.int()?].map(i64::from);
    if step == 0 {
        return Err(Fault::Range { what: "the step", value: 0, wanted: "another number" });
    }
    let way = (to - from) * step.signum();
    let count = if way > 0 { (way as u64).div_ceil(step.unsigned_abs()) } else { 0 };
    machine.room(count)?;
    Value::tuple((0..count as i64).map(|at| Value::Int((from + at * step) as i32)).collect())
}

pub(crate) fn product<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let ((_, lefts), (_, rights)) = (collect(machine, a)?, collect(machine, b)?);
    machine.room(lefts.len() as u64 * rights.len() as u64)?;
    let pairs = lefts
        .iter()
        .flat_map(|left| rights.iter().map(|right| Value::tuple(vec![left.clone(), right.clone()])));
    Value::set(pairs.collect::<Result<_, _>>()?)
}

pub(crate) fn pair<F: Form>(machine: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    let ((_, lefts), (_, rights)) = (collect(machine, a)?, collect(machine, b)?);
    let pairs = lefts.into_iter().zip(rights).map(|(left, right)| Value::tuple(vec![left, right]));
    Value::tuple(pairs.collect::<Result<_, _>>()?)
}

pub(crate) fn sizefilter<F: Form>(machine: &mut Machine<'_, F>, c: &Value<F>, n: &Value<F>) -> Answer<F> {
    let wanted = n.int()?;
    let (_, elements) = collect(machine, c)?;
    let mut kept = Vec::new();
    for element in elements {
        if size_of(&element)? as i64 == i64::from(wanted) {
            kept.push(element);
        }
    }
    Value::set(kept)
}
