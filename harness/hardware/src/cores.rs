//! Cores by kind, and how many of them are really for us.

use std::collections::BTreeSet;

use model::Cores;

use crate::{cgroups::quota, root::Root};

pub(crate) const CPUS: &str = "sys/devices/system/cpu";

/// The hardware threads that are switched on, by the kind of their core.
pub(crate) struct Threads {
    pub(crate) online: Vec<u32>,
    /// Those of performance cores, where the kinds can be told apart.
    big: Option<Vec<u32>>,
}

impl Threads {
    /// The threads of this machine.
    pub(crate) fn of(root: &Root, unknown: &mut Vec<String>) -> Self {
        let online = online(root, unknown);
        let big = big(root, &online);
        if big.is_none() {
            unknown.push("performance cores: the kinds of cores cannot be told apart".to_owned());
        }
        Self { online, big }
    }

    /// A thread of a performance core: the caches of a small core would mislead.
    pub(crate) fn first_big(&self) -> u32 {
        let threads = self.big.as_ref().unwrap_or(&self.online);
        threads.first().copied().unwrap_or_default()
    }
}

/// Counts the cores. Beside them: how many of any kind are for us, as the class has it. Two threads of one core are one.
pub(crate) fn cores(root: &Root, threads: &Threads, unknown: &mut Vec<String>) -> (Cores, u32) {
    let Threads { online, big } = threads;
    let logical = online.len() as u32;
    let physical = physical(root, online);
    if physical.is_none() {
        unknown.push("physical cores: the topology cannot be read".to_owned());
    }
    let performance = big.as_ref().and_then(|big| self::physical(root, big));
    let efficiency = match (physical, performance) {
        (Some(all), Some(big)) => Some(all.saturating_sub(big)),
        _ => None,
    };
    let allowed = allowed(root, online, unknown);
    let quota_millicores = quota(root, unknown);
    let at_most = whole_cores(quota_millicores);
    let ours = self::physical(root, &allowed).unwrap_or(allowed.len() as u32).min(at_most);
    let fast: Vec<u32> =
        big.as_ref().unwrap_or(online).iter().copied().filter(|cpu| allowed.contains(cpu)).collect();
    if fast.is_empty() {
        unknown.push("performance cores for us: the affinity mask holds none".to_owned());
    }
    let usable = self::physical(root, &fast).unwrap_or(fast.len() as u32).min(at_most);
    let cores = Cores {
        logical,
        physical,
        performance,
        efficiency,
        allowed: allowed.len() as u32,
        quota_millicores,
        usable: usable.max(1),
    };
    (cores, ours)
}

/// How many threads a quota keeps busy all the time: half a core more is only throttled.
fn whole_cores(quota_millicores: Option<u32>) -> u32 {
    quota_millicores.map_or(u32::MAX, |quota| (quota / 1000).max(1))
}

/// A folder `cpuN` may be that of a processor which is switched off, so it is no substitute for the list.
fn online(root: &Root, unknown: &mut Vec<String>) -> Vec<u32> {
    if let Some(online) = root.list(&format!("{CPUS}/online")) {
        return online;
    }
    let info = root.text("proc/cpuinfo").unwrap_or_default();
    let listed: Option<Vec<u32>> = info
        .lines()
        .filter_map(|line| line.split_once(':').filter(|(key, _)| key.trim() == "processor"))
        .map(|(_, number)| number.trim().parse().ok())
        .collect();
    if let Some(listed) = listed.filter(|listed| !listed.is_empty()) {
        unknown.push("the list of processors: taken from /proc/cpuinfo".to_owned());
        return listed;
    }
    unknown
        .push("the list of processors: neither the kernel's list nor /proc/cpuinfo can be read".to_owned());
    let count = std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
    (0..if root.is_real() { count } else { 1 }).collect()
}

/// Threads that name the same siblings are one core. The numbers of cores are no key by themselves: on ARM they start
/// anew in every cluster.
fn physical(root: &Root, cpus: &[u32]) -> Option<u32> {
    let topology = |cpu: u32, file: &str| format!("{CPUS}/cpu{cpu}/topology/{file}");
    let listed = cpus.iter().any(|cpu| root.exists(&topology(*cpu, "thread_siblings_list")));
    let cores: BTreeSet<(u64, u64, u64)> = cpus
        .iter()
        .map(|cpu| {
            if listed {
                let siblings = root.list(&topology(*cpu, "thread_siblings_list"))?;
                return siblings.contains(cpu).then(|| (0, 0, u64::from(siblings[0])));
            }
            let number = |file: &str| root.number(&topology(*cpu, file));
            Some((number("physical_package_id")?, number("die_id").unwrap_or(0), number("core_id")?))
        })
        .collect::<Option<_>>()?;
    (!cores.is_empty()).then_some(cores.len() as u32)
}

/// The threads of performance cores. Intel names its two kinds; elsewhere the capacity tells them apart. One kind alone
/// is performance.
fn big(root: &Root, online: &[u32]) -> Option<Vec<u32>> {
    let named = "sys/devices/cpu_core/cpus";
    if root.exists(named) {
        let big = root.list(named)?;
        return Some(online.iter().copied().filter(|cpu| big.contains(cpu)).collect());
    }
    let file = |cpu: u32| format!("{CPUS}/cpu{cpu}/cpu_capacity");
    if !online.iter().any(|cpu| root.exists(&file(*cpu))) {
        return Some(online.to_vec());
    }
    let capacities: Vec<(u32, u64)> =
        online.iter().map(|cpu| Some((*cpu, root.number(&file(*cpu))?))).collect::<Option<_>>()?;
    let most = capacities.iter().map(|(_, capacity)| *capacity).max().filter(|most| *most > 0)?;
    // Big cores of one machine differ by a few percent in their boost; small ones have two thirds or less.
    let is_big = |capacity: u64| capacity as f64 >= 0.75 * most as f64;
    Some(capacities.into_iter().filter(|(_, capacity)| is_big(*capacity)).map(|(cpu, _)| cpu).collect())
}

/// The affinity mask of this process. It may name processors that are switched off.
fn allowed(root: &Root, online: &[u32], unknown: &mut Vec<String>) -> Vec<u32> {
    let status = root.text("proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
    let mask = mask.and_then(|list| crate::root::parse_list(list.trim())).unwrap_or_default();
    let allowed: Vec<u32> = online.iter().copied().filter(|cpu| mask.contains(cpu)).collect();
    if allowed.is_empty() {
        unknown.push("affinity: /proc/self/status does not tell the mask".to_owned());
        return online.to_vec();
    }
    allowed
}

pub(crate) fn numa_nodes(root: &Root) -> Option<u32> {
    let nodes = root.numbered("sys/devices/system/node", "node").len() as u32;
    (nodes > 0).then_some(nodes)
}
