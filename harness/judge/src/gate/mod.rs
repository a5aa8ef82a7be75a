//! The decision of a gate: a base, a head and the base's twin, measured in the same rounds, become one row per series.
//!
//! First what is no matter of chance: what the head made easier for itself, whether its answers are right, whether it ran
//! where it says. Then the times and the memory of every series, judged at looks, and red only as far as Holm's rule over
//! the whole family allows; what is red must be measured again. Nothing that could not be compared is green.

mod accepted;
mod answers;
mod comparable;
mod decide;
mod flips;
mod growth;
mod inputs;
mod instructions;
mod margin;
mod metrics;
mod paired;
mod series;
mod sides;
mod weigh;

pub use accepted::{WEAKER_TEST, against_accepted};
pub use comparable::{Comparable, NotCompared, comparable, gated};
pub use decide::{confirm, decide, gate_exit, is_red, needs_second};
pub(crate) use margin::{BY_PROCESSOR, BY_WALL};
pub use margin::{Margin, NotAMargin};
pub use sides::{CodeChange, GateCase, Sides};
pub use weigh::{Weighed, undecided, weigh};
