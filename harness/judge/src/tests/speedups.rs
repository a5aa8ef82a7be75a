//! Ratios inside a round, the clock they are taken by, and targets that are met exactly.

use model::{Clock, Level, Measure, Target};

use super::{
    check,
    fixture::{Fixture, at_most, name, ratio, reaches, speedup},
    row, sound,
};

#[test]
fn the_same_case_with_one_side_changed_gives_the_other_verdict() {
    check(&sound(), "confirmed");
    check(
        &sound().change("fast", |row| row.thread_cpu_ns = Some(60_000_000)),
        "refuted: short of the target",
    );
    check(
        &sound().change("base", |row| row.thread_cpu_ns = Some(60_000_000)),
        "refuted: short of the target",
    );
}

#[test]
fn an_interval_that_touches_the_target_has_reached_it() {
    let tie = |least| {
        Fixture::new(speedup("fast", "base", least)).times("base", &[100.0; 10]).times("fast", &[50.0; 10])
    };
    check(&tie(2.0), "confirmed");
    check(&tie(2.0 + 1e-9), "refuted: short of the target");
    let row = row(&tie(2.0));
    assert_eq!((row.lower, row.estimate, row.upper), (Some(2.0), Some(2.0), Some(2.0)));
}

#[test]
fn an_interval_around_the_target_decides_nothing_and_says_what_it_could_have_decided() {
    let near = Fixture::new(speedup("fast", "base", 2.5)).takes("base", 100.0, 40).takes("fast", 40.0, 40);
    check(&near, "inconclusive: the target lies inside the interval");
    let row = row(&near);
    let detectable = row.detectable.unwrap();
    assert!(detectable > 1.0 && detectable < 1.05, "{detectable}");
    assert_eq!((row.rounds, row.unit.as_str(), row.target_value), (40, "x", Some(2.5)));
    assert!(row.lower.unwrap() < 2.5 && row.upper.unwrap() > 2.5);
}

#[test]
fn what_the_host_does_from_round_to_round_cancels_inside_a_round() {
    let drift: Vec<f64> = (0..10).map(|round| 1.0 + f64::from(round)).collect();
    let slow: Vec<f64> = drift.iter().map(|d| 100.0 * d).collect();
    let fast: Vec<f64> = drift.iter().map(|d| 48.0 * d).collect();
    check(&Fixture::new(speedup("fast", "base", 2.0)).times("base", &slow).times("fast", &fast), "confirmed");
}

#[test]
fn rounds_are_paired_by_number_and_those_with_one_side_only_do_not_count() {
    let fixture = Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, 20).takes("fast", 40.0, 10);
    assert_eq!(row(&fixture).rounds, 10);
    check(&fixture, "confirmed");
    let mut shifted = sound();
    shifted.samples.iter_mut().filter(|row| row.variant.as_str() == "fast").for_each(|row| row.round += 5);
    check(&shifted, "inconclusive: 5 rounds decide nothing, 10 can");
}

#[test]
fn an_invocation_is_its_fastest_iteration() {
    let mut fixture = sound();
    for round in 0..10 {
        fixture = fixture.sample("fast", round, 900.0, Some(900.0)).sample("base", round, 900.0, Some(900.0));
    }
    check(&fixture, "confirmed");
}

#[test]
fn an_iteration_of_many_calls_counts_each_of_them() {
    check(&sound().change("base", |row| row.loops = 2), "refuted: short of the target");
    check(&sound().change("fast", |row| row.loops = 2), "confirmed");
    assert!((row(&sound().change("fast", |row| row.loops = 2)).estimate.unwrap() - 5.0).abs() < 0.1);
}

#[test]
fn one_thread_against_one_thread_is_judged_by_cpu_time() {
    // By the wall clock `fast` was held up; its own work was short.
    check(&sound().change("fast", |row| row.wall_ns *= 10), "confirmed");
    check(&sound().change("fast", |row| row.thread_cpu_ns = None), "confirmed");
    assert_eq!(row(&sound()).clock, Some(Clock::Processor));
}

