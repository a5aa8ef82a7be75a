//! What the host has done up to now: counters since boot, read twice around every round.

use model::HostReading;

use crate::{cores::CPUS, root::Root, sysctl::Sysctl};

/// `/proc/stat` counts in hundredths of a second (`USER_HZ`), whatever the kernel's own clock does.
const MS_PER_TICK: u64 = 10;

/// Reads the counters. What is not there is unknown.
pub fn host_reading(root: &Root) -> HostReading {
    let load = root.text("proc/loadavg").or_else(|| {
        // A Mac: `{ 1.52 1.60 1.71 }`.
        Some(Sysctl::read(root)?.text("vm.loadavg")?.trim_matches(['{', '}', ' ']).to_owned())
    });
    let mut words = load.as_deref().unwrap_or_default().split_whitespace();
    let load_1m = words.next().and_then(|word| word.parse().ok());
    let ticks = ticks(root).unwrap_or_default();
    // user nice system idle iowait irq softirq steal: idle and waiting for a disk are not busy.
    let busy = (ticks.len() >= 7)
        .then(|| [0, 1, 2, 5, 6].iter().try_fold(0_u64, |sum, i| sum.checked_add(ticks[*i])))
        .flatten();
    HostReading {
        load_1m: load_1m.filter(|load: &f64| load.is_finite() && *load >= 0.0),
        runnable: words.nth(2).and_then(|word| word.split('/').next()?.parse().ok()),
        steal_ms: ticks.get(7).and_then(|steal| steal.checked_mul(MS_PER_TICK)),
        busy_ms: busy.and_then(|busy| busy.checked_mul(MS_PER_TICK)),
        cpu_pressure_us: pressure(root, "cpu"),
        memory_pressure_us: pressure(root, "memory"),
        throttled: throttled(root),
    }
}

/// The first line of `/proc/stat`. One word that is no number, and no position can be trusted.
fn ticks(root: &Root) -> Option<Vec<u64>> {
    let stat = root.text("proc/stat")?;
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu "))?;
    line.split_whitespace().map(|word| word.parse().ok()).collect()
}

/// Pressure stall information: `some avg10=0.00 avg60=0.00 avg300=0.00 total=12345`.
fn pressure(root: &Root, of: &str) -> Option<u64> {
    let text = root.text(&format!("proc/pressure/{of}"))?;
    text.lines().find(|line| line.starts_with("some"))?.rsplit_once("total=")?.1.parse().ok()
}

/// All processors that count count together, or nobody knows.
fn throttled(root: &Root) -> Option<u64> {
    let file = |cpu: &u32| format!("{CPUS}/cpu{cpu}/thermal_throttle/core_throttle_count");
    let counts: Vec<u64> = root
        .numbered(CPUS, "cpu")
        .iter()
        .map(file)
        .filter(|file| root.exists(file))
        .map(|file| root.number(&file))
        .collect::<Option<_>>()?;
    (!counts.is_empty()).then(|| counts.into_iter().fold(0, u64::saturating_add))
}
