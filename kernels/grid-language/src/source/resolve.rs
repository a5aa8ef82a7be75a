//! Names become slots. A name means what the nearest line above gave it; names of the program hide those of the language.

use std::collections::{BTreeMap, HashMap};

use super::{
    Reason,
    line::{CallLine, Stop},
};
use crate::{
    Constant, Primitive, Program,
    program::{Call, Callee, Loaded, MAX_ARGUMENTS, MAX_CALLS},
};

/// The lines of one program.
pub(super) struct Body {
    pub(super) name: String,
    pub(super) header: u32,
    pub(super) calls: Vec<(u32, CallLine)>,
    pub(super) end: Option<(u32, String)>,
    /// Whether one of its lines could not be read.
    pub(super) is_wrong: bool,
}

/// A slot, as long as it is not known how many are loaded.
#[derive(Clone, Copy)]
enum Slot {
    Loaded(u16),
    /// The input is the first.
    Local(u16),
}

impl Body {
    pub(super) fn new(header: u32, name: String) -> Self {
        Self { name, header, calls: Vec::new(), end: None, is_wrong: false }
    }

    pub(super) fn compile(&self) -> Stop {
        if self.calls.len() > MAX_CALLS {
            let errors = vec![(self.header, Reason::Long(self.calls.len()))];
            return Stop { program: None, errors };
        }
        let mut names = Names::new(&self.calls);
        let mut errors = Vec::new();
        let mut calls = Vec::new();
        for (at, (line, call)) in (1..).zip(&self.calls) {
            match names.call(*line, call) {
                Ok(call) => calls.push(call),
                Err(reasons) => errors.extend(reasons.into_iter().map(|reason| (*line, reason))),
            }
            names.locals.insert(&call.name, at);
        }
        let mut answer = None;
        if let Some((line, name)) = &self.end {
            answer = names.slot(*line, name).map_err(|reason| errors.push((*line, reason))).ok();
        } else if !self.is_wrong {
            // Of lines that cannot be read one may well be the `return`.
            errors.push((self.header, Reason::NoReturn));
        }
        let program =
            answer.filter(|_| errors.is_empty()).map(|answer| names.program(&self.name, calls, answer));
        Stop { program, errors }
    }
}

type Unplaced = (u32, Result<Primitive, Slot>, Vec<Slot>);

struct Names<'a> {
    /// Every line that gives a name a value, by name.
    lines: BTreeMap<&'a str, Vec<(u32, &'a CallLine)>>,
    /// The names so far, with the number of the local that they mean.
    locals: HashMap<&'a str, u16>,
    loaded: Vec<Loaded>,
}

impl<'a> Names<'a> {
    fn new(calls: &'a [(u32, CallLine)]) -> Self {
        let mut lines: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (line, call) in calls {
            lines.entry(&call.name).or_default().push((*line, call));
        }
        Self { lines, locals: HashMap::from([("I", 0)]), loaded: Vec::new() }
    }

    fn call(&mut self, line: u32, call: &CallLine) -> Result<Unplaced, Vec<Reason>> {
        let mut errors = Vec::new();
        let callee = self.callee(line, call).map_err(|reason| errors.push(reason));
        let mut arguments = Vec::new();
        for name in &call.arguments {
            match self.slot(line, name) {
                Ok(slot) => arguments.push(slot),
                Err(reason) if errors.contains(&reason) => {}
                Err(reason) => errors.push(reason),
            }
        }
        match callee {
            Ok(callee) if errors.is_empty() => Ok((line, callee, arguments)),
            _ => Err(errors),
        }
    }

    fn callee(&mut self, line: u32, call: &CallLine) -> Result<Result<Primitive, Slot>, Reason> {
        let (name, given) = (&call.function, call.arguments.len());
        if !self.is_local(name) {
            if let Some(primitive) = Primitive::by_name(name) {
                let takes = primitive.arity();
                return if takes == given {
                    Ok(Ok(primitive))
                } else {
                    Err(Reason::Arity { name: name.clone(), takes, given })
                };
            }
            if Constant::by_name(name).is_some() {
                return Err(Reason::NoFunction(name.clone()));
            }
        }
        let slot = self.slot(line, name)?;
        if (1..=MAX_ARGUMENTS).contains(&given) {
            Ok(Err(slot))
        } else {
            Err(Reason::Arguments { name: name.clone(), given })
        }
    }

    fn is_local(&self, name: &str) -> bool {
        self.locals.contains_key(name) || self.lines.contains_key(name)
    }

    fn slot(&mut self, line: u32, name: &str) -> Result<Slot, Reason> {
        if let Some(&local) = self.locals.get(name) {
            return Ok(Slot::Local(local));
        }
        if let Some(&(defined, _)) = self.lines.get(name).and_then(|lines| lines.first()) {
            return Err(match self.cycle(line, name) {
                Some(cycle) => Reason::Cycle(cycle),
                None => Reason::Early { name: name.to_owned(), line: defined },
            });
        }
        let primitive = Primitive::by_name(name).map(Loaded::Primitive);
        let loaded = primitive.or_else(|| Constant::by_name(name).map(Loaded::Constant));
        let loaded = loaded.ok_or_else(|| Reason::Unknown(name.to_owned()))?;
        let at = self.loaded.iter().position(|known| *known == loaded).unwrap_or_else(|| {
            self.loaded.push(loaded);
            self.loaded.len() - 1
        });
        Ok(Slot::Loaded(at as u16))
    }

    /// The names on the way from the name of this line back to it, where what it uses needs it in turn.
    fn cycle(&self, line: u32, used: &str) -> Option<Vec<String>> {
        let is_of_line =
            |(_, lines): &(&&str, &Vec<(u32, &CallLine)>)| lines.iter().any(|(at, _)| *at == line);
        let (&own, _) = self.lines.iter().find(is_of_line)?;
        // From each name the one that needs it, back to the start.
        let mut needed_by: BTreeMap<&str, &str> = BTreeMap::new();
        let (&used, _) = self.lines.get_key_value(used)?;
        let mut open = vec![used];
        while let Some(name) = open.pop() {
            if name == own {
                let mut way = vec![own];
                let mut last = own;
                while last != used {
                    last = needed_by[last];
                    way.push(last);
                }
                way.push(own);
                way.reverse();
                return Some(way.into_iter().map(str::to_owned).collect());
            }
            let lines = self.lines.get(name).into_iter().flatten();
            for need in lines.flat_map(|(_, call)| call.arguments.iter().chain([&call.function])) {
                if let Some((&need, _)) = self.lines.get_key_value(need.as_str())
                    && need != used
                    && !needed_by.contains_key(need)
                {
                    needed_by.insert(need, name);
                    open.push(need);
                }
            }
        }
        None
    }

    fn program(self, name: &str, calls: Vec<Unplaced>, answer: Slot) -> Program {
        let before = self.loaded.len() as u16;
        let place = |slot: Slot| match slot {
            Slot::Loaded(at) => at,
            Slot::Local(at) => before + at,
        };
        let calls = calls.into_iter().map(|(line, callee, slots)| {
            let mut arguments = [0; MAX_ARGUMENTS];
            for (argument, slot) in arguments.iter_mut().zip(&slots) {
                *argument = place(*slot);
            }
            let callee = match callee {
                Ok(primitive) => Callee::Primitive(primitive),
                Err(slot) => Callee::Slot(place(slot)),
            };
            Call { callee, arguments, given: slots.len() as u8, line }
        });
        let calls = calls.collect();
        Program { name: name.to_owned(), loaded: self.loaded, calls, answer: place(answer) }
    }
}
