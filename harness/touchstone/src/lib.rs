// The tutorial is the page of this crate; each chapter has a file.
#![doc = include_str!("tutorial/introduction.md")]
#![doc = include_str!("tutorial/smallest.md")]
#![doc = include_str!("tutorial/checks.md")]
#![doc = include_str!("tutorial/expecting.md")]
#![doc = include_str!("tutorial/stages.md")]
#![doc = include_str!("tutorial/threads.md")]
#![doc = include_str!("tutorial/guards.md")]
#![doc = include_str!("tutorial/devices.md")]
#![doc = include_str!("tutorial/references.md")]
#![doc = include_str!("tutorial/protocol.md")]

mod checks;
mod declare;
mod digest;
mod hypothesis;
pub mod npy;
mod prepared;
mod spans;
mod validate;
mod worker;

pub use checks::Checks;
pub use declare::{Cores, Declaration, Experiment, Outputs, Setting, command};
pub use hypothesis::{
    Accurate, Amount, Ceiling, Expected, Hypothesis, Quantity, Serial, Speedup, accurate, bytes, ceiling,
    count, device, discrete_gpu, file_in, gpus, memory, metric, peak_memory, percent, performance_cores,
    quiet_host, speedup, time, times_baseline,
};
pub use model::{Command, Condition, DeviceKind, Evidence, GpuKind, Prediction};
pub use prepared::{Measured, Report, cannot_run, measured};
pub use spans::{Recorder, span_cost_ns};
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
        Checks, Cores, Declaration, DeviceKind, Evidence, Experiment, GpuKind, Hypothesis, Outputs, Recorder,
        Rng, accurate, bytes, cannot_run, ceiling, command, count, device, discrete_gpu, file_in, gpus,
        measured, memory, metric, peak_memory, percent, performance_cores, quiet_host, speedup, time,
        times_baseline,
    };
}
