//! What works for each primitive, by group.

pub(crate) mod choices;
pub(crate) mod containers;
pub(crate) mod functions;
pub(crate) mod logic;
pub(crate) mod numbers;
pub(crate) mod objects;

use crate::{Fault, Value};

pub(crate) type Answer<F> = Result<Value<F>, Fault>;
