//! Hypotheses that their workload cannot show.

use model::{Level, RunRecord, Side, SpanRow, Target};

use super::said;
use crate::{
    audit::head_room,
    tests::fixture::{Fixture, name, ratio, reaches, speedup},
};

fn measured(least: f64) -> Fixture {
    Fixture::new(speedup("fast", "base", least)).takes("base", 100.0, 10).takes("fast", 40.0, 10)
}

fn found(run: &RunRecord) -> Vec<String> {
    said(&head_room(run))
}

#[test]
fn a_sound_run_leaves_room() {
    assert_eq!(found(&measured(2.0).run()), [""; 0]);
}

#[test]
fn a_call_of_less_than_a_microsecond_is_mostly_a_call() {
    let looped = |loops| {
        measured(2.0)
            .change("base", move |row| row.loops = loops)
            .change("fast", move |row| row.loops = loops)
    };
    let said = found(&looped(1_000_000).run());
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("notable: demo, `fast is faster`: a call of base on small takes 99."),
        "{said:?}"
    );
    assert!(said[0].ends_with("ns: the cost of the call itself is a part of it"), "{said:?}");
    assert_eq!(found(&looped(10_000).run()), [""; 0], "10 µs a call");
}

#[test]
fn a_time_of_a_few_steps_of_its_clock_resolves_nothing() {
    let stepped = |step: u64| {
        let to_steps = move |row: &mut model::SampleRow| {
            row.wall_ns = row.wall_ns.div_ceil(step) * step;
            row.thread_cpu_ns = Some(row.wall_ns);
        };
        measured(2.0).change("base", to_steps).change("fast", to_steps)
    };
    let said = found(&stepped(20_000_000).run());
    assert_eq!(
        said,
        [
            "notable: demo, `fast is faster`: base on small is timed in 100 ms, and the clock of this run goes in steps of \
          20.0 ms"
        ]
    );
    assert_eq!(found(&stepped(1_000_000).run()), [""; 0]);
}

/// Every iteration of both has a stage `solve`, and `read` around or beside it.
fn staged(least: f64, spans: &[(&str, &str, u64, u64)]) -> RunRecord {
    let mut run = measured(least).run();
    for round in 0..10 {
        for (variant, span, start_ms, length_ms) in spans {
            run.spans.push(SpanRow {
                experiment: name("demo"),
                side: Side::Head,
                workload: name("small"),
                variant: name(variant),
                round,
                iteration: 0,
                span: name(span),
                lane: model::Lane::default(),
                start_ns: start_ms * 1_000_000,
                duration_ns: length_ms * 1_000_000,
            });
        }
    }
    run
}

#[test]
fn stages_that_stay_as_they_are_bound_the_whole() {
    let beside = [
        ("base", "read", 0, 50),
        ("base", "solve", 50, 50),
        ("fast", "read", 0, 50),
        ("fast", "solve", 50, 1),
    ];
    let said = found(&staged(3.0, &beside));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with(
            "damning: demo, `fast is faster`: fast leaves read as it was, 50 % of the time of base on small: "
        ),
        "{said:?}"
    );
    assert!(said[0].ends_with("at most, asked for 3x"), "{said:?}");
    assert_eq!(found(&staged(1.9, &beside)), [""; 0], "1.9x is below the 2x that are left");
}

#[test]
fn a_stage_around_one_that_became_faster_is_counted_without_it() {
    let around = [
        ("base", "all", 0, 100),
        ("base", "solve", 10, 80),
        ("fast", "all", 0, 100),
        ("fast", "solve", 10, 1),
    ];
    assert_eq!(found(&staged(3.0, &around)), [""; 0], "20 % are left, which is 5x");
    assert_eq!(found(&staged(6.0, &around)).len(), 1);
}

#[test]
fn stages_of_one_side_only_say_nothing() {
    let one = [("base", "read", 0, 50), ("base", "solve", 50, 50)];
    assert_eq!(found(&staged(3.0, &one)), [""; 0]);
    let gone = [("base", "read", 0, 50), ("base", "solve", 50, 50), ("fast", "solve", 0, 40)];
    assert_eq!(found(&staged(3.0, &gone)), [""; 0]);
}

#[test]
fn a_machine_without_a_ceiling_shows_nothing_about_threads() {
    let with = |copies: f64| {
        Fixture::new(reaches(ratio("fast-threads", "base"), Target::AtLeast(Level::ShareOfCeiling(0.8))))
            .takes("base", 100.0, 10)
            .takes("fast-threads", 90.0, 10)
            .copies("base", &[copies; 4], 10)
            .run()
    };
    let said = found(&with(400.0));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("fast-threads over base on small: the scaling ceiling of this machine is 0.998x"),
        "{said:?}"
    );
    assert_eq!(found(&with(110.0)), [""; 0]);
}

#[test]
fn rounds_that_could_not_tell_the_target_from_nothing_are_named() {
    let noisy = |least: f64| {
        let times = [100.0, 130.0, 90.0, 120.0, 80.0, 110.0, 140.0, 100.0, 95.0, 125.0];
        let same: Vec<f64> = times.iter().rev().copied().collect();
        Fixture::new(speedup("fast", "base", least)).times("base", &times).times("fast", &same).run()
    };
    let said = found(&noisy(1.01));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("fast over base on small: 10 rounds of this spread tell 1."), "{said:?}");
    assert!(said[0].ends_with("from nothing at the least, and 1.010x is asked for"), "{said:?}");
    assert_eq!(found(&noisy(5.0)), [""; 0], "it was decided: refuted");
}
