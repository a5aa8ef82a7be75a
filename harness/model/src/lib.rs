//! The words of GLOSSARY.md as types: what an experiment declares, what a worker writes, what a run holds.
//!
//! Everything may use this crate, and it uses serde only. A type here is what travels: over a pipe, into a table, onto
//! a page. What can be wrong about a value is refused where it is made, so that nothing has to be checked again inside.

mod check;
mod declaration;
mod event;
mod gain;
mod gate;
mod hypothesis;
mod machine;
mod name;
pub mod plans;
mod record;
mod span;
mod verdict;

pub use check::{Check, CheckKind, Digests};
pub use declaration::{Command, Declaration, Loops, Role, Threads, Variant, Workload};
pub use event::{Event, Evidence, GpuKind, PROTOCOL};
pub use gain::{ActsOn, Gain, GainFrom};
pub use gate::{Again, Outcome, OutcomeRow, Quantity, Regression, RunKind, Sameness, Side, Undecided};
pub use hypothesis::{
    Claim, Condition, DeviceKind, Expectation, Guard, Hypothesis, Level, Measure, Prediction, Target,
};
pub use machine::{Cache, CacheKind, Cores, Gpu, HostReading, Machine, Memory, Virtualisation};
pub use name::{Name, NameError, did_you_mean, nearest};
pub use plans::Plans;
pub use record::{
    CheckRow, Clock, ExperimentPin, FailureRow, Happened, HostRow, MetricRow, Pin, PowerRow, RunHeader,
    RunRecord, SampleRow, Scope, SpanRow, VerdictRow,
};
pub use span::{Lane, SPAN_COST, SPANS, WATCHING_SHARE};
pub use verdict::{Doubt, Failure, Obstacle, Refutation, Verdict};
