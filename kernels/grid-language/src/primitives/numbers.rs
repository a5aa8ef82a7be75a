//! Numbers: single ones or pairs, componentwise; a number beside a pair counts for both of its parts.

use super::Answer;
use crate::{Fault, Machine, Pair, Value, form::Form};

const WANTED: &str = "a number or a pair";

fn each<F: Form>(a: &Value<F>, work: impl Fn(i32) -> Option<i32>) -> Answer<F> {
    let work = |number| work(number).ok_or(Fault::Overflow);
    match a {
        Value::Int(number) => Ok(Value::Int(work(*number)?)),
        Value::Pair(Pair { row, column }) => Ok(Value::Pair(Pair::new(work(*row)?, work(*column)?))),
        _ => Err(Fault::Kind { wanted: WANTED, got: a.kind() }),
    }
}

fn both<F: Form>(a: &Value<F>, b: &Value<F>, work: impl Fn(i32, i32) -> Option<i32>) -> Answer<F> {
    if let (Value::Int(a), Value::Int(b)) = (a, b) {
        return Ok(Value::Int(work(*a, *b).ok_or(Fault::Overflow)?));
    }
    let parts = |value: &Value<F>| match value {
        Value::Int(number) => Ok((*number, *number)),
        Value::Pair(Pair { row, column }) => Ok((*row, *column)),
        _ => Err(Fault::Kind { wanted: WANTED, got: value.kind() }),
    };
    let ((row, column), (other_row, other_column)) = (parts(a)?, parts(b)?);
    let row = work(row, other_row).ok_or(Fault::Overflow)?;
    let column = work(column, other_column).ok_or(Fault::Overflow)?;
    Ok(Value::Pair(Pair::new(row, column)))
}

pub(crate) fn add<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    both(a, b, i32::checked_add)
}

pub(crate) fn subtract<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    both(a, b, i32::checked_sub)
}

pub(crate) fn multiply<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    both(a, b, i32::checked_mul)
}

pub(crate) fn divide<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    match b {
        Value::Int(0) => Err(Fault::DivisionByZero),
        Value::Pair(Pair { row, column }) if *row == 0 || *column == 0 => Err(Fault::DivisionByZero),
        _ => both(a, b, floor_division),
    }
}

/// Rounds towards minus infinity; the divisor is not 0.
fn floor_division(a: i32, b: i32) -> Option<i32> {
    let towards_zero = a.checked_div(b)?;
    let is_rounded_up = a % b != 0 && (a < 0) != (b < 0);
    Some(towards_zero - i32::from(is_rounded_up))
}

pub(crate) fn invert<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, i32::checked_neg)
}

pub(crate) fn double<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| number.checked_mul(2))
}

pub(crate) fn halve<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| Some(number >> 1))
}

pub(crate) fn increment<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| number.checked_add(1))
}

pub(crate) fn decrement<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| number.checked_sub(1))
}

pub(crate) fn crement<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| number.checked_add(number.signum()))
}

pub(crate) fn sign<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    each(a, |number| Some(number.signum()))
}

pub(crate) fn even<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.int()? % 2 == 0))
}

pub(crate) fn positive<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.int()? > 0))
}

pub(crate) fn greater<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.int()? > b.int()?))
}

pub(crate) fn toivec<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    Ok(Value::Pair(Pair::new(a.int()?, 0)))
}

pub(crate) fn tojvec<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    Ok(Value::Pair(Pair::new(0, a.int()?)))
}

pub(crate) fn astuple<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Value::tuple(vec![a.clone(), b.clone()])
}
