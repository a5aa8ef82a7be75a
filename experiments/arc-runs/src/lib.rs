//! What the experiments of the plan `arc` that run whole tasks share: tasks and programs as files, and the pipeline over them.

mod case;
mod files;
mod kept;
mod outcome;
mod pipeline;
mod results;
mod scratch;
mod stage;
mod ways;

pub use case::{Case, DATA, KnownAnswers, PROGRAMS};
pub use files::Files;
pub use outcome::{Outcome, check, verify};
pub use pipeline::run;
pub use stage::{Stage, Stages};
pub use ways::{Load, Parse, Record, Solve, Validate, Ways};

/// The plan names no other machine.
pub const PLANS_MACHINE: &str = "4 x NVIDIA L4";
