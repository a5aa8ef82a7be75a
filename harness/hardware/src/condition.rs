//! Does this machine have what a hypothesis was given?

use std::ffi::OsString;

use model::{Condition, DeviceKind, GpuKind, Machine};

/// What is missing for a condition, and how to get it; `None` where it holds. `busy` is what keeps the host from being quiet.
pub fn missing(
    condition: &Condition,
    machine: &Machine,
    busy: Option<&str>,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Option<String> {
    let real = machine.real_gpus().count();
    match condition {
        Condition::PerformanceCores(wanted) => {
            let have = machine.cores.usable;
            (have < *wanted).then(|| format!("{condition}, this machine has {have} for us"))
        }
        Condition::Device(DeviceKind::Wgpu) => (real == 0).then(|| {
            let software = machine.gpus.iter().find(|gpu| gpu.kind == GpuKind::Cpu);
            match software {
                Some(gpu) => format!("a GPU; {} is a software driver, which proves no speed", gpu.name),
                None => "a GPU with a Vulkan, Metal or DirectX 12 driver".to_owned(),
            }
        }),
        Condition::Device(DeviceKind::Cuda) => (!machine.gpus.iter().any(is_nvidia))
            .then(|| "an NVIDIA GPU with its driver (libcuda) and NVRTC from the CUDA toolkit".to_owned()),
        Condition::DiscreteGpu => (!machine.gpus.iter().any(|gpu| gpu.kind == GpuKind::Discrete))
            .then(|| "a GPU with memory of its own".to_owned()),
        Condition::Gpus(wanted) => {
            (real < *wanted as usize).then(|| format!("{condition}, this machine has {real}"))
        }
        Condition::Memory(wanted) => (machine.usable_memory() < *wanted).then(|| {
            let have = machine.usable_memory() as f64 / f64::from(1 << 30);
            format!("{condition}, this machine has {have:.1} GiB for us")
        }),
        Condition::QuietHost => busy.map(ToOwned::to_owned),
        Condition::FileIn(name) => match variable(name) {
            None => Some(format!("{condition}: set {name} to its path")),
            Some(path) if !std::path::Path::new(&path).exists() => {
                Some(format!("{condition}: {} is not there", path.display()))
            }
            Some(_) => None,
        },
    }
}

fn is_nvidia(gpu: &model::Gpu) -> bool {
    gpu.kind != GpuKind::Cpu && (gpu.backend == "nvml" || gpu.name.contains("NVIDIA"))
}
