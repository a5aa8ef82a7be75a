//! Every instant of an iteration belongs to somebody, and to nobody twice.

use model::{MetricRow, SampleRow, Scope, Side, SpanRow};

use super::fixture::name;
use crate::profile::{Caution, Profile, profile};

/// `(round, iteration, wall)` and `(round, iteration, lane, stage, start, length)`.
fn of(
    walls: &[(u32, u32, u64)],
    spans: &[(u32, u32, &str, &str, u64, u64)],
    cost: Option<f64>,
) -> Option<Profile> {
    let samples: Vec<SampleRow> = walls
        .iter()
        .map(|(round, iteration, wall_ns)| SampleRow {
            experiment: name("years"),
            side: Side::Head,
            workload: name("full"),
            variant: name("watched"),
            round: *round,
            scope: Scope::Alone,
            copy: 0,
            place: 0,
            iteration: *iteration,
            loops: 1,
            threads: 1,
            wall_ns: *wall_ns,
            thread_cpu_ns: None,
            process_cpu_ns: None,
            device_ns: None,
            disturbed: false,
        })
        .collect();
    let spans: Vec<SpanRow> = spans
        .iter()
        .map(|(round, iteration, lane, span, start_ns, duration_ns)| SpanRow {
            experiment: name("years"),
            side: Side::Head,
            workload: name("full"),
            variant: name("watched"),
            round: *round,
            iteration: *iteration,
            span: name(span),
            lane: model::Lane::new(name(lane)),
            start_ns: *start_ns,
            duration_ns: *duration_ns,
        })
        .collect();
    let metrics: Vec<MetricRow> = cost
        .into_iter()
        .map(|value| MetricRow {
            experiment: name("years"),
            side: Side::Head,
            workload: name("full"),
            variant: name("watched"),
            round: 0,
            metric: name("span-cost"),
            value,
            unit: "s".to_owned(),
            projected: false,
            seed: None,
        })
        .collect();
    profile(&name("watched"), &samples, &spans, &metrics)
}

/// One iteration of 100 ns.
fn one(spans: &[(&str, &str, u64, u64)]) -> Profile {
    let spans: Vec<_> =
        spans.iter().map(|(lane, stage, start, length)| (0, 0, *lane, *stage, *start, *length)).collect();
    of(&[(0, 0, 100)], &spans, None).unwrap()
}

/// Stages with their share and their time in nanoseconds, and the share outside.
#[track_caller]
fn shares(profile: &Profile) -> (Vec<(&str, f64, f64)>, f64) {
    let round = |value: f64| (value * 1e6).round() / 1e6;
    let all: f64 = profile.stages.iter().map(|stage| stage.share.whole).sum();
    assert!((all + profile.outside.whole - 1.0).abs() < 1e-12, "the shares are the whole: {profile:#?}");
    let stages = profile.stages.iter();
    let stages =
        stages.map(|stage| (stage.name.as_str(), round(stage.share.whole), round(stage.seconds * 1e9)));
    (stages.collect(), round(profile.outside.whole))
}

#[test]
fn what_no_span_covers_is_outside_every_stage() {
    let profile = one(&[("main", "build", 10, 20), ("main", "solve", 40, 50)]);
    assert_eq!(shares(&profile), (vec![("solve", 0.5, 50.0), ("build", 0.2, 20.0)], 0.3));
    assert_eq!((profile.at_once, profile.spans), (1.0, 2.0));
}

#[test]
fn a_stage_has_what_the_stages_inside_it_leave() {
    let inner_first = one(&[("main", "solve", 20, 60), ("main", "year", 0, 90)]);
    let outer_first = one(&[("main", "year", 0, 90), ("main", "solve", 20, 60)]);
    for profile in [inner_first, outer_first] {
        assert_eq!(shares(&profile), (vec![("solve", 0.6, 60.0), ("year", 0.3, 30.0)], 0.1));
        assert_eq!(profile.at_once, 1.0, "one inside the other is no parallel work");
    }
    // A stage that is all of another leaves it nothing, and it is still there.
    let profile = one(&[("main", "solve", 0, 100), ("main", "year", 0, 100)]);
    assert_eq!(shares(&profile), (vec![("solve", 1.0, 100.0), ("year", 0.0, 0.0)], 0.0));
}

