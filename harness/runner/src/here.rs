//! What this machine has for what was asked: the machine, its environment, and whether it is quiet.

use std::{cell::OnceCell, ffi::OsString};

use model::{Condition, Machine};

/// Asks for an environment variable by its name.
type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The machine as conditions are held against it.
pub struct Here<'a> {
    machine: &'a Machine,
    variable: Variable<'a>,
    /// Looked at once, when somebody asks: it takes two seconds, and while we measure it is us who keep the host busy.
    busy: OnceCell<Option<String>>,
}

impl<'a> Here<'a> {
    /// This machine, now.
    pub fn new(machine: &'a Machine, variable: Variable<'a>) -> Self {
        Self { machine, variable, busy: OnceCell::new() }
    }

    /// A machine of which somebody wrote down whether it was quiet.
    pub(crate) fn noted(machine: &'a Machine, variable: Variable<'a>, busy: Option<String>) -> Self {
        Self { machine, variable, busy: OnceCell::from(busy) }
    }

    /// What is missing for a condition, and how to get it; `None` where it holds.
    pub fn lacks(&self, condition: &Condition) -> Option<String> {
        let busy = if *condition == Condition::QuietHost { self.busy() } else { None };
        hardware::missing(condition, self.machine, busy, self.variable)
    }

    /// What keeps the host from being quiet.
    pub(crate) fn busy(&self) -> Option<&str> {
        self.busy.get_or_init(|| hardware::busy(self.machine.cores.usable)).as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_not_looked_at_again_and_only_a_quiet_host_is_kept_by_it() {
        let (machine, nothing) = (Machine::default(), |_: &str| None);
        let here = Here::noted(&machine, &nothing, Some("a build is on".to_owned()));
        assert_eq!(here.lacks(&Condition::QuietHost).as_deref(), Some("a build is on"));
        assert!(here.lacks(&Condition::FileIn("POINTS".to_owned())).unwrap().contains("set POINTS"));
        assert_eq!(Here::noted(&machine, &nothing, None).lacks(&Condition::QuietHost), None);
    }
}
