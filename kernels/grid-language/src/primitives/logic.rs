//! Truths, and what is chosen by them.

use super::Answer;
use crate::{Machine, Value, form::Form};

#[expect(clippy::unnecessary_wraps, reason = "the table takes what can fail")]
pub(crate) fn identity<F: Form>(_: &mut Machine<'_, F>, x: &Value<F>) -> Answer<F> {
    Ok(x.clone())
}

pub(crate) fn flip<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>) -> Answer<F> {
    Ok(Value::truth(!a.is_true()?))
}

#[expect(clippy::unnecessary_wraps, reason = "the table takes what can fail")]
pub(crate) fn equality<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a == b))
}

pub(crate) fn both<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.is_true()? & b.is_true()?))
}

pub(crate) fn either<F: Form>(_: &mut Machine<'_, F>, a: &Value<F>, b: &Value<F>) -> Answer<F> {
    Ok(Value::truth(a.is_true()? | b.is_true()?))
}

pub(crate) fn branch<F: Form>(
    _: &mut Machine<'_, F>,
    test: &Value<F>,
    a: &Value<F>,
    b: &Value<F>,
) -> Answer<F> {
    Ok(if test.is_true()? { a.clone() } else { b.clone() })
}
