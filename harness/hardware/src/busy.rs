//! Is the host too busy to begin with? Asked by watching it: the load of the last minute is also that of the build just made.

use std::{thread, time::Duration};

use model::HostReading;

use crate::{Root, disturbance::disturbance, host_reading};

/// Long enough for the share of a processor that a round may lose to be more than a few of the kernel's steps of 10 ms.
const WATCHED: Duration = Duration::from_secs(2);

/// What keeps this machine from being quiet, as two seconds show in which we do nothing.
pub fn busy(cores: u32) -> Option<String> {
    let before = host_reading(&Root::real());
    thread::sleep(WATCHED);
    noise(&before, &host_reading(&Root::real()), cores)
}

/// By the rule for rounds; where a machine does not count what its processors do, by its load.
pub(crate) fn noise(before: &HostReading, after: &HostReading, cores: u32) -> Option<String> {
    let seen = if before.busy_ms.and(after.busy_ms).is_some() {
        let what = disturbance(before, after, WATCHED, Duration::ZERO, cores)?;
        format!("{what}, two seconds before anything was measured")
    } else {
        let load = after.load_1m.filter(|load| *load > 0.5 * f64::from(cores.max(1)))?;
        let plural = if cores == 1 { "core" } else { "cores" };
        format!("the load of the last minute is {load:.2} on {cores} {plural}")
    };
    Some(seen + ": wait until the host is quiet")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(busy_ms: Option<u64>, load_1m: f64) -> HostReading {
        HostReading { busy_ms, load_1m: Some(load_1m), steal_ms: Some(0), ..HostReading::default() }
    }

    #[test]
    fn the_load_of_a_build_that_is_over_keeps_nobody_from_measuring() {
        assert_eq!(noise(&reading(Some(9_000), 3.4), &reading(Some(9_030), 3.4), 2), None);
    }

    #[test]
    fn what_is_at_work_now_does_however_low_the_load() {
        let words = noise(&reading(Some(9_000), 0.1), &reading(Some(10_000), 0.1), 2).unwrap();
        assert!(
            words.starts_with("other programs took 25 % of the processors, two seconds before"),
            "{words}"
        );
        assert!(words.ends_with("wait until the host is quiet"), "{words}");
        let stolen = HostReading { steal_ms: Some(200), ..reading(Some(9_000), 0.0) };
        assert!(noise(&reading(Some(9_000), 0.0), &stolen, 2).unwrap().contains("the hypervisor took 5 %"));
    }

    #[test]
    fn where_processors_are_not_counted_the_load_tells() {
        let loaded = reading(None, 2.1);
        let words = "the load of the last minute is 2.10 on 1 core: wait until the host is quiet";
        assert_eq!(noise(&loaded, &loaded, 1).as_deref(), Some(words));
        assert_eq!(noise(&reading(None, 0.4), &reading(None, 0.4), 1), None);
        assert_eq!(noise(&HostReading::default(), &HostReading::default(), 2), None);
    }
}
