//! The machines that plans were written for, and the devices of the one that they are measured on: what experiments share whatever
//! they measure, so neither a solver nor a language is linked.

mod devices;
mod evidence;
mod load;

pub use devices::{on_cuda, on_wgpu};
pub use evidence::evidence;
pub use load::Load;

/// The plan `lp` was written for this machine.
pub const LP: &str = "Apple M4 Pro, 10 performance cores";

/// The plan `arc` was written for these devices.
pub const ARC: &str = "4 x NVIDIA L4";
