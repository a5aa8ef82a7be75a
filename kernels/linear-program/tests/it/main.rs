//! Linear programs from outside the crate: as files, as answers that are right or wrong, and as what is none.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod certificate;
mod faults;
mod files;
mod harmless;
mod mps;
mod programs;
mod round_trip;
