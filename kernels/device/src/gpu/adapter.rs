//! Which GPUs there are, the fastest kind first.

use std::time::Duration;

use super::launch::GpuLaunch;
use crate::{DeviceError, DeviceKind, Evidence, Unavailable};

/// How long a download may wait for its kernels. A minute of brute force on a software driver is normal, an hour is a hang.
const TIMEOUT: Duration = Duration::from_mins(5);

/// An opened GPU. Opening one is slow; do it once, outside of what is measured.
#[derive(Clone, Debug)]
pub struct Gpu {
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    pub(super) limits: wgpu::Limits,
    /// Nanoseconds per tick of its clock, where it has one.
    pub(super) tick_ns: Option<f32>,
    pub(super) timeout: Duration,
    evidence: Evidence,
}

impl Gpu {
    /// The best GPU there is: discrete before integrated before virtual, and a software driver only if there is no other.
    pub fn open() -> Result<Self, Unavailable> {
        let mut failure = None;
        for adapter in adapters()? {
            match Self::from_adapter(&adapter) {
                Ok(gpu) => return Ok(gpu),
                Err(unavailable) => failure = failure.or(Some(unavailable)),
            }
        }
        Err(failure.unwrap_or_else(none_found))
    }

    /// All of them, best first, each opened or with the reason why it could not be; an error where there is none at all.
    pub fn all() -> Result<Vec<Result<Self, Unavailable>>, Unavailable> {
        Ok(adapters()?.iter().map(Self::from_adapter).collect())
    }

    /// What it is, with nothing done yet.
    pub fn evidence(&self) -> Evidence {
        self.evidence.clone()
    }

    /// What kind of device it is; `Cpu` is a software driver.
    pub fn kind(&self) -> DeviceKind {
        self.evidence.kind
    }

    /// What it can hold, bind and dispatch.
    pub fn limits(&self) -> &wgpu::Limits {
        &self.limits
    }

    /// Whether launches will carry device time.
    pub fn has_clock(&self) -> bool {
        self.tick_ns.is_some()
    }

    /// The same GPU with another patience; the default is five minutes.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Begins a launch: uploads, dispatches, downloads, and the evidence of all of them.
    pub fn launch(&self) -> GpuLaunch<'_> {
        GpuLaunch::new(self)
    }

    fn from_adapter(adapter: &wgpu::Adapter) -> Result<Self, Unavailable> {
        let info = adapter.get_info();
        let name = format!("{} through {}", info.name, backend_name(info.backend));
        let features = adapter.features() & wgpu::Features::TIMESTAMP_QUERY;
        let limits = adapter.limits();
        let (device, queue) = pollster::block_on(adapter.request_device(&wgpu::DeviceDescriptor {
            label: Some("touchstone"),
            required_features: features,
            // The defaults would cap a binding at 128 MiB on every GPU.
            required_limits: limits.clone(),
            ..Default::default()
        }))
        .map_err(|error| Unavailable::new(&name, error.to_string(), "update its driver"))?;
        let tick_ns = (!features.is_empty()).then(|| queue.get_timestamp_period());
        let driver = format!("{} {}", info.driver, info.driver_info);
        let evidence =
            Evidence::new(&info.name, backend_name(info.backend), kind_of(info.device_type), driver.trim());
        Ok(Self { device, queue, limits, tick_ns, timeout: TIMEOUT, evidence })
    }

    pub(super) fn fold(&self, workgroups: u64) -> Result<[u32; 2], DeviceError> {
        fold(workgroups, self.limits.max_compute_workgroups_per_dimension)
    }
}

/// Puts a line of workgroups into as few rows as the device needs. A kernel takes
/// `workgroup_id.y * num_workgroups.x + workgroup_id.x` as its number and returns where that is past the end.
fn fold(workgroups: u64, limit: u32) -> Result<[u32; 2], DeviceError> {
    let rows = workgroups.div_ceil(u64::from(limit)).max(1);
    if rows > u64::from(limit) {
        return Err(DeviceError::TooManyWorkgroups { wanted: workgroups, limit });
    }
    Ok([workgroups.div_ceil(rows) as u32, rows as u32])
}

fn adapters() -> Result<Vec<wgpu::Adapter>, Unavailable> {
    let backends = wgpu::Backends::VULKAN | wgpu::Backends::METAL | wgpu::Backends::DX12;
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends,
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let mut adapters = pollster::block_on(instance.enumerate_adapters(backends));
    adapters.retain(|adapter| {
        adapter.get_downlevel_capabilities().flags.contains(wgpu::DownlevelFlags::COMPUTE_SHADERS)
    });
    adapters.sort_by_key(|adapter| kind_of(adapter.get_info().device_type));
    if adapters.is_empty() { Err(none_found()) } else { Ok(adapters) }
}

fn none_found() -> Unavailable {
    let (device, remedy) = if cfg!(target_os = "macos") {
        ("Metal adapter", "Metal needs macOS 10.13 or newer on real hardware")
    } else if cfg!(windows) {
        ("Vulkan or DX12 adapter", "install the GPU maker's driver")
    } else {
        (
            "Vulkan adapter",
            "install the GPU's Vulkan driver, or mesa-vulkan-drivers and libvulkan1 for a software one",
        )
    };
    Unavailable::new(device, "no driver with compute kernels was found", remedy)
}

fn kind_of(kind: wgpu::DeviceType) -> DeviceKind {
    match kind {
        wgpu::DeviceType::DiscreteGpu => DeviceKind::Discrete,
        wgpu::DeviceType::IntegratedGpu => DeviceKind::Integrated,
        wgpu::DeviceType::VirtualGpu => DeviceKind::Virtual,
        wgpu::DeviceType::Cpu => DeviceKind::Cpu,
        wgpu::DeviceType::Other => DeviceKind::Other,
    }
}

fn backend_name(backend: wgpu::Backend) -> &'static str {
    match backend {
        wgpu::Backend::Vulkan => "Vulkan",
        wgpu::Backend::Metal => "Metal",
        wgpu::Backend::Dx12 => "DX12",
        other => other.to_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workgroups_fold_into_as_few_rows_as_needed() {
        assert_eq!(fold(0, 65_535), Ok([0, 1]));
        assert_eq!(fold(65_535, 65_535), Ok([65_535, 1]));
        assert_eq!(fold(65_536, 65_535), Ok([32_768, 2]));
        for wanted in [1, 7, 65_537, 1_000_003, 65_535 * 65_535] {
            let [x, y] = fold(wanted, 65_535).unwrap();
            assert!(u64::from(x) * u64::from(y) >= wanted && x <= 65_535 && y <= 65_535);
        }
        let refused = fold(65_535 * 65_535 + 1, 65_535).unwrap_err();
        assert!(refused.to_string().starts_with("4294836226 workgroups"), "{refused}");
    }

    #[test]
    fn hardware_comes_before_software() {
        let mut kinds =
            [wgpu::DeviceType::Cpu, wgpu::DeviceType::IntegratedGpu, wgpu::DeviceType::DiscreteGpu]
                .map(kind_of);
        kinds.sort();
        assert_eq!(kinds, [DeviceKind::Discrete, DeviceKind::Integrated, DeviceKind::Cpu]);
    }
}
