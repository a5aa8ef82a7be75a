//! Functions that programs make of other functions, and how they are called.

use crate::{Fault, Items, Machine, Value, form::Form};

/// How a function was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Of f, g: f(g(x)).
    Compose,
    /// Of h, g, f: h(g(f(x))).
    Chain,
    /// Of f, v: whether f(x) is v.
    Matcher,
    /// Of f, v: f with v as its last argument.
    BindLast,
    /// Of f, v: f with v as its first argument.
    BindFirst,
    /// Of f: applied so many times.
    Power(i32),
    /// Of h, f, g: h(f(x), g(x)).
    Fork,
}

/// A function that was made of others.
#[derive(Debug, Clone)]
pub struct Closure<F: Form> {
    pub(crate) how: How,
    pub(crate) parts: Items<F>,
    arity: usize,
}

impl<F: Form> Closure<F> {
    /// # Errors
    /// Where functions are nested too deep.
    pub(crate) fn new(how: How, parts: Vec<Value<F>>, arity: usize) -> Result<Self, Fault> {
        Ok(Self { how, parts: Items::new(parts)?, arity })
    }

    /// How many arguments it takes.
    #[must_use]
    pub fn arity(&self) -> usize {
        self.arity
    }

    /// Its arguments are as many as it takes.
    pub(crate) fn call(
        &self,
        machine: &mut Machine<'_, F>,
        arguments: &[Value<F>],
    ) -> Result<Value<F>, Fault> {
        match (self.how, self.parts.values()) {
            (How::Compose, [f, g]) => {
                let inner = machine.call(g, arguments)?;
                machine.call(f, &[inner])
            }
            (How::Chain, [h, g, f]) => {
                let inner = machine.call(f, arguments)?;
                let middle = machine.call(g, &[inner])?;
                machine.call(h, &[middle])
            }
            (How::Matcher, [f, wanted]) => Ok(Value::truth(machine.call(f, arguments)? == *wanted)),
            (How::BindLast, [f, last]) => match arguments {
                [a] => machine.call(f, &[a.clone(), last.clone()]),
                [a, b] => machine.call(f, &[a.clone(), b.clone(), last.clone()]),
                _ => machine.call(f, &[arguments, std::slice::from_ref(last)].concat()),
            },
            (How::BindFirst, [f, first]) => match arguments {
                [a] => machine.call(f, &[first.clone(), a.clone()]),
                [a, b] => machine.call(f, &[first.clone(), a.clone(), b.clone()]),
                _ => machine.call(f, &[std::slice::from_ref(first), arguments].concat()),
            },
            (How::Power(times), [f]) => {
                let mut value = machine.call(f, arguments)?;
                for _ in 1..times {
                    value = machine.call(f, &[value])?;
                }
                Ok(value)
            }
            (How::Fork, [h, f, g]) => {
                let first = machine.call(f, arguments)?;
                let second = machine.call(g, arguments)?;
                machine.call(h, &[first, second])
            }
            (how, parts) => unreachable!("a function {how:?} of {} parts", parts.len()),
        }
    }
}
