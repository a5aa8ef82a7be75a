//! The machine that the plan `lp` was written for, and the devices of the one that it is measured on: what its experiments
//! share whether they solve anything or not, so no solver is linked.

mod devices;
mod evidence;
mod load;

pub use devices::{on_cuda, on_wgpu};
pub use evidence::evidence;
pub use load::Load;

/// The plan was written for this machine.
pub const PLANS_MACHINE: &str = "Apple M4 Pro, 10 performance cores";
