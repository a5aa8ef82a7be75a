//! One run of a program: call after call, each value kept. It can stop before any call, so that others make the value of it, together
//! with those of other runs.

use crate::{
    Fault, Machine, Primitive, Program, Value,
    form::Form,
    program::{Call, Callee},
};

/// A program on its way.
#[derive(Debug, Clone)]
pub struct Run<'p, F: Form> {
    program: &'p Program,
    /// Those of all slots that are written.
    slots: Vec<Value<F>>,
    /// The next call.
    at: usize,
}

/// Why a program has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{program}, line {line}, {call}{}: {fault}", inside(.call, *.failed_in))]
pub struct RunError {
    /// The program.
    pub program: String,
    /// The line of the call.
    pub line: u32,
    /// What it calls.
    pub call: &'static str,
    /// The innermost primitive, where it is not the one that the line calls.
    pub failed_in: Option<Primitive>,
    /// What went wrong.
    pub fault: Fault,
}

fn inside(call: &str, failed_in: Option<Primitive>) -> String {
    match failed_in {
        Some(primitive) if primitive.name() != call => format!(", inside of it {primitive}"),
        _ => String::new(),
    }
}

impl<'p, F: Form> Run<'p, F> {
    /// Before its first call.
    #[must_use]
    pub fn new(program: &'p Program, input: Value<F>) -> Self {
        let mut slots = Vec::with_capacity(program.loaded.len() + 1 + program.calls.len());
        slots.extend(program.loaded.iter().map(|loaded| loaded.value()));
        slots.push(input);
        Self { program, slots, at: 0 }
    }

    /// What the next call asks of a primitive; none where it calls a function of the program's own, or nothing more is called.
    #[must_use]
    pub fn waiting(&self) -> Option<(Primitive, Vec<&Value<F>>)> {
        let call = self.program.calls.get(self.at)?;
        let Callee::Primitive(primitive) = call.callee else { return None };
        Some((primitive, call.arguments().iter().map(|&slot| &self.slots[usize::from(slot)]).collect()))
    }

    /// Takes the value of the next call from whoever made it. Where nothing more is called there is no use for it.
    pub fn answer(&mut self, value: Value<F>) {
        if !self.is_finished() {
            self.slots.push(value);
            self.at += 1;
        }
    }

    /// Makes the next call.
    ///
    /// # Errors
    /// Where it has no value.
    pub fn step(&mut self, machine: &mut Machine<'_, F>) -> Result<(), RunError> {
        let Some(call) = self.program.calls.get(self.at) else { return Ok(()) };
        let value = self.call(call, machine).map_err(|fault| RunError {
            program: self.program.name.clone(),
            line: call.line,
            call: self.program.callee_name(call),
            failed_in: machine.take_failed(),
            fault,
        })?;
        self.answer(value);
        Ok(())
    }

    fn call(&self, call: &Call, machine: &mut Machine<'_, F>) -> Result<Value<F>, Fault> {
        let slot = |at: usize| self.slots[usize::from(call.arguments[at])].clone();
        let arguments: &[Value<F>] = match call.given {
            1 => &[slot(0)],
            2 => &[slot(0), slot(1)],
            3 => &[slot(0), slot(1), slot(2)],
            _ => &[slot(0), slot(1), slot(2), slot(3)],
        };
        match call.callee {
            Callee::Primitive(primitive) => machine.call_primitive(primitive, arguments),
            Callee::Slot(callee) => machine.call(&self.slots[usize::from(callee)], arguments),
        }
    }

    /// Whether nothing more is called.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.at == self.program.calls.len()
    }

    /// The values of the calls so far.
    #[must_use]
    pub fn values(&self) -> &[Value<F>] {
        &self.slots[self.program.input() + 1..]
    }

    /// Makes all calls that are left.
    ///
    /// # Errors
    /// Where one of them has no value.
    pub fn finish(mut self, machine: &mut Machine<'_, F>) -> Result<Value<F>, RunError> {
        while !self.is_finished() {
            self.step(machine)?;
        }
        Ok(self.slots.swap_remove(usize::from(self.program.answer)))
    }
}

impl Program {
    /// All of it.
    ///
    /// # Errors
    /// Where one of its calls has no value.
    pub fn run<F: Form>(&self, machine: &mut Machine<'_, F>, input: Value<F>) -> Result<Value<F>, RunError> {
        Run::new(self, input).finish(machine)
    }
}
