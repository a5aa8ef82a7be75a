//! Declarations and rows become verdicts. Pure: no I/O, no clock, no environment, no git.
//!
//! The order of questions is the order of honesty: can it be judged here at all, did everything run, is the answer
//! right, did it run where it says, and only then how fast it was.

mod accuracy;
pub mod audit;
mod bound;
mod case;
mod ceiling;
mod claim;
mod controls;
mod counts;
mod device;
mod easier;
mod exit;
mod figures;
pub mod gate;
mod guard;
mod lint;
mod observed;
pub mod plan;
pub mod profile;
mod questions;
mod rows;
mod series;
mod times;
mod verdicts;
mod weigh;
mod words;

#[cfg(test)]
mod tests;

pub use case::{Case, NotRun};
pub use controls::{Control, Proof, controls};
pub use easier::{Easing, EasingKind, easier};
pub use exit::{Exit, exit};
pub use guard::guards_of;
pub use lint::lint;
pub use observed::{Observed, observed};
pub use rows::Rows;
pub use verdicts::{Needed, judge, undecided};
pub use words::{Precision, amount, scale, target_words, unit_of};
