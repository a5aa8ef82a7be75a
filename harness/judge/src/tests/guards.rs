//! Guards are judged after the expectation holds; a missed one refutes, one that cannot be judged leaves it open.

use model::{GpuKind, Guard};

use super::{
    check,
    fixture::{Fixture, ON, at_least, at_most, figure, name, peak, ratio, speedup},
    sound,
};

const MIB: f64 = 1_048_576.0;

#[test]
fn a_guard_that_holds_changes_nothing() {
    check(
        &sound().guarded(peak("fast", None), at_most(126.0 * MIB)).reports(
            "fast",
            "peak-memory",
            "B",
            &[64.0 * MIB],
        ),
        "confirmed",
    );
}

#[test]
fn a_missed_guard_refutes_with_both_figures() {
    let case = |peak_mib: f64| {
        sound().guarded(peak("fast", None), at_most(126.0 * MIB)).reports(
            "fast",
            "peak-memory",
            "B",
            &[64.0 * MIB, peak_mib * MIB],
        )
    };
    check(&case(130.0), "refuted: guard missed: peak memory of fast 130 MiB, at most 126 MiB");
    check(&case(126.01), "refuted: guard missed: peak memory of fast 126.01 MiB, at most 126 MiB");
}

#[test]
fn guards_come_after_the_expectation_itself() {
    let missed = |least| {
        Fixture::new(speedup("fast", "base", least))
            .takes("base", 100.0, 40)
            .takes("fast", 40.0, 40)
            .guarded(peak("fast", None), at_most(1.0))
            .reports("fast", "peak-memory", "B", &[2.0])
    };
    check(&missed(2.0), "refuted: guard missed: peak memory of fast 2 B, at most 1 B");
    check(&missed(9.0), "refuted: short of the target");
    check(&missed(2.5), "inconclusive: the target lies inside the interval");
}

#[test]
fn a_guard_that_was_not_measured_is_no_pass() {
    check(
        &sound().guarded(peak("fast", None), at_most(MIB)),
        "inconclusive: guard undecided: peak memory of fast at most 1 MiB (metric peak-memory of fast on small was never \
         reported)",
    );
    check(
        &sound().guarded(ratio("fast", "peer"), at_least(1.0)).takes("peer", 50.0, 10).crashes("peer"),
        "inconclusive: guard undecided: fast over peer at least 1x (crashed: ended by signal 11)",
    );
    check(
        &sound().guarded(ratio("gpu", "fast"), at_least(0.1)).takes("gpu", 50.0, 10).proves(
            "gpu",
            GpuKind::Cpu,
            1,
            10,
        ),
        "inconclusive: guard undecided: gpu over fast at least 0.1x (not judged: gpu ran on llvmpipe, a software driver: it \
         proves correctness, never speed)",
    );
}

#[test]
fn a_guard_may_be_a_speedup_and_undecided() {
    let case = |least| sound().guarded(ratio("fast", "peer"), at_least(least)).takes("peer", 40.0, 10);
    check(&case(0.9), "confirmed");
    check(
        &case(1.0),
        "inconclusive: guard undecided: fast over peer 0.996x, at least 1x (the target lies inside the interval)",
    );
    check(&case(1.5), "refuted: guard missed: fast over peer 0.996x, at least 1.5x");
}

#[test]
fn a_missed_guard_outweighs_an_undecided_one_in_either_order() {
    let missed = peak("fast", None);
    let unknown = figure("fast", "nodes", None);
    let reported = |fixture: Fixture| fixture.reports("fast", "peak-memory", "B", &[2.0]);
    let expected = "refuted: guard missed: peak memory of fast 2 B, at most 1 B";
    check(
        &reported(sound().guarded(missed.clone(), at_most(1.0)).guarded(unknown.clone(), at_most(1.0))),
        expected,
    );
    check(&reported(sound().guarded(unknown, at_most(1.0)).guarded(missed, at_most(1.0))), expected);
}

#[test]
fn a_guard_on_another_workload_is_not_forgotten() {
    let on = |workload: &str| {
        let mut fixture = sound().reports("fast", "peak-memory", "B", &[2.0]);
        let guard =
            Guard { measure: peak("fast", None), workload: Some(name(workload)), target: at_most(1.0) };
        fixture.hypothesis().guards.push(guard);
        fixture
    };
    check(&on(ON), "refuted: guard missed: peak memory of fast 2 B, at most 1 B");
    check(
        &on("smoke").left_out(Some("smoke"), None, "not asked for"),
        "inconclusive: guard undecided: peak memory of fast at most 1 B (not judged: workload smoke (not asked for) was not \
         run)",
    );
    // Where another expectation speaks of that workload, the guard is a matter of that one.
    let mut fixture = on("smoke");
    let mut other = speedup("fast", "base", 2.0);
    if let model::Expectation::Reaches { workload, .. } = &mut other {
        *workload = name("smoke");
    }
    fixture.hypothesis().expectations.push(other);
    assert_eq!(fixture.judge()[0].verdict.word(), "confirmed");
}

#[test]
fn a_guard_on_a_variant_that_does_not_run_there_is_no_pass() {
    let mut fixture = sound().guarded(peak("fast", Some("peer")), at_most(1.5));
    fixture.variant("peer").only_on = vec![name("smoke")];
    check(
        &fixture,
        "inconclusive: guard undecided: peak memory of fast / peer at most 1.5x (peer does not run on small)",
    );
}
