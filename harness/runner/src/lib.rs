//! Discovers, builds and launches experiments, orders their invocations, and guards against what disturbs them.
//!
//! The order of things ([`World`] is its only way out) is apart from the processes that do them, so that a fake world
//! proves the order. Nothing here prints.

mod build;
mod calibrate;
mod checking;
mod describe;
mod discover;
mod error;
mod events;
mod flags;
mod invocation;
mod ledger;
mod local;
mod order;
mod process;
mod progress;
mod rows;
mod run;
mod selection;
mod session;
mod settings;
#[cfg(test)]
mod tests;
mod wanted;

pub use build::{Builds, Freshness, build};
pub use describe::describe;
pub use discover::{Found, Workspace};
pub use error::Error;
pub use invocation::{Ended, How, Invocation, Pace, Place, Task, World};
pub use local::peers_folder;
pub use order::fresh_seed;
pub use progress::{Progress, Silent, Step};
pub use run::{Finished, Request, lacking, resume, run};
pub use settings::{Patience, Settings};
