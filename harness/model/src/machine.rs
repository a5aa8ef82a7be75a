//! What `hardware` found. Everything that a machine may refuse to tell is an `Option`: unknown is normal in a VM.

use serde::{Deserialize, Serialize};

use crate::GpuKind;

/// One machine, as found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// `linux`, `macos` ...
    pub system: String,
    /// `x86_64`, `aarch64` ...
    pub architecture: String,
    /// The kernel's release.
    pub kernel: Option<String>,
    /// The distribution or product version.
    pub release: Option<String>,
    /// The processor's own name, bare as it is in some VMs.
    pub cpu_model: Option<String>,
    /// x86: family, model and stepping.
    pub cpu_signature: Option<(u32, u32, u32)>,
    /// The microcode's revision.
    pub microcode: Option<String>,
    /// The frequency governor.
    pub governor: Option<String>,
    /// How many cores of which kind, and how many of them for us.
    pub cores: Cores,
    /// The caches of one core, smallest first.
    pub caches: Vec<Cache>,
    /// NUMA nodes.
    pub numa_nodes: Option<u32>,
    /// The SIMD extensions that matter: `avx2`, `avx512f`, `neon` ...
    pub simd: Vec<String>,
    /// Memory, and its limit for us.
    pub memory: Memory,
    /// GPUs through wgpu and NVML, software drivers included and marked.
    pub gpus: Vec<Gpu>,
    /// What we run inside, if anything.
    pub virtualisation: Virtualisation,
    /// What could not be read, and why: for `doctor`.
    pub unknown: Vec<String>,
    /// The coarse, readable key: only runs of one class are compared.
    pub class: String,
    /// A hash of everything known here: provenance, never a key.
    pub fingerprint: String,
}

/// Cores by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cores {
    /// Hardware threads.
    pub logical: u32,
    /// Physical cores.
    pub physical: Option<u32>,
    /// Performance cores; all physical ones where there is only one kind.
    pub performance: Option<u32>,
    /// Efficiency cores.
    pub efficiency: Option<u32>,
    /// In the affinity mask of this process.
    pub allowed: u32,
    /// The quota of the control group, in cores.
    pub quota_millicores: Option<u32>,
    /// The performance cores that are really for us: the least of the above.
    pub usable: u32,
}

/// A cache.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cache {
    /// 1, 2, 3.
    pub level: u8,
    /// Data, instructions or both.
    pub kind: CacheKind,
    /// Its size.
    pub bytes: u64,
    /// How many hardware threads share it.
    pub shared_by: Option<u32>,
}

/// What a cache holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CacheKind {
    /// Data.
    Data,
    /// Instructions.
    Instruction,
    /// Both.
    Unified,
}

/// Memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// In the machine.
    pub total_bytes: u64,
    /// The limit of the control group.
    pub limit_bytes: Option<u64>,
    /// Free for us at the moment.
    pub available_bytes: Option<u64>,
}

/// A GPU, or a software driver that looks like one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gpu {
    /// Its own name.
    pub name: String,
    /// Which interface found it: `vulkan`, `metal`, `nvml` ...
    pub backend: String,
    /// What kind it is.
    pub kind: GpuKind,
    /// Its driver.
    pub driver: String,
    /// Its memory.
    pub memory_bytes: Option<u64>,
    /// How many other programs use it at the moment.
    pub other_clients: Option<u32>,
}

/// What we run inside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Virtualisation {
    /// `kvm`, `vmware`, `hyper-v` ...; `None` on bare metal, as far as can be told.
    pub hypervisor: Option<String>,
    /// `docker`, `podman`, `lxc` ...
    pub container: Option<String>,
}

/// What the host did: counters since boot and momentary values. Two readings make a round's disturbance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HostReading {
    /// Load average over one minute.
    pub load_1m: Option<f64>,
    /// Tasks runnable at the moment, ours included.
    pub runnable: Option<u32>,
    /// CPU time stolen by the hypervisor, since boot, over all cores.
    pub steal_ms: Option<u64>,
    /// CPU time not idle, since boot, over all cores (steal excluded).
    pub busy_ms: Option<u64>,
    /// Microseconds in which some task waited for a processor (PSI), since boot.
    pub cpu_pressure_us: Option<u64>,
    /// Microseconds in which some task waited for memory (PSI), since boot.
    pub memory_pressure_us: Option<u64>,
    /// Thermal throttling events since boot.
    pub throttled: Option<u64>,
}

impl Machine {
    /// Real GPUs, as opposed to software drivers.
    pub fn real_gpus(&self) -> impl Iterator<Item = &Gpu> {
        self.gpus.iter().filter(|gpu| gpu.kind != GpuKind::Cpu)
    }

    /// The memory that is really for us.
    pub fn usable_memory(&self) -> u64 {
        self.memory.limit_bytes.map_or(self.memory.total_bytes, |limit| limit.min(self.memory.total_bytes))
    }
}
