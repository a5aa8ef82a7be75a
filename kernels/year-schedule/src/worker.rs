//! One worker: a solver of its own, which is made in its thread and lives until no one solves any more.

use std::error::Error;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::desk::{Arrival, Desk, Ground};
use crate::{Cause, Failure, Record, Solver, Start, Step};

/// What one worker did.
pub(crate) struct Share<A, E: Error + 'static, Y: Display> {
    pub(crate) ready: Duration,
    pub(crate) unmade: Option<Cause<E>>,
    pub(crate) records: Vec<Record<A, Y>>,
    pub(crate) failures: Vec<Failure<E, Y>>,
    pub(crate) untried: Vec<Y>,
}

pub(crate) struct Worker<'w, 'l, S: Solver<Y>, Y: Display, M> {
    number: usize,
    desk: &'w Desk<'l, S::Basis, Y>,
    make: &'w M,
    called: Instant,
    solver: Option<S>,
    /// Solvers that panicked: not to be used again, and not to be dropped yet.
    broken: Vec<S>,
    share: Share<S::Answer, S::Error, Y>,
}

impl<'w, 'l, S, Y, M> Worker<'w, 'l, S, Y, M>
where
    Y: Copy + Ord + Display,
    S: Solver<Y>,
    M: Fn(usize) -> Result<S, S::Error>,
{
    pub(crate) fn new(number: usize, desk: &'w Desk<'l, S::Basis, Y>, make: &'w M, called: Instant) -> Self {
        let share = Share {
            ready: Duration::ZERO,
            unmade: None,
            records: Vec::new(),
            failures: Vec::new(),
            untried: Vec::new(),
        };
        Self { number, desk, make, called, solver: None, broken: Vec::new(), share }
    }

    pub(crate) fn work(mut self) -> Share<S::Answer, S::Error, Y> {
        let arrival = match self.made() {
            Ok(solver) => {
                self.solver = Some(solver);
                Arrival::Ready
            }
            Err(cause) => {
                self.share.unmade = Some(cause);
                Arrival::Never
            }
        };
        self.share.ready = self.called.elapsed();
        self.desk.arrive(&arrival);
        self.desk.wait_for_all();
        while let Some(turn) = self.desk.take() {
            let mut before = None;
            for step in turn.track.steps() {
                self.step(step, before);
                before = Some(step.year);
            }
        }
        self.desk.drop_alone((self.solver, self.broken));
        self.share
    }

    fn step(&mut self, step: &Step<Y>, before: Option<Y>) {
        let year = step.year;
        let ground = self.desk.ground(step, before);
        let start = match &ground {
            Ground::Cold(instance) => Start::Cold(*instance),
            Ground::Basis(basis, instance) => Start::Basis(&**basis, *instance),
            Ground::Live => Start::Live,
            Ground::Lost => {
                self.desk.lose(year);
                self.share.untried.push(year);
                return;
            }
        };
        let began = self.called.elapsed();
        match self.answer(year, start) {
            Ok(answer) => {
                let ended = self.called.elapsed();
                let (worker, start) = (self.number, step.start);
                self.share.records.push(Record { year, start, answer, worker, began, ended });
            }
            Err(cause) => {
                self.desk.lose(year);
                self.share.failures.push(Failure { year, cause });
            }
        }
    }

    /// The answer of a year, whose basis is left at the desk if another year starts from it.
    fn answer(&mut self, year: Y, start: Start<&S::Basis>) -> Result<S::Answer, Cause<S::Error>> {
        let mut solver = match self.solver.take() {
            Some(solver) => solver,
            // The last one panicked. With another, the years that fail are the same on any number of threads.
            None => self.made()?,
        };
        let built_on = self.desk.is_built_on(year);
        let solved = catch_unwind(AssertUnwindSafe(|| {
            let answer = solver.solve(year, start)?;
            let basis = if built_on { Some(solver.basis()?) } else { None };
            Ok((answer, basis))
        }));
        match solved {
            Ok(solved) => {
                self.solver = Some(solver);
                let (answer, basis) = solved.map_err(Cause::Error)?;
                if let Some(basis) = basis {
                    self.desk.leave_basis(year, basis);
                }
                Ok(answer)
            }
            Err(payload) => {
                self.broken.push(solver);
                Err(Cause::of_panic(&*payload))
            }
        }
    }

    fn made(&self) -> Result<S, Cause<S::Error>> {
        match catch_unwind(AssertUnwindSafe(|| (self.make)(self.number))) {
            Ok(made) => made.map_err(Cause::Error),
            Err(payload) => Err(Cause::of_panic(&*payload)),
        }
    }
}
