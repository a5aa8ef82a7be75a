//! What an experiment's author sees of this crate, from the outside: refusals, checks, and a real worker's events.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod validation;
mod worker;
