//! What every variant is made into: something that goes as many steps as a call has, on from where it was.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};
use touchstone::{Measured, measured};

use crate::{
    components::{Components, Kind},
    truth::{self, Figure},
};

/// See above.
pub(crate) trait Machine {
    /// All steps of a call. The inputs of a call begin with their round.
    fn go(&mut self);

    /// Temperatures, flows, currents or pressures.
    fn states(&self) -> Vec<f64>;

    /// What limits took away, J.
    fn removed(&self) -> Vec<f64> {
        Vec::new()
    }
}

/// Where a variant was after a call.
pub(crate) enum Stepped {
    Here(Rc<RefCell<dyn Machine>>),
    /// As a peer wrote it.
    Read(Vec<f64>),
}

impl Stepped {
    pub(crate) fn states(&self) -> Vec<f64> {
        match self {
            Self::Here(machine) => machine.borrow().states(),
            Self::Read(states) => states.clone(),
        }
    }

    /// None of a peer, which is asked for states alone.
    pub(crate) fn removed(&self) -> Option<Vec<f64>> {
        match self {
            Self::Here(machine) => Some(machine.borrow().removed()),
            Self::Read(_) => None,
        }
    }
}

/// Measures calls, and tells what a step of a component takes and how far off it is after the first call.
pub(crate) fn over<'a, M: Machine + 'static>(
    components: &'a Components,
    make: impl Fn() -> M + 'a,
) -> Measured<'a, Stepped> {
    let (machine, size) = (Rc::new(RefCell::new(make())), components.size);
    let took = Rc::new(Cell::new(f64::INFINITY));
    let (told, errors) = (Rc::clone(&took), OnceCell::new());
    measured(move || {
        let start = worked();
        machine.borrow_mut().go();
        took.set(took.get().min(worked().saturating_sub(start).as_nanos() as f64));
        Stepped::Here(Rc::<RefCell<M>>::clone(&machine) as _)
    })
    .reporting(move |_, report| {
        let name = match size.kind {
            Kind::Masses => "thermal-step",
            Kind::Flows => "flow-step",
            Kind::Cells => "current-solve",
            Kind::Tanks => "tank-pressure",
        };
        report.metric(name, told.get() / (size.steps * size.components) as f64, "ns");
        let first_call = || {
            let mut first = make();
            first.go();
            truth::errors(components, &first.states())
        };
        if size.kind == Kind::Masses {
            for &Figure { name, value, unit } in errors.get_or_init(first_call) {
                report.metric(name, value, unit);
            }
        }
    })
}

/// Processor time of this thread: it stands still while others run.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}
