//! What machine is this? Cores, caches, memory, quota, GPUs, load; its class and its fingerprint.
//!
//! Everything is read through a [`Root`], so that recorded machines can be tested. Nothing here fails: what a machine
//! does not tell is unknown, and `doctor` says so.

mod busy;
mod caches;
mod cgroups;
mod class;
mod condition;
mod container;
mod cores;
mod detect;
mod disturbance;
mod doctor;
mod gpus;
mod host;
mod mac;
mod memory;
mod processor;
mod root;
mod simd;
mod sysctl;
#[cfg(test)]
mod tests;
mod virtualisation;

pub use busy::busy;
pub use condition::missing;
pub use detect::{detect, detect_in};
pub use disturbance::disturbance;
pub use doctor::{Finding, State, doctor};
pub use gpus::Gpus;
pub use host::host_reading;
pub use root::Root;