#[test]
fn a_stage_inside_itself_is_counted_once() {
    let profile = one(&[("main", "sort", 0, 80), ("main", "sort", 10, 20), ("main", "sort", 30, 20)]);
    assert_eq!(shares(&profile), (vec![("sort", 0.8, 80.0)], 0.2));
}

#[test]
fn lanes_that_run_at_once_share_the_instant_and_each_has_its_own_time() {
    let profile = one(&[
        ("main", "prepare", 0, 20),
        ("worker-1", "solve", 20, 60),
        ("worker-2", "solve", 20, 40),
        ("worker-2", "extract", 60, 20),
    ]);
    // From 60 to 80 half is the one's and half the other's.
    assert_eq!(
        shares(&profile),
        (vec![("solve", 0.5, 100.0), ("prepare", 0.2, 20.0), ("extract", 0.1, 20.0)], 0.2)
    );
    assert_eq!(profile.at_once, 1.75, "140 ns of work in 80 ns");
    let lanes: Vec<&str> = profile.lanes.iter().map(model::Lane::as_str).collect();
    assert_eq!(lanes, ["main", "worker-1", "worker-2"]);
}

#[test]
fn what_cannot_be_true_of_an_iteration_is_left_out_and_said() {
    let profile = one(&[
        ("main", "build", 0, 50),
        ("main", "solve", 40, 30),
        ("main", "late", 90, 40),
        ("main", "later", 100, 7),
    ]);
    assert_eq!(
        shares(&profile),
        (vec![("build", 0.4, 40.0), ("solve", 0.3, 30.0), ("late", 0.1, 10.0), ("later", 0.0, 0.0)], 0.2)
    );
    assert_eq!(profile.cautions, [Caution::Beyond(2), Caution::Crossing(1)]);
    let endless = one(&[("main", "build", 5, u64::MAX)]);
    assert_eq!(shares(&endless), (vec![("build", 0.95, 95.0)], 0.05));
}

#[test]
fn one_after_the_other_crosses_nothing() {
    let profile = one(&[("main", "build", 0, 50), ("main", "solve", 50, 50), ("main", "nothing", 50, 0)]);
    assert_eq!(profile.cautions, []);
    assert_eq!(
        shares(&profile),
        (vec![("build", 0.5, 50.0), ("solve", 0.5, 50.0), ("nothing", 0.0, 0.0)], 0.0)
    );
}

#[test]
fn iterations_count_by_their_length_and_invocations_show_how_far_they_differ() {
    let profile = of(
        &[(0, 0, 100), (0, 1, 100), (1, 0, 200)],
        &[(0, 0, "main", "solve", 0, 50), (0, 1, "main", "solve", 0, 70), (1, 0, "main", "solve", 0, 180)],
        Some(2e-9),
    )
    .unwrap();
    let solve = profile.stages[0].share;
    assert_eq!((solve.whole, solve.least, solve.most), (0.75, 0.6, 0.9));
    assert_eq!((profile.invocations, profile.iterations), (2, 3));
    assert!((profile.iteration_s - 400e-9 / 3.0).abs() < 1e-15);
    let watching = profile.watching.unwrap();
    assert_eq!(watching.span_cost_s, 2e-9);
    assert!((watching.share - 6.0 / 400.0).abs() < 1e-12, "three spans of 2 ns in 400 ns");
}

#[test]
fn a_variant_without_spans_has_no_profile() {
    assert_eq!(of(&[(0, 0, 100)], &[], None), None);
    let some = of(&[(0, 0, 100), (0, 1, 100)], &[(0, 0, "main", "solve", 0, 100)], None).unwrap();
    assert_eq!(some.cautions, [Caution::WithoutSpans(1)]);
    assert_eq!(some.outside.whole, 0.5, "an iteration that tells nothing is outside");
    assert_eq!(some.watching, None, "a peer does not say what its spans cost");
}
