//! The proof that a kernel ran where it was meant to: without it, a silent fall-back to the CPU looks like a fast GPU.

/// What kind of device did the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceKind {
    /// A GPU with memory of its own.
    Discrete,
    /// A GPU that shares the processor's memory.
    Integrated,
    /// A GPU lent by a hypervisor.
    Virtual,
    /// A driver that will not say.
    Other,
    /// A software driver: it proves that a kernel is right, never that it is fast.
    Cpu,
}

/// Which device did how much. It accumulates over the dispatches of a launch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The device's own name.
    pub device: String,
    /// Vulkan, Metal, DX12, CUDA, or `host`.
    pub backend: String,
    /// What kind of device that is.
    pub kind: DeviceKind,
    /// The driver and its version, and for CUDA the architecture and fusing of multiply-adds that were compiled for.
    pub driver: String,
    /// Kernels started.
    pub dispatches: u64,
    /// Bytes copied to the device.
    pub bytes_up: u64,
    /// Bytes copied back.
    pub bytes_down: u64,
    /// Time inside kernels by the device's own clock; `None` where it has none.
    pub device_ns: Option<u64>,
}

impl Evidence {
    /// Nothing done yet.
    pub fn new(device: &str, backend: &str, kind: DeviceKind, driver: &str) -> Self {
        Self {
            device: device.into(),
            backend: backend.into(),
            kind,
            driver: driver.into(),
            dispatches: 0,
            bytes_up: 0,
            bytes_down: 0,
            device_ns: None,
        }
    }

    /// The work was done by the processor itself: what a fall-back must record.
    pub fn host() -> Self {
        Self::new("host processor", "host", DeviceKind::Cpu, "")
    }

    /// Adds a later launch on the same device.
    pub fn add(&mut self, later: &Self) {
        self.dispatches += later.dispatches;
        self.bytes_up += later.bytes_up;
        self.bytes_down += later.bytes_down;
        if let Some(ns) = later.device_ns {
            self.add_device_ns(ns);
        }
    }

    pub(crate) fn add_device_ns(&mut self, ns: u64) {
        self.device_ns = Some(self.device_ns.unwrap_or(0) + ns);
    }
}
