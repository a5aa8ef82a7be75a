//! A program as bytecode. Every name has become the number of a slot, and each slot is written once.

mod bytes;

use std::fmt::{self, Display, Formatter};

pub use self::bytes::ReadError;
use crate::{Constant, Primitive, Value, form::Form};

/// Slots come in this order: what is loaded before the first call, the input grid, the values of the calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub(crate) name: String,
    pub(crate) loaded: Vec<Loaded>,
    pub(crate) calls: Vec<Call>,
    /// The slot of the answer.
    pub(crate) answer: u16,
}

/// What a name of the language stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loaded {
    Constant(Constant),
    Primitive(Primitive),
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) callee: Callee,
    /// Their slots; as many as `given` are in use.
    pub(crate) arguments: [u16; MAX_ARGUMENTS],
    pub(crate) given: u8,
    pub(crate) line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Callee {
    Primitive(Primitive),
    Slot(u16),
}

/// No primitive takes more.
pub(crate) const MAX_ARGUMENTS: usize = 4;
/// So that the number of every slot has 16 bits.
pub(crate) const MAX_CALLS: usize = 60_000;

impl Program {
    /// As its header has it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The task that it is for: what follows the last underscore of its name.
    #[must_use]
    pub fn task(&self) -> &str {
        self.name.rsplit('_').next().unwrap_or(&self.name)
    }

    /// How many calls it makes by itself: its lines without header and `return`.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.calls.len()
    }

    /// The primitives that it names, called or passed on, in the order of the table.
    #[must_use]
    pub fn primitives(&self) -> Vec<Primitive> {
        let loaded = self.loaded.iter().filter_map(|loaded| match loaded {
            Loaded::Primitive(primitive) => Some(*primitive),
            Loaded::Constant(_) => None,
        });
        let called = self.calls.iter().filter_map(|call| match call.callee {
            Callee::Primitive(primitive) => Some(primitive),
            Callee::Slot(_) => None,
        });
        let mut primitives: Vec<_> = loaded.chain(called).collect();
        primitives.sort_unstable();
        primitives.dedup();
        primitives
    }

    /// The slot of the input.
    pub(crate) fn input(&self) -> usize {
        self.loaded.len()
    }

    /// How the program calls its slots: for people who read an error.
    pub(crate) fn callee_name(&self, call: &Call) -> &'static str {
        match call.callee {
            Callee::Primitive(primitive) => primitive.name(),
            Callee::Slot(slot) => match self.loaded.get(usize::from(slot)) {
                Some(Loaded::Primitive(primitive)) => primitive.name(),
                _ => "a local function",
            },
        }
    }
}

impl Call {
    pub(crate) fn arguments(&self) -> &[u16] {
        &self.arguments[..usize::from(self.given)]
    }
}

impl Loaded {
    pub(crate) fn value<F: Form>(self) -> Value<F> {
        match self {
            Self::Constant(constant) => constant.value(),
            Self::Primitive(primitive) => Value::Primitive(primitive),
        }
    }
}

/// One call in each line, slots as numbers: what a test or a curious person looks at.
impl Display for Program {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let slot = |slot: u16| match self.loaded.get(usize::from(slot)) {
            Some(Loaded::Constant(constant)) => constant.name().to_owned(),
            Some(Loaded::Primitive(primitive)) => primitive.name().to_owned(),
            None => format!("${}", usize::from(slot) - self.input()),
        };
        writeln!(formatter, "{}($0)", self.name)?;
        for (at, call) in (1..).zip(&self.calls) {
            let callee = match call.callee {
                Callee::Primitive(primitive) => primitive.name().to_owned(),
                Callee::Slot(callee) => slot(callee),
            };
            let arguments: Vec<_> = call.arguments().iter().copied().map(slot).collect();
            writeln!(formatter, "${at} = {callee}({})", arguments.join(", "))?;
        }
        writeln!(formatter, "return {}", slot(self.answer))
    }
}
