//! What can go wrong with a device: it is not there, or it refuses the work.

use std::time::Duration;

/// A device that cannot be used on this machine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {device}: {reason}; {remedy}")]
pub struct Unavailable {
    /// What was looked for.
    pub device: String,
    /// Why it is not to be had.
    pub reason: String,
    /// What its user can do about it.
    pub remedy: String,
}

impl Unavailable {
    pub(crate) fn new(device: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { device: device.into(), reason: reason.into(), remedy: remedy.into() }
    }
}

/// A device that is there and did not do the work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// It is not there after all.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// A kernel's source is refused.
    #[error("kernel `{kernel}` does not compile: {log}")]
    Compile {
        /// The entry point, or the file where there is none.
        kernel: String,
        /// What the compiler said.
        log: String,
    },
    /// A buffer exceeds what the device can hold or bind.
    #[error("a buffer of {wanted} bytes: this device takes {limit} at most; split the work")]
    TooLarge {
        /// Bytes asked for.
        wanted: u64,
        /// Bytes that the device allows.
        limit: u64,
    },
    /// More workgroups than two dimensions hold.
    #[error("{wanted} workgroups: this device takes {limit} x {limit} at most; split the work")]
    TooManyWorkgroups {
        /// Workgroups asked for.
        wanted: u64,
        /// Workgroups per dimension.
        limit: u32,
    },
    /// The device did not finish in time.
    #[error("the device did not answer within {0:?}")]
    Timeout(Duration),
    /// A call failed: out of memory, a lost device, an invalid launch.
    #[error("{during} failed: {reason}")]
    Failed {
        /// What was being done.
        during: String,
        /// What the driver said.
        reason: String,
    },
}

impl DeviceError {
    pub(crate) fn failed(during: &str, reason: &impl ToString) -> Self {
        Self::Failed { during: during.into(), reason: reason.to_string() }
    }
}
