//! What the experiments of the plan `h2` that run a whole plant share: its cases, the plan's large table, what a run leaves, and how
//! that is checked and told.

mod allocations;
mod case;
mod kept;
mod outcome;

pub use allocations::Counted;
pub use case::{Case, PROFILES, Scene};
pub use kept::searched;
pub use outcome::{Outcome, Tolerances, check, ran, tell};

/// The plan names no machine beyond this.
pub const PLANS_MACHINE: &str = "a 4-core CPU";
