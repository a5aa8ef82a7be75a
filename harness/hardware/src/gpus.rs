//! GPUs through wgpu and NVML. Neither may be there; software drivers are found too, and marked as what they are.

use model::{Gpu, GpuKind};

/// Asking drivers takes hundreds of milliseconds: only who needs the answer asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gpus {
    /// Ask all drivers.
    Ask,
    /// Leave them alone.
    Skip,
}

pub(crate) fn gpus(unknown: &mut Vec<String>) -> Vec<Gpu> {
    let mut found = through_wgpu();
    if found.is_empty() {
        unknown.push("GPUs: wgpu finds no adapter (no Vulkan, Metal or DirectX 12 driver)".to_owned());
    }
    match nvml_wrapper::Nvml::init() {
        Ok(nvml) => merge(&mut found, through_nvml(&nvml)),
        Err(error) => unknown.push(format!("NVIDIA GPUs: {error}")),
    }
    found
}

fn through_wgpu() -> Vec<Gpu> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends: wgpu::Backends::PRIMARY,
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let adapters = pollster::block_on(instance.enumerate_adapters(wgpu::Backends::PRIMARY));
    adapters
        .iter()
        .map(|adapter| {
            let info = adapter.get_info();
            Gpu {
                name: info.name,
                backend: info.backend.to_str().to_owned(),
                kind: match info.device_type {
                    wgpu::DeviceType::DiscreteGpu => GpuKind::Discrete,
                    wgpu::DeviceType::IntegratedGpu => GpuKind::Integrated,
                    wgpu::DeviceType::VirtualGpu => GpuKind::Virtual,
                    wgpu::DeviceType::Cpu => GpuKind::Cpu,
                    wgpu::DeviceType::Other => GpuKind::Other,
                },
                driver: format!("{} {}", info.driver, info.driver_info).trim().to_owned(),
                memory_bytes: None,
                other_clients: None,
            }
        })
        .collect()
}

fn through_nvml(nvml: &nvml_wrapper::Nvml) -> Vec<Gpu> {
    let driver = nvml.sys_driver_version().unwrap_or_default();
    (0..nvml.device_count().unwrap_or(0))
        .filter_map(|index| {
            let device = nvml.device_by_index(index).ok()?;
            let clients = device.running_compute_processes().ok()?.len();
            Some(Gpu {
                name: device.name().ok()?,
                backend: "nvml".to_owned(),
                kind: GpuKind::Discrete,
                driver: driver.clone(),
                memory_bytes: device.memory_info().ok().map(|memory| memory.total),
                other_clients: u32::try_from(clients).ok(),
            })
        })
        .collect()
}

/// The same card through two interfaces is one card.
fn merge(found: &mut Vec<Gpu>, nvidia: Vec<Gpu>) {
    for card in nvidia {
        match found.iter_mut().find(|gpu| gpu.name == card.name && gpu.memory_bytes.is_none()) {
            Some(known) => {
                known.memory_bytes = card.memory_bytes;
                known.other_clients = card.other_clients;
            }
            None => found.push(card),
        }
    }
}
