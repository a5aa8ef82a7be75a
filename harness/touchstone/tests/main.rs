//! What an experiment's author sees of this crate, from the outside: refusals, checks, a real worker's events, and a peer's.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod peer;
mod validation;
mod worker;