#[test]
fn as_soon_as_one_side_is_parallel_or_foreign_both_are_judged_by_the_wall() {
    for side in ["fast-threads", "peer"] {
        let fixture =
            |of: &str| Fixture::new(speedup(of, "base", 2.0)).takes("base", 100.0, 10).takes(of, 40.0, 10);
        // CPU times that would give another verdict, on either side.
        check(&fixture(side).change(side, |row| row.thread_cpu_ns = Some(90_000_000)), "confirmed");
        check(&fixture(side).change("base", |row| row.thread_cpu_ns = Some(1)), "confirmed");
        check(&fixture(side).change(side, |row| row.wall_ns *= 2), "refuted: short of the target");
        assert_eq!(row(&fixture(side)).clock, Some(Clock::Wall));
    }
}

#[test]
fn a_clock_that_one_side_lacks_is_used_on_neither() {
    let fixture = sound().change("base", |row| row.thread_cpu_ns = None);
    check(&fixture, "confirmed");
    assert_eq!(row(&fixture).clock, Some(Clock::Wall));
    check(&fixture.change("fast", |row| row.wall_ns *= 2), "refuted: short of the target");
}

#[test]
fn work_that_is_handed_to_other_threads_is_not_hidden_from_the_clock() {
    // The measuring thread waited, 1 ms of CPU time, while others in its process worked for 90 ms.
    let cheat = sound().change("fast", |row| {
        row.wall_ns = 90_000_000;
        row.thread_cpu_ns = Some(1_000_000);
        row.process_cpu_ns = Some(90_000_000);
    });
    check(&cheat, "refuted: short of the target");
    let honest = sound().change("fast", |row| row.process_cpu_ns = row.thread_cpu_ns);
    check(&honest, "confirmed");
}

#[test]
fn a_clock_that_did_not_tick_gives_no_ratio_at_all() {
    let stopped = sound().change("fast", |row| {
        row.wall_ns = 0;
        row.thread_cpu_ns = Some(0);
    });
    check(&stopped, "inconclusive: 0 rounds decide nothing, 10 can");
}

#[test]
fn a_target_may_be_a_bound_above_or_a_range() {
    let case = |target| {
        Fixture::new(reaches(ratio("fast", "base"), target)).takes("base", 100.0, 10).takes("fast", 40.0, 10)
    };
    check(&case(at_most(3.0)), "confirmed");
    check(&case(at_most(2.0)), "refuted: short of the target");
    check(&case(Target::Between(2.0, 3.0)), "confirmed");
    check(&case(Target::Between(2.6, 3.0)), "refuted: short of the target");
    check(&case(Target::Between(2.0, 2.4)), "refuted: short of the target");
    check(&case(Target::Between(2.5, 3.0)), "inconclusive: the target lies inside the interval");
    assert_eq!(row(&case(Target::Between(2.0, 3.0))).target, "2x to 3x");
    assert_eq!(row(&case(Target::Between(2.0, 3.0))).target_value, None);
}

#[test]
fn a_target_may_grow_with_the_threads_that_the_variant_said_it_works_on() {
    let target = Target::AtLeast(Level::PerThread { base: 0.4, each: 0.5 });
    let case =
        || {
            Fixture::new(reaches(ratio("fast-threads", "base"), target.clone()))
                .takes("base", 100.0, 10)
                .takes("fast-threads", 40.0, 10)
        };
    check(&case(), "confirmed");
    assert_eq!(row(&case()).target_value, Some(2.4));
    check(&case().change("fast-threads", |row| row.threads = 5), "refuted: short of the target");
}

#[test]
fn an_absolute_time_is_judged_in_seconds() {
    let case = |most| {
        Fixture::new(reaches(Measure::Time { of: name("fast") }, at_most(most))).takes("fast", 40.0, 10)
    };
    check(&case(0.05), "confirmed");
    check(&case(0.03), "refuted: short of the target");
    check(&case(0.04), "inconclusive: the target lies inside the interval");
    let row = row(&case(0.05));
    assert_eq!((row.unit.as_str(), row.target.as_str()), ("s", "at most 50 ms"));
    assert_eq!(row.expectation, "time of fast on small");
    assert!((row.estimate.unwrap() - 0.04).abs() < 0.001);
}

#[test]
fn one_iteration_that_hid_its_work_is_enough_to_distrust_the_clock() {
    let once = sound().change("fast", |row| {
        row.wall_ns = 90_000_000;
        row.process_cpu_ns = row.thread_cpu_ns.map(|own| if row.round == 4 { 90_000_000 } else { own });
    });
    check(&once, "refuted: short of the target");
}
