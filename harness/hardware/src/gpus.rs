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

pub(crate) fn gpus(ask: Gpus, unknown: &mut Vec<String>) -> Vec<Gpu> {
    if ask == Gpus::Skip {
        unknown.push("GPUs: nobody asked the drivers".to_owned());
        return Vec::new();
    }
    let mut found = through_wgpu();
    match nvml_wrapper::Nvml::init() {
        Ok(nvml) => merge(&mut found, through_nvml(&nvml)),
        Err(error) => unknown.push(format!("NVIDIA GPUs: {error}")),
    }
    unknown.extend(absence(&found));
    found
}

/// That there is no GPU is a fact to be told, not a gap.
fn absence(found: &[Gpu]) -> Option<String> {
    if found.iter().any(|gpu| gpu.kind != GpuKind::Cpu) {
        return None;
    }
    Some(match found.first() {
        Some(gpu) => format!("GPUs: none; {} is a software driver", gpu.name),
        None => "GPUs: none; wgpu finds no adapter (no Vulkan, Metal or DirectX 12 driver)".to_owned(),
    })
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
            // In a container the list of programs may be refused: the card is there all the same.
            let clients = device.running_compute_processes().ok().map(|clients| clients.len() as u32);
            Some(Gpu {
                name: device.name().ok()?,
                backend: "nvml".to_owned(),
                kind: GpuKind::Discrete,
                driver: driver.clone(),
                memory_bytes: device.memory_info().ok().map(|memory| memory.total),
                other_clients: clients,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn gpu(name: &str, kind: GpuKind) -> Gpu {
        Gpu {
            name: name.to_owned(),
            backend: "vulkan".to_owned(),
            kind,
            driver: String::new(),
            memory_bytes: None,
            other_clients: None,
        }
    }

    fn nvml(name: &str, memory: u64) -> Gpu {
        Gpu {
            backend: "nvml".to_owned(),
            memory_bytes: Some(memory),
            other_clients: Some(1),
            ..gpu(name, GpuKind::Discrete)
        }
    }

    #[test]
    fn a_card_found_twice_is_one_card_that_knows_its_memory() {
        let mut found = vec![gpu("llvmpipe", GpuKind::Cpu), gpu("NVIDIA H200", GpuKind::Discrete)];
        merge(&mut found, vec![nvml("NVIDIA H200", 141 << 30)]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].backend, "vulkan");
        assert_eq!((found[1].memory_bytes, found[1].other_clients), (Some(141 << 30), Some(1)));
        assert_eq!(found[0].memory_bytes, None);
    }

    #[test]
    fn two_equal_cards_stay_two() {
        let mut found = vec![gpu("NVIDIA L4", GpuKind::Discrete), gpu("NVIDIA L4", GpuKind::Discrete)];
        merge(&mut found, vec![nvml("NVIDIA L4", 1), nvml("NVIDIA L4", 2)]);
        assert_eq!(found.iter().map(|gpu| gpu.memory_bytes).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }

    #[test]
    fn a_card_without_a_vulkan_driver_is_found_all_the_same() {
        let mut found = Vec::new();
        merge(&mut found, vec![nvml("NVIDIA H200", 1)]);
        assert_eq!(found[0].backend, "nvml");
    }

    #[test]
    fn the_absence_of_a_gpu_is_said() {
        assert!(absence(&[]).unwrap().starts_with("GPUs: none; wgpu finds no adapter"));
        assert_eq!(
            absence(&[gpu("llvmpipe", GpuKind::Cpu)]).unwrap(),
            "GPUs: none; llvmpipe is a software driver"
        );
        assert_eq!(absence(&[gpu("llvmpipe", GpuKind::Cpu), gpu("Arc", GpuKind::Integrated)]), None);
    }

    #[test]
    fn who_does_not_ask_does_not_know() {
        let mut unknown = Vec::new();
        assert!(gpus(Gpus::Skip, &mut unknown).is_empty());
        assert_eq!(unknown, ["GPUs: nobody asked the drivers"]);
    }
}
