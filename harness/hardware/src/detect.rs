//! Puts together what the other files found.

use std::{collections::BTreeSet, env::consts};

use model::Machine;

use crate::{
    caches::caches,
    class::{class, fingerprint},
    cores::{CPUS, Threads, cores, numa_nodes},
    gpus::{Gpus, gpus},
    mac,
    memory::memory,
    processor::Processor,
    root::Root,
    simd,
    sysctl::Sysctl,
    virtualisation::virtualisation,
};

/// This machine.
pub fn detect(ask: Gpus) -> Machine {
    detect_in(&Root::real(), ask)
}

/// A recorded machine, or this one.
pub fn detect_in(root: &Root, ask: Gpus) -> Machine {
    let mut unknown = Vec::new();
    let (mut machine, ours) = match Sysctl::read(root) {
        Some(sysctl) => {
            let machine = mac::machine(&sysctl, root.is_real().then_some(consts::ARCH), &mut unknown);
            // A Mac has neither masks nor quotas: all of it is for us.
            let all = machine.cores.physical.unwrap_or(machine.cores.logical);
            (machine, all)
        }
        None => linux(root, &mut unknown),
    };
    machine.gpus = gpus(ask, &mut unknown);
    machine.unknown = unknown;
    machine.class = class(&machine, ours, ask);
    machine.fingerprint = fingerprint(&machine);
    machine
}

fn linux(root: &Root, unknown: &mut Vec<String>) -> (Machine, u32) {
    let processor = Processor::read(root);
    let threads = Threads::of(root, unknown);
    let (cores, ours) = cores(root, &threads, unknown);
    let (system, architecture) =
        if root.is_real() { (consts::OS, consts::ARCH) } else { ("linux", processor.architecture()) };
    let machine = Machine {
        system: system.to_owned(),
        architecture: architecture.to_owned(),
        kernel: root.words("proc/sys/kernel/osrelease"),
        release: root.text("etc/os-release").and_then(|text| pretty_name(&text)),
        cpu_model: processor.name(root),
        cpu_signature: processor.signature(),
        microcode: processor.microcode(),
        governor: governor(root, &threads.online),
        cores,
        caches: caches(root, threads.first_big(), unknown),
        numa_nodes: numa_nodes(root),
        simd: simd::of_flags(processor.flags()),
        memory: memory(root, unknown),
        virtualisation: virtualisation(root, unknown),
        ..Machine::default()
    };
    unknown.extend(silences(&machine, &processor).into_iter().map(str::to_owned));
    (machine, ours)
}

/// What stays empty without anybody having said why.
fn silences(machine: &Machine, processor: &Processor) -> Vec<&'static str> {
    let x86 = machine.architecture == "x86_64";
    [
        (machine.kernel.is_none(), "kernel: /proc/sys/kernel/osrelease cannot be read"),
        (machine.release.is_none(), "distribution: /etc/os-release does not name it"),
        (
            processor.architecture() == "unknown",
            "processor: /proc/cpuinfo cannot be read, or is of a kind not known here",
        ),
        (machine.cpu_model.is_none(), "processor: neither /proc/cpuinfo nor the device tree names it"),
        (x86 && machine.cpu_signature.is_none(), "processor: family, model and stepping cannot be read"),
        (x86 && machine.microcode.is_none(), "microcode: /proc/cpuinfo does not tell its revision"),
        (processor.flags().is_empty(), "SIMD: /proc/cpuinfo does not list what the processor can do"),
        (machine.governor.is_none(), "frequency governor: there is no cpufreq (normal in a virtual machine)"),
        (
            machine.numa_nodes.is_none(),
            "NUMA nodes: the kernel lists none (normal where it is built without NUMA)",
        ),
        (machine.memory.available_bytes.is_none(), "free memory: /proc/meminfo does not tell MemAvailable"),
    ]
    .into_iter()
    .filter_map(|(silent, words)| silent.then_some(words))
    .collect()
}

/// The governor of all processors, or those of each where they differ.
fn governor(root: &Root, online: &[u32]) -> Option<String> {
    let governors: BTreeSet<String> = online
        .iter()
        .filter_map(|cpu| root.words(&format!("{CPUS}/cpu{cpu}/cpufreq/scaling_governor")))
        .collect();
    (!governors.is_empty()).then(|| governors.into_iter().collect::<Vec<_>>().join(", "))
}

fn pretty_name(text: &str) -> Option<String> {
    text.lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .map(|name| name.trim_matches('"').to_owned())
        .filter(|name| !name.is_empty())
}
