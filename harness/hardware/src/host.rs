//! What the host has done up to now: counters since boot, read twice around every round.

use model::HostReading;

use crate::root::Root;

/// The kernel counts in hundredths of a second, on every system we know of.
const MS_PER_TICK: u64 = 10;

/// Reads the counters. What is not there is unknown.
pub fn host_reading(root: &Root) -> HostReading {
    let load = root.text("proc/loadavg");
    let mut words = load.as_deref().unwrap_or_default().split_whitespace();
    let load_1m = words.next().and_then(|word| word.parse().ok());
    let runnable = words.nth(2).and_then(|word| word.split('/').next()?.parse().ok());
    let stat = root.text("proc/stat");
    let ticks: Vec<u64> = stat
        .as_deref()
        .and_then(|text| text.lines().next()?.strip_prefix("cpu "))
        .map(|line| line.split_whitespace().filter_map(|word| word.parse().ok()).collect())
        .unwrap_or_default();
    // user nice system idle iowait irq softirq steal: idle and waiting for a disk are not busy.
    let busy =
        (ticks.len() >= 7).then(|| [0, 1, 2, 5, 6].iter().map(|i| ticks[*i]).sum::<u64>() * MS_PER_TICK);
    HostReading {
        load_1m,
        runnable,
        steal_ms: ticks.get(7).map(|steal| steal * MS_PER_TICK),
        busy_ms: busy,
        cpu_pressure_us: pressure(root, "cpu"),
        memory_pressure_us: pressure(root, "memory"),
        throttled: throttled(root),
    }
}

/// Pressure stall information: `some avg10=0.00 avg60=0.00 avg300=0.00 total=12345`.
fn pressure(root: &Root, of: &str) -> Option<u64> {
    let text = root.text(&format!("proc/pressure/{of}"))?;
    text.lines().find(|line| line.starts_with("some"))?.rsplit_once("total=")?.1.parse().ok()
}

fn throttled(root: &Root) -> Option<u64> {
    let cpus = root.numbered("sys/devices/system/cpu", "cpu");
    let counts: Vec<u64> = cpus
        .into_iter()
        .filter_map(|cpu| {
            root.number(&format!("sys/devices/system/cpu/cpu{cpu}/thermal_throttle/core_throttle_count"))
        })
        .collect();
    (!counts.is_empty()).then(|| counts.iter().sum())
}
