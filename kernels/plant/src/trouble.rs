//! A run that cannot go on: which step, which component, which value.

use crate::{NoAnswer, Place};

/// What is wrong with a component.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Cause {
    /// Its gas has left what its properties are known for.
    #[error(transparent)]
    Gas(#[from] NoAnswer),
    /// A number that is none.
    #[error("{what} is {value}; check what the component was made of, and its inputs")]
    NotANumber {
        /// Which number, with its unit.
        what: &'static str,
        /// NaN or an infinity.
        value: f64,
    },
}

/// What stopped a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trouble {
    pub(crate) place: Place,
    pub(crate) cause: Cause,
}

/// A run that was stopped. Its state is that in the middle of the step: nothing can be read from it.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("step {step}, {place}: {cause}")]
pub struct Stopped {
    /// Counted from 0, since the beginning of the state.
    pub step: u32,
    /// Which component.
    pub place: Place,
    /// What is wrong with it.
    #[source]
    pub cause: Cause,
}
