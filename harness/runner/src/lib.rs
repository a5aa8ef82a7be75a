//! Discovers, builds and launches experiments, orders their invocations, and guards against what disturbs them.
//!
//! The order of things ([`World`] is its only way out) is apart from the processes that do them, so that a fake world
//! proves the order. Nothing here prints.

mod audit;
mod build;
mod calibrate;
mod checking;
mod counting;
mod describe;
mod discover;
mod error;
mod events;
mod flags;
mod gate;
mod here;
mod invocation;
mod ledger;
mod local;
mod order;
mod origin;
mod pack;
mod process;
mod profile;
mod progress;
mod reproduce;
mod round;
mod rows;
mod run;
mod selection;
mod selftest;
mod session;
mod settings;
mod so_far;
#[cfg(test)]
mod tests;
mod wanted;

pub use audit::{Audited, audit};
pub use build::{Builds, Freshness, build};
pub use describe::describe;
pub use discover::{Found, Workspace};
pub use error::Error;
pub use gate::{
    BisectRequest, Bisected, FoundIt, GateRequest, Gated, Scope, Tried, against_accepted, bisect, gate,
};
pub use here::Here;
pub use invocation::{Ended, How, Invocation, Pace, Place, Task, World};
pub use local::peers_folder;
pub use order::fresh_seed;
pub use origin::Origin;
pub use pack::{
    Made, Manifest, MergeRequest, Merged, Needs, Pack, Packed, Refusal, Sealed, Symbols, merge, pack,
};
pub use profile::{ProfileRequest, Profiled, profile_stages};
pub use progress::{Progress, Silent, Step};
pub use reproduce::{Agreement, Reproduction, reproduce};
pub use run::{Finished, Request, resume, run};
pub use selftest::{Effort, selftest};
pub use settings::{Patience, Settings};
pub use so_far::{Rounds, SoFar, so_far};
