//! A Mac, from what its kernel answers. It has no affinity, no control groups and no NUMA.

use model::{Cache, CacheKind, Cores, Machine, Memory, Virtualisation};

use crate::{simd, sysctl::Sysctl};

/// All but GPUs, class and fingerprint. `architecture` is known where this is the machine we run on.
pub(crate) fn machine(sysctl: &Sysctl, architecture: Option<&str>, unknown: &mut Vec<String>) -> Machine {
    let cpu_model = sysctl.text("machdep.cpu.brand_string");
    let by_name = match cpu_model.as_deref() {
        Some(name) if name.starts_with("Apple") => "aarch64",
        Some(name) if name.starts_with("Intel") => "x86_64",
        _ => "unknown",
    };
    let number = |name: &str| sysctl.number(name).and_then(|number| u32::try_from(number).ok());
    let machine = Machine {
        system: "macos".to_owned(),
        architecture: architecture.unwrap_or(by_name).to_owned(),
        kernel: sysctl.text("kern.osrelease"),
        release: sysctl.text("kern.osproductversion").map(|version| format!("macOS {version}")),
        cpu_signature: number("machdep.cpu.family")
            .zip(number("machdep.cpu.model"))
            .zip(number("machdep.cpu.stepping"))
            .map(|((family, model), stepping)| (family, model, stepping)),
        cpu_model,
        cores: cores(sysctl, unknown),
        caches: caches(sysctl),
        simd: simd::of_mac(sysctl),
        memory: Memory {
            total_bytes: sysctl.number("hw.memsize").unwrap_or_else(|| {
                unknown.push("memory: hw.memsize is not told".to_owned());
                0
            }),
            limit_bytes: None,
            available_bytes: None,
        },
        virtualisation: Virtualisation {
            hypervisor: (sysctl.number("kern.hv_vmm_present") == Some(1)).then(|| "apple".to_owned()),
            container: None,
        },
        ..Machine::default()
    };
    unknown.extend(silences(&machine).into_iter().map(str::to_owned));
    machine
}

/// What stays empty without anybody having said why.
fn silences(machine: &Machine) -> Vec<&'static str> {
    [
        (machine.kernel.is_none(), "kernel: kern.osrelease is not told"),
        (machine.release.is_none(), "macOS: kern.osproductversion is not told"),
        (machine.cpu_model.is_none(), "processor: machdep.cpu.brand_string is not told"),
        (machine.cores.physical.is_none(), "physical cores: hw.physicalcpu is not told"),
        (machine.caches.is_empty(), "caches: no size is told"),
        (
            machine.caches.iter().any(|cache| cache.shared_by.is_none()),
            "caches: macOS does not tell of all by how many threads they are shared",
        ),
        (machine.simd.is_empty(), "SIMD: hw.optional does not tell what the processor can do"),
        (true, "frequency governor: macOS has none that can be seen or set"),
        (true, "NUMA nodes: macOS does not speak of them"),
        (true, "free memory: sysctl does not tell it"),
    ]
    .into_iter()
    .filter_map(|(silent, words)| silent.then_some(words))
    .collect()
}

/// Level 0 is the fastest kind; all others are efficiency cores. A Mac with Intel has no levels, and one kind.
fn cores(sysctl: &Sysctl, unknown: &mut Vec<String>) -> Cores {
    let physical = sysctl.count("hw.physicalcpu");
    let logical = sysctl.count("hw.logicalcpu").or(physical).unwrap_or_else(|| {
        unknown.push("the list of processors: neither hw.logicalcpu nor hw.physicalcpu is told".to_owned());
        1
    });
    let level = |level: u64| sysctl.count(&format!("hw.perflevel{level}.physicalcpu"));
    let (performance, efficiency) = match sysctl.number("hw.nperflevels") {
        None if level(0).is_none() => (physical, physical.map(|_| 0)),
        None => (level(0), None),
        Some(levels) => (level(0), (1..levels.min(8)).map(level).sum::<Option<u32>>()),
    };
    if performance.is_none() || efficiency.is_none() {
        unknown.push("performance cores: the kinds of cores cannot be told apart".to_owned());
    }
    let usable = performance.or(physical).unwrap_or(logical).max(1);
    Cores { logical, physical, performance, efficiency, allowed: logical, quota_millicores: None, usable }
}

/// Those of the fastest kind of core.
fn caches(sysctl: &Sysctl) -> Vec<Cache> {
    let size = |name: &str| {
        let of_level = sysctl.number(&format!("hw.perflevel0.{name}"));
        of_level.or_else(|| sysctl.number(&format!("hw.{name}"))).filter(|bytes| *bytes > 0)
    };
    let cache =
        |level, kind, name: &str, shared_by| Some(Cache { level, kind, bytes: size(name)?, shared_by });
    [
        cache(1, CacheKind::Data, "l1dcachesize", None),
        cache(1, CacheKind::Instruction, "l1icachesize", None),
        cache(2, CacheKind::Unified, "l2cachesize", sysctl.count("hw.perflevel0.cpusperl2")),
        cache(3, CacheKind::Unified, "l3cachesize", None),
    ]
    .into_iter()
    .flatten()
    .collect()
}
