//! What a notebook can ask of runs, answered: tables, SQL, pictures, two runs beside each other. Nothing here measures.
//!
//! A notebook opens the crate `prelude`, which is small, so that the kernel has it built and loaded in seconds. What it offers
//! is asked here, by messages, of a process of the command that [`answer`] goes on in.

mod answer;
mod chart;
mod compared;
mod error;
mod opened;
mod pictures;
mod place;
mod table;
#[cfg(test)]
mod tests;
mod unit;

pub use answer::answer;
pub use chart::{Chart, points, roofline};
pub use error::{Error, Result};
pub use opened::{Opened, open};
pub use table::Table;
