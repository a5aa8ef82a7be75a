//! What an experiment's author sees of this crate, from the outside: refusals, checks, and a real worker's events.

mod validation;
mod worker;
