//! Counters of the host: load, steal, pressure and throttling, and their absence.

use model::HostReading;

use super::tree::Tree;

#[test]
fn everything_that_a_laptop_counts_is_read() {
    let expected = HostReading {
        load_1m: Some(0.62),
        runnable: Some(2),
        // user + nice + system + irq + softirq; neither idle nor waiting for a disk.
        busy_ms: Some((90_000 + 1_000 + 20_000 + 500 + 600) * 10),
        steal_ms: Some(0),
        cpu_pressure_us: Some(7_212_345),
        memory_pressure_us: Some(1_200),
        // Sixteen threads count three each.
        throttled: Some(48),
    };
    assert_eq!(Tree::of("hybrid-laptop").host(), expected);
}

#[test]
fn a_virtual_machine_tells_what_was_taken_from_it() {
    let host = Tree::of("pod").host();
    assert_eq!(host.steal_ms, Some(120_000));
    assert_eq!(host.busy_ms, Some((700_000 + 80_000 + 3_000) * 10), "steal is not our work");
    assert_eq!((host.cpu_pressure_us, host.memory_pressure_us, host.throttled), (None, None, None));
}

#[test]
fn a_board_without_pressure_information_does_not_know_it() {
    let host = Tree::of("arm-board").host();
    assert_eq!((host.load_1m, host.runnable), (Some(0.0), Some(1)));
    assert_eq!((host.cpu_pressure_us, host.memory_pressure_us, host.throttled), (None, None, None));
}

#[test]
fn a_mac_tells_its_load_and_nothing_else() {
    let expected = HostReading { load_1m: Some(1.52), ..HostReading::default() };
    assert_eq!(Tree::of("mac").host(), expected);
}

#[test]
fn where_nothing_is_told_nothing_is_known() {
    assert_eq!(Tree::empty().host(), HostReading::default());
}

#[test]
fn a_garbled_counter_is_unknown_and_never_zero() {
    let tree = Tree::of("hybrid-laptop");
    let of = |change: &str| tree.changed(change).host();
    for stat in ["cpu  1 2 three 4 5 6 7 8", "cpu", "cpu  1 2 3", "intr 1 2 3", "", "cpu  -1 2 3 4 5 6 7 8"] {
        let host = of(&format!("proc/stat = {stat}"));
        assert_eq!((host.busy_ms, host.steal_ms), (None, None), "{stat:?}");
    }
    // A kernel before 2.6.11 counts no steal.
    let old = of("proc/stat = cpu  1 2 3 4 5 6 7");
    assert_eq!((old.busy_ms, old.steal_ms), (Some(190), None));
    let huge = of("proc/stat = cpu  18446744073709551615 1 1 1 1 1 1 18446744073709551615");
    assert_eq!((huge.busy_ms, huge.steal_ms), (None, None));
    for load in ["", "nan 1 1 1/2 3", "inf 1 1 1/2 3", "-1 1 1 1/2 3", "much"] {
        assert_eq!(of(&format!("proc/loadavg = {load}")).load_1m, None, "{load:?}");
    }
    for pressure in ["", "some avg10=0.00", "some total=many", "full total=7"] {
        assert_eq!(of(&format!("proc/pressure/cpu = {pressure}")).cpu_pressure_us, None, "{pressure:?}");
    }
    // One of sixteen that cannot be read, and the sum is no sum.
    let one = "sys/devices/system/cpu/cpu7/thermal_throttle/core_throttle_count";
    assert_eq!(of(&format!("{one} = ?")).throttled, None);
    assert_eq!(tree.unreadable(one).host().throttled, None);
}
