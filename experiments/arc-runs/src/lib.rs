//! What the experiments of the plan `arc` that run whole tasks share: tasks and programs as files, and the pipeline over them.

mod case;
mod files;
mod scratch;

pub use case::{Case, DATA, KnownAnswers, PROGRAMS};
pub use files::Files;

/// The plan names no other machine.
pub const PLANS_MACHINE: &str = "4 x NVIDIA L4";
