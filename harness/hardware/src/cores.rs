//! Cores by kind, and how many of them are really for us.

use std::collections::{BTreeMap, BTreeSet};

use model::{Cache, CacheKind, Cores};

use crate::{memory::cgroup_folders, root::Root};

const CPUS: &str = "sys/devices/system/cpu";

/// Counts the cores. `allowed` is the affinity mask of this process, where it is known.
pub(crate) fn cores(root: &Root, allowed: Option<u32>, unknown: &mut Vec<String>) -> Cores {
    let online = root
        .list(&format!("{CPUS}/online"))
        .filter(|cpus| !cpus.is_empty())
        .unwrap_or_else(|| root.numbered(CPUS, "cpu"));
    let logical = if online.is_empty() { fallback(unknown) } else { online.len() as u32 };
    let physical = physical(root, &online);
    if physical.is_none() {
        unknown.push("physical cores: the topology cannot be read".to_owned());
    }
    let (performance, efficiency) = kinds(root, &online, physical);
    let allowed = allowed.unwrap_or(logical);
    let quota_millicores = quota(root);
    let of_quota = quota_millicores.map_or(u32::MAX, |quota| (quota / 1000).max(1));
    let usable = performance.unwrap_or(logical).min(allowed).min(of_quota).max(1);
    Cores { logical, physical, performance, efficiency, allowed, quota_millicores, usable }
}

fn fallback(unknown: &mut Vec<String>) -> u32 {
    unknown.push("the list of processors: neither online nor cpuN can be read".to_owned());
    std::thread::available_parallelism().map_or(1, |count| count.get() as u32)
}

fn physical(root: &Root, online: &[u32]) -> Option<u32> {
    let cores: BTreeSet<(u64, u64)> = online
        .iter()
        .map(|cpu| {
            let topology = |file: &str| root.number(&format!("{CPUS}/cpu{cpu}/topology/{file}"));
            Some((topology("physical_package_id")?, topology("core_id")?))
        })
        .collect::<Option<_>>()?;
    (!cores.is_empty()).then_some(cores.len() as u32)
}

/// Intel names its two kinds; elsewhere the capacity tells them apart. One kind alone is performance.
fn kinds(root: &Root, online: &[u32], physical: Option<u32>) -> (Option<u32>, Option<u32>) {
    let intel = |kind: &str| {
        let cpus = root.list(&format!("sys/devices/{kind}/cpus"))?;
        physical_of(root, &cpus)
    };
    if let (Some(performance), Some(efficiency)) = (intel("cpu_core"), intel("cpu_atom")) {
        return (Some(performance), Some(efficiency));
    }
    let capacities: Option<BTreeMap<u32, u64>> = online
        .iter()
        .map(|cpu| Some((*cpu, root.number(&format!("{CPUS}/cpu{cpu}/cpu_capacity"))?)))
        .collect();
    if let Some(capacities) = capacities.filter(|capacities| !capacities.is_empty()) {
        let most = capacities.values().max().copied().unwrap_or_default();
        // Big cores of one machine differ by a few percent in their boost; small ones have half or less.
        let big = capacities.values().filter(|capacity| **capacity * 4 >= most * 3).count() as u32;
        let small = capacities.len() as u32 - big;
        return (Some(big), Some(small));
    }
    (physical, physical.map(|_| 0))
}

fn physical_of(root: &Root, cpus: &[u32]) -> Option<u32> {
    physical(root, cpus).or_else(|| (!cpus.is_empty()).then_some(cpus.len() as u32))
}

/// The tightest quota of the control groups we are in, in thousandths of a core.
fn quota(root: &Root) -> Option<u32> {
    let folders = cgroup_folders(root);
    let v2 = folders.unified.iter().filter_map(|folder| {
        let text = root.text(&format!("{folder}/cpu.max"))?;
        let (quota, period) = text.split_once(' ')?;
        millicores(quota.parse().ok()?, period.parse().ok()?)
    });
    let v1 = folders.cpu.iter().filter_map(|folder| {
        let quota: i64 = root.text(&format!("{folder}/cpu.cfs_quota_us"))?.parse().ok()?;
        millicores(u64::try_from(quota).ok()?, root.number(&format!("{folder}/cpu.cfs_period_us"))?)
    });
    v2.chain(v1).min()
}

fn millicores(quota: u64, period: u64) -> Option<u32> {
    (quota * 1000).checked_div(period).and_then(|millicores| u32::try_from(millicores).ok())
}

/// The caches of the first processor, smallest first.
pub(crate) fn caches(root: &Root) -> Vec<Cache> {
    let folder = format!("{CPUS}/cpu0/cache");
    root.numbered(&folder, "index")
        .into_iter()
        .filter_map(|index| {
            let text = |file: &str| root.text(&format!("{folder}/index{index}/{file}"));
            Some(Cache {
                level: text("level")?.parse().ok()?,
                kind: match text("type")?.as_str() {
                    "Data" => CacheKind::Data,
                    "Instruction" => CacheKind::Instruction,
                    "Unified" => CacheKind::Unified,
                    _ => return None,
                },
                bytes: size(&text("size")?)?,
                shared_by: text("shared_cpu_list")
                    .and_then(|list| crate::root::parse_list(&list))
                    .map(|cpus| cpus.len() as u32),
            })
        })
        .collect()
}

fn size(text: &str) -> Option<u64> {
    let (digits, shift) = match text.strip_suffix('K') {
        Some(digits) => (digits, 10),
        None => text.strip_suffix('M').map_or((text, 0), |digits| (digits, 20)),
    };
    digits.parse::<u64>().ok().map(|number| number << shift)
}

pub(crate) fn numa_nodes(root: &Root) -> Option<u32> {
    let nodes = root.numbered("sys/devices/system/node", "node").len() as u32;
    (nodes > 0).then_some(nodes)
}

/// The affinity mask of this process.
#[cfg(target_os = "linux")]
pub(crate) fn affinity() -> Option<u32> {
    // SAFETY: an all-zero mask is a valid value, and the call writes into it and nowhere else.
    let mask = unsafe {
        let mut mask: libc::cpu_set_t = std::mem::zeroed();
        (libc::sched_getaffinity(0, size_of::<libc::cpu_set_t>(), &raw mut mask) == 0).then_some(mask)
    }?;
    // SAFETY: it only reads the mask.
    u32::try_from(unsafe { libc::CPU_COUNT(&mask) }).ok()
}

/// macOS has no affinity.
#[cfg(not(target_os = "linux"))]
pub(crate) fn affinity() -> Option<u32> {
    None
}
