//! What the statistics promise, held against scipy, against chance, and against the noise of a real machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod calibration;
mod chance;
mod decide;
mod dependence;
mod detectable;
mod goldens;
mod intervals;
mod looks;
mod properties;
mod recorded;
mod signed_rank;
mod summaries;
