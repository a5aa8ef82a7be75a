//! Why an ensemble does not run on a device.

use device::DeviceError;

use crate::DesignError;

/// The plant, or the device. A scenario that stops is none of these: the others go on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EnsembleError {
    /// The plant and the profiles do not go together.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// The device refused, or failed.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// Tables whose temperatures have other nodes: the kernels find the column once.
    #[error("the tables of properties and of tanks have different temperatures; build both over the same")]
    Temperatures,
    /// A kernel that came back early.
    #[error(
        "scenario {scenario} made {done} of {steps} steps: its driver ended a loop without a word; nothing of this run can be \
         used, make its dispatches shorter"
    )]
    Unfinished {
        /// The first that is behind.
        scenario: usize,
        /// That it made.
        done: u32,
        /// That it was to make.
        steps: u32,
    },
    /// More steps than are counted.
    #[error("{steps} steps after {before}: a run has 4294967295 at most; begin another")]
    TooLong {
        /// Wanted.
        steps: u32,
        /// Done.
        before: u32,
    },
}
