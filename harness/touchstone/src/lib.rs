//! What an experiment links: declare, prepare, measure, check. This page is the tutorial.
//!
//! An experiment is a binary crate. It declares its workloads, one baseline, the candidates and what it claims of them;
//! the harness builds it, starts it in a fresh process for every invocation and judges what it measured.
//!
//! # An experiment at its smallest
//!
//! ```
//! //! Adding up the even numbers: is a formula faster than a loop?
//! use touchstone::prelude::*;
//!
//! struct Evens;
//!
//! impl Experiment for Evens {
//!     type Workload = u64;
//!     type Input = u64;
//!     type Output = u64;
//!
//!     fn declare() -> Declaration<Self> {
//!         Declaration::<Self>::new("A sum has a closed form")
//!             .workload("smoke", 1_000)
//!             .workload("full", 1_000_000)
//!             .baseline("loop", |n, _| measured(move || (0..*n).filter(|i| i % 2 == 0).sum()))
//!             .candidate("formula", |n, _| {
//!                 measured(move || {
//!                     let count = n.div_ceil(2);
//!                     count * count.saturating_sub(1)
//!                 })
//!             })
//!             .control("off-by-one", |n, _| measured(move || (0..*n + 2).filter(|i| i % 2 == 0).sum()))
//!             .hypothesis(
//!                 Hypothesis::new("the formula needs no loop")
//!                     .expect(speedup("formula").over("loop").on("full").at_least(100.0))
//!                     .guard(peak_memory("formula").at_most(times_baseline(1.1)))
//!                     .predicted(Confirmed),
//!             )
//!     }
//!
//!     fn input(n: &u64, _rng: &mut Rng) -> u64 {
//!         *n
//!     }
//!
//!     fn check(outputs: Outputs<'_, Self>) -> Checks {
//!         Checks::new().exact("sum", [outputs.reference], [outputs.got])
//!     }
//! }
//!
//! fn main() -> ExitCode {
//!     touchstone::main::<Evens>()
//! }
//! ```
//!
//! `touchstone new my-idea` writes such a crate; `touchstone run my-idea` judges it.
//!
//! # Preparing is not measured
//!
//! A variant is a function from the input to [`measured`], which takes the closure between the clocks. Whatever comes
//! before it is preparation. It is told how many threads it has:
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn sum(part: &[f64]) -> f64 { part.iter().sum() }
//! # struct Sums;
//! # impl Experiment for Sums {
//! #     type Workload = usize; type Input = Vec<f64>; type Output = f64;
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<f64> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().relative("sum", [*o.reference], [*o.got], 1e-12) }
//! #     fn declare() -> Declaration<Self> {
//! Declaration::<Self>::new("Sums in parallel")
//!     .workload("smoke", 1_000)
//!     .named_workload("huge", 100_000_000)
//!     .baseline("one", |numbers, _| measured(|| sum(numbers)))
//!     .candidate("all", |numbers, setting| {
//!         let chunk = numbers.len().div_ceil(setting.threads);
//!         measured(move || {
//!             std::thread::scope(|scope| {
//!                 let parts: Vec<_> = numbers.chunks(chunk).map(|c| scope.spawn(|| sum(c))).collect();
//!                 parts.into_iter().map(|part| part.join().unwrap()).sum()
//!             })
//!         })
//!         .reporting(move |_, report| report.count("chunks", numbers.len().div_ceil(chunk) as u64))
//!     })
//!     .threads(Cores::Performance)
//!     .hypothesis(
//!         Hypothesis::new("cores add up")
//!             .expect(speedup("all").over("one").on("huge").at_least(ceiling(0.8)))
//!             .given(performance_cores(2))
//!             .claimed("10x", "Apple M4 Pro, 10 performance cores")
//!             .predicted(Open),
//!     )
//! #     }
//! # }
//! ```
//!
//! - [`ceiling`] is a share of what this machine can give at all: so many copies of the slower side are run at once in the
//!   same rounds, and what they reach together is the ceiling.
//! - A workload declared with [`Declaration::named_workload`] is measured only when it is asked for by name.
//! - What a variant reports ([`Measured::reporting`]) can be expected too: `metric("all", "chunks").on("huge").at_most(8.0)`.
//! - A variant for a device says [`Declaration::on_device`] and reports its [`Evidence`]. Where the device is missing it
//!   returns [`cannot_run`], never a quiet fall-back.
//!
//! # Mistakes are named with their place
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Wrong;
//! # impl Experiment for Wrong {
//! #     type Workload = (); type Input = (); type Output = u8;
//! #     fn input(_: &(), _: &mut Rng) {}
//! #     fn check(_: Outputs<'_, Self>) -> Checks { Checks::new() }
//! #     fn declare() -> Declaration<Self> {
//! Declaration::<Self>::new("Nothing to smoke")
//!     .workload("small", ())
//!     .baseline("slow", |(), _| measured(|| 1))
//!     .hypothesis(Hypothesis::new("typing is hard").expect(speedup("fats").over("slow").on("small").at_least(-1.0)))
//! #     }
//! # }
//! let problems = touchstone::problems::<Wrong>();
//! assert!(problems[0].contains("no workload is called `smoke`"));
//! assert!(problems[1].contains("there is no variant `fats`"));
//! ```
//!
//! # How the harness talks to it
//!
//! `describe` prints the declaration as JSON; `measure` and `check` write one JSON object a line to the file named by
//! `TOUCHSTONE_OUT`. Standard output and standard error stay free. The protocol is described by
//! `schemas/event.json` and `schemas/declaration.json` in this crate's folder, and any language can speak it: declare such
//! a program with [`Declaration::peer`].

mod checks;
mod declare;
mod hypothesis;
mod prepared;
mod validate;
mod worker;

pub use checks::Checks;
pub use declare::{Cores, Declaration, Experiment, Outputs, Setting, command};
pub use hypothesis::{
    Accurate, Amount, Expected, Hypothesis, Quantity, Speedup, accurate, bytes, ceiling, device,
    discrete_gpu, file_in, gpus, memory, metric, peak_memory, percent, performance_cores, quiet_host,
    speedup, time, times_baseline,
};
pub use model::{Command, Condition, DeviceKind, Evidence, GpuKind, Prediction};
pub use prepared::{Measured, Report, cannot_run, measured};
pub use worker::main;

/// The only source of chance: a generator that gives the same numbers on every machine and in every version.
pub type Rng = rand_pcg::Pcg64;

/// What is wrong with a declaration, each with its place; empty when nothing is.
pub fn problems<E: Experiment>() -> Vec<String> {
    validate::validate(&E::declare()).err().unwrap_or_default()
}

/// Everything that an experiment needs, in one line.
pub mod prelude {
    pub use std::process::ExitCode;

    pub use model::Prediction::{Confirmed, Inaccurate, Open, Refuted};
    pub use rand::RngExt;

    pub use crate::{
        Checks, Cores, Declaration, DeviceKind, Evidence, Experiment, GpuKind, Hypothesis, Outputs, Rng,
        accurate, bytes, cannot_run, ceiling, command, device, discrete_gpu, file_in, gpus, measured, memory,
        metric, peak_memory, percent, performance_cores, quiet_host, speedup, time, times_baseline,
    };
}
