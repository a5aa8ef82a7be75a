//! What the experiments of the plan `arc` share: the puzzles of a user, and for those that run whole tasks, tasks and
//! programs as files, and the pipeline over them.

mod case;
mod files;
mod kept;
mod loaded;
mod outcome;
mod pipeline;
mod planted;
mod puzzles;
mod results;
mod scratch;
mod stage;
mod watch;
mod ways;

pub use case::{Case, KnownAnswers, workloads};
pub use files::Files;
pub use outcome::{Outcome, check, verify};
pub use pipeline::{Pipeline, Work, run};
pub use plan_machines::ARC as PLANS_MACHINE;
pub use planted::one_cell_wrong;
pub use puzzles::{DATA, PROGRAMS, PUZZLES, Puzzles};
pub use stage::{Stage, Stages, bound};
pub use watch::seconds_in_objects;
pub use ways::{Load, Parse, Record, Solve, Validate, Ways};
