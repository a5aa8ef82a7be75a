//! What works for each primitive, by group.

pub(crate) mod choices;
pub(crate) mod colours;
pub(crate) mod containers;
pub(crate) mod functions;
pub(crate) mod grids;
pub(crate) mod logic;
pub(crate) mod measures;
pub(crate) mod numbers;
pub(crate) mod objects;
pub(crate) mod painting;
pub(crate) mod patches;
pub(crate) mod turns;

use crate::{Fault, Value};

pub(crate) type Answer<F> = Result<Value<F>, Fault>;
