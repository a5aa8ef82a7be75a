//! What a worker writes to the file named by `TOUCHSTONE_OUT`: one JSON object a line, the first one with the version.

use serde::{Deserialize, Serialize};

use crate::{Check, Digests, Lane, Name};

/// The version of the protocol. A worker that speaks a newer one is refused, with that reason.
pub const PROTOCOL: u32 = 3;

/// One line of a worker's file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Prepared: the next thing is measured.
    Ready {
        /// The version it speaks.
        protocol: u32,
        /// How long preparing took; never part of the measured time.
        prepare_ns: u64,
        /// The threads it will work on.
        threads: u32,
    },
    /// One iteration.
    Sample {
        /// From 0; warm-ups are not written.
        iteration: u32,
        /// How many calls it held; the times are for all of them.
        loops: u32,
        /// Wall clock.
        wall_ns: u64,
        /// The CPU time of the measuring thread.
        thread_cpu_ns: Option<u64>,
        /// The CPU time of the process.
        process_cpu_ns: Option<u64>,
        /// The time that a device measured itself.
        device_ns: Option<u64>,
    },
    /// A figure that the variant reports.
    Metric {
        /// Its name.
        name: Name,
        /// Its value; never NaN.
        value: f64,
        /// Its unit, empty for a plain number.
        unit: String,
        /// Predicted for absent hardware: shown as such and never judged.
        #[serde(default)]
        projected: bool,
    },
    /// A stage of the work.
    Span {
        /// Its name.
        name: Name,
        /// What did it; since protocol 3.
        #[serde(default, skip_serializing_if = "Lane::is_main")]
        lane: Lane,
        /// From the start of the iteration.
        start_ns: u64,
        /// How long.
        duration_ns: u64,
        /// In which iteration.
        iteration: u32,
    },
    /// Where a device variant really ran.
    Evidence(Evidence),
    /// The worker's own peak of resident memory, preparing included.
    PeakMemory {
        /// All of it.
        bytes: u64,
        /// Without mapped files, where the system tells.
        anonymous_bytes: Option<u64>,
    },
    /// The comparison of this variant's output starts.
    Checking {
        /// The variant.
        variant: Name,
    },
    /// One comparison of a variant's output with the reference.
    Check {
        /// The variant.
        variant: Name,
        /// What came out.
        check: Check,
        /// What was computed from what; since protocol 2.
        #[serde(default)]
        digests: Option<Digests>,
    },
    /// It cannot run here; the exit code is 3.
    CannotRun {
        /// Why, and the way out.
        reason: String,
        /// The variant, where several are checked.
        #[serde(default)]
        variant: Option<Name>,
    },
    /// It went wrong, and the worker could still say how.
    Error {
        /// What happened.
        message: String,
        /// The variant, where several are checked.
        #[serde(default)]
        variant: Option<Name>,
    },
    /// The end. Without it the invocation has crashed, whatever its exit code.
    Done {},
}

/// The proof that a device variant ran on its device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The device's own name.
    pub device: String,
    /// Vulkan, Metal, CUDA ...
    pub backend: String,
    /// What kind it is. `Cpu` is a software driver: it proves correctness, never speed.
    pub kind: GpuKind,
    /// The driver and its version.
    pub driver: String,
    /// How many kernels were started.
    pub dispatches: u64,
    /// Bytes moved to the device.
    pub bytes_up: u64,
    /// Bytes moved back.
    pub bytes_down: u64,
    /// The time that the device measured itself.
    pub device_ns: Option<u64>,
}

/// What kind of GPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GpuKind {
    /// With memory of its own.
    Discrete,
    /// Sharing the memory of the processor.
    Integrated,
    /// Handed through by a hypervisor.
    Virtual,
    /// A software driver.
    Cpu,
    /// The driver does not say.
    Other,
}
