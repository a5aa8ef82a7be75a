//! The rule, fixed before anything is measured, by which a round counts as disturbed.

use std::time::Duration;

use model::HostReading;

/// Time that the hypervisor gave to somebody else, as a share of all cores: 2 % of a round can already tip a 5 % verdict.
const STEAL: f64 = 0.02;
/// Processor time of other programs, as a share of all cores. The system's own housekeeping stays far below it.
const OTHERS: f64 = 0.10;
/// The share of a round in which something waited for memory.
const MEMORY_PRESSURE: f64 = 0.01;
/// The kernel counts in steps of 10 ms: over less than this a single step would look like a burden.
const SHORTEST: Duration = Duration::from_millis(200);

/// Why a round counts as disturbed, if it does.
pub fn disturbance(
    before: &HostReading,
    after: &HostReading,
    wall: Duration,
    own_cpu: Duration,
    cores: u32,
) -> Option<String> {
    let during = |before: Option<u64>, after: Option<u64>| Some(after?.saturating_sub(before?));
    if let Some(count) = during(before.throttled, after.throttled).filter(|count| *count > 0) {
        return Some(format!("the processor throttled {count} times"));
    }
    if wall < SHORTEST {
        return None;
    }
    let all = wall.as_secs_f64() * f64::from(cores.max(1));
    let share = |milliseconds: u64| milliseconds as f64 / 1000.0 / all;
    if let Some(steal) = during(before.steal_ms, after.steal_ms).map(share).filter(|share| *share > STEAL) {
        return Some(format!("the hypervisor took {:.0} % of the processors", steal * 100.0));
    }
    let others = during(before.busy_ms, after.busy_ms).map(|busy| share(busy) - own_cpu.as_secs_f64() / all);
    if let Some(others) = others.filter(|share| *share > OTHERS) {
        return Some(format!("other programs took {:.0} % of the processors", others * 100.0));
    }
    let waited = during(before.memory_pressure_us, after.memory_pressure_us)
        .map(|micros| micros as f64 / 1e6 / wall.as_secs_f64())
        .filter(|share| *share > MEMORY_PRESSURE);
    waited.map(|share| format!("something waited for memory {:.0} % of the time", share * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn after(change: impl FnOnce(&mut HostReading)) -> HostReading {
        let mut reading = quiet();
        change(&mut reading);
        reading
    }

    fn quiet() -> HostReading {
        HostReading {
            load_1m: Some(0.0),
            runnable: Some(1),
            steal_ms: Some(1000),
            busy_ms: Some(50_000),
            cpu_pressure_us: Some(0),
            memory_pressure_us: Some(0),
            throttled: Some(0),
        }
    }

    fn judged(after: &HostReading, own: Duration) -> Option<String> {
        disturbance(&quiet(), after, SECOND, own, 2)
    }

    #[test]
    fn our_own_work_does_not_disturb_us() {
        assert_eq!(judged(&after(|r| r.busy_ms = Some(52_000)), SECOND * 2), None);
    }

    #[test]
    fn other_programs_do() {
        let words = judged(&after(|r| r.busy_ms = Some(51_300)), SECOND).unwrap();
        assert_eq!(words, "other programs took 15 % of the processors");
    }

    #[test]
    fn so_do_steal_throttling_and_want_of_memory() {
        assert!(judged(&after(|r| r.steal_ms = Some(1050)), SECOND).unwrap().contains("hypervisor"));
        assert!(judged(&after(|r| r.throttled = Some(1)), SECOND).unwrap().contains("throttled 1"));
        assert!(judged(&after(|r| r.memory_pressure_us = Some(20_000)), SECOND).unwrap().contains("memory"));
    }

    #[test]
    fn a_round_too_short_for_the_counters_accuses_nobody() {
        let burdened = after(|r| r.busy_ms = Some(50_010));
        assert_eq!(disturbance(&quiet(), &burdened, Duration::from_millis(20), Duration::ZERO, 1), None);
    }

    #[test]
    fn what_is_unknown_accuses_nobody() {
        assert_eq!(disturbance(&HostReading::default(), &HostReading::default(), SECOND, SECOND, 2), None);
    }
}
