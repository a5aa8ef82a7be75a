//! What calls go through: it counts them, so that a program without an end has one, and tells who watches.

use grid_objects::TieRule;

use crate::{Fault, Primitive, Value, form::Form};

/// How far a program may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls of functions, and elements that are made or compared by the many.
    pub steps: u64,
    /// Elements that one call may make, asked before there is memory for them.
    pub elements: u64,
}

/// Calls inside of calls, at most: it keeps a function that calls itself within the smallest usual stack, 2 MiB.
pub const MAX_CALLS: u32 = 200;

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 100_000_000, elements: 2_000_000 }
    }
}

/// Someone who wants to know what is called. Without one there is nothing to pay but a look whether there is one.
pub trait Observer {
    /// Before a primitive works; those that call functions enclose what these call.
    fn begin(&mut self, primitive: Primitive);
    /// After it, also where it failed.
    fn end(&mut self, primitive: Primitive);
}

/// What a primitive has besides its arguments.
pub struct Machine<'o, F: Form> {
    limits: Limits,
    ties: TieRule,
    steps: u64,
    depth: u32,
    failed_in: Option<Primitive>,
    observer: Option<&'o mut dyn Observer>,
    form: std::marker::PhantomData<F>,
}

impl<F: Form> Machine<'_, F> {
    /// One that nobody watches.
    #[must_use]
    pub fn new(limits: Limits, ties: TieRule) -> Self {
        Self {
            limits,
            ties,
            steps: 0,
            depth: 0,
            failed_in: None,
            observer: None,
            form: std::marker::PhantomData,
        }
    }

    /// Tells someone about every primitive from now on.
    #[must_use]
    pub fn watched_by(self, observer: &mut dyn Observer) -> Machine<'_, F> {
        Machine { steps: self.steps, observer: Some(observer), ..Machine::new(self.limits, self.ties) }
    }

    /// Which of several most common colours is taken.
    #[must_use]
    pub fn ties(&self) -> TieRule {
        self.ties
    }

    /// Steps so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The innermost primitive of the fault that came last.
    pub(crate) fn take_failed(&mut self) -> Option<Primitive> {
        self.failed_in.take()
    }

    /// Counts work: for primitives that do more than look at each element of their arguments once.
    ///
    /// # Errors
    /// Where the program is over its limit.
    pub fn spend(&mut self, steps: u64) -> Result<(), Fault> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > self.limits.steps { Err(Fault::Steps(self.limits.steps)) } else { Ok(()) }
    }

    /// Asks whether so many elements may be made, and counts them. To be called before memory is taken for them.
    ///
    /// # Errors
    /// Where they are too many.
    pub fn room(&mut self, elements: u64) -> Result<(), Fault> {
        if elements > self.limits.elements {
            return Err(Fault::Size { wanted: elements, limit: self.limits.elements });
        }
        self.spend(elements)
    }

    /// Calls any function.
    ///
    /// # Errors
    /// Those of the function; where it is none, or takes another number of arguments, or calls go too deep.
    pub fn call(&mut self, function: &Value<F>, arguments: &[Value<F>]) -> Result<Value<F>, Fault> {
        let takes = function.arity()?;
        if takes != arguments.len() {
            return Err(Fault::Arity { takes, given: arguments.len() });
        }
        if self.depth == MAX_CALLS {
            return Err(Fault::Calls(MAX_CALLS));
        }
        self.depth += 1;
        let result = match function {
            Value::Closure(closure) => self.spend(1).and_then(|()| closure.call(self, arguments)),
            Value::Primitive(primitive) => self.call_primitive(*primitive, arguments),
            // `arity` knows no other functions.
            _ => Err(Fault::Kind { wanted: "a function", got: function.kind() }),
        };
        self.depth -= 1;
        result
    }

    /// Its arguments are as many as it takes.
    pub(crate) fn call_primitive(
        &mut self,
        primitive: Primitive,
        arguments: &[Value<F>],
    ) -> Result<Value<F>, Fault> {
        if let Some(observer) = &mut self.observer {
            observer.begin(primitive);
        }
        let result = self.spend(1).and_then(|()| primitive.work(self, arguments));
        if let Some(observer) = &mut self.observer {
            observer.end(primitive);
        }
        if result.is_err() {
            self.failed_in.get_or_insert(primitive);
        }
        result
    }
}
