//! What is found on machines other than this one. Each test reads like the sentence that it proves.

mod advice;
mod conditions;
mod host;
mod identity;
mod limits;
mod machines;
mod places;
mod strange;
mod tree;

use model::{Cache, CacheKind, Machine};
use tree::Tree;

/// What a person would want to know of a machine, one line each.
fn portrait(tree: &Tree) -> String {
    let machine = tree.machine();
    let cores = &machine.cores;
    let inside = &machine.virtualisation;
    let gibibytes = |bytes: u64| format!("{:.2} GiB", bytes as f64 / f64::from(1 << 30));
    let lines = [
        format!("class    {}", machine.class),
        format!(
            "cores    {} physical: {} performance, {} efficiency; {} threads, {} allowed, quota {}; {} usable",
            or_unknown(cores.physical),
            or_unknown(cores.performance),
            or_unknown(cores.efficiency),
            cores.logical,
            cores.allowed,
            cores.quota_millicores.map_or("none".to_owned(), |quota| format!("{quota} m")),
            cores.usable,
        ),
        format!("caches   {}", machine.caches.iter().map(cache).collect::<Vec<_>>().join(", ")),
        format!("numa     {}", or_unknown(machine.numa_nodes)),
        format!("simd     {}", machine.simd.join(" ")),
        format!(
            "memory   {}, limit {}",
            gibibytes(machine.memory.total_bytes),
            machine.memory.limit_bytes.map_or("none".to_owned(), gibibytes)
        ),
        format!(
            "inside   hypervisor {}, container {}",
            inside.hypervisor.as_deref().unwrap_or("none"),
            inside.container.as_deref().unwrap_or("none")
        ),
        format!("governor {}", machine.governor.as_deref().unwrap_or("unknown")),
    ];
    let unknown = reasons(&machine).into_iter().map(|reason| format!("unknown  {reason}"));
    lines.into_iter().chain(unknown).collect::<Vec<_>>().join("\n")
}

/// What is unknown, and why. That nobody asked for GPUs is so in every test.
fn reasons(machine: &Machine) -> Vec<String> {
    machine.unknown.iter().filter(|reason| !reason.starts_with("GPUs:")).cloned().collect()
}

fn or_unknown<T: ToString>(value: Option<T>) -> String {
    value.map_or("unknown".to_owned(), |value| value.to_string())
}

fn cache(cache: &Cache) -> String {
    let kind = match cache.kind {
        CacheKind::Data => "d",
        CacheKind::Instruction => "i",
        CacheKind::Unified => "",
    };
    format!("L{}{kind} {}K by {}", cache.level, cache.bytes / 1024, or_unknown(cache.shared_by))
}

/// Compares with what stands in the test, indented as code is.
#[track_caller]
fn check(tree: &Tree, expected: &str) {
    let expected: Vec<&str> = expected.trim().lines().map(str::trim_start).collect();
    assert_eq!(portrait(tree), expected.join("\n"));
}
