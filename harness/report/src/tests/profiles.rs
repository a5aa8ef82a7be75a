//! A profile of made-up spans: its page, and its trace read back as a viewer reads it.

use judge::profile::{Because, LeftOut, Profile, WhyNot, profile};
use model::{Failure, Lane, MetricRow, Name, SampleRow, Scope, Side, SpanRow};
use serde_json::Value;

use crate::{ProfileView, Style, profile_text, profile_trace};

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

struct Seen {
    samples: Vec<SampleRow>,
    spans: Vec<SpanRow>,
    profiles: Vec<Profile>,
    left_out: Vec<LeftOut>,
}

/// `chain` on one lane, `chunks` on two workers; two invocations of one iteration each.
fn seen() -> Seen {
    let (mut samples, mut spans, mut metrics) = (Vec::new(), Vec::new(), Vec::new());
    for (variant, stages) in [
        ("chain", &[("main", "year", 0, 900_000), ("main", "solve", 100_001, 700_000)][..]),
        (
            "chunks",
            &[
                ("worker-1", "solve", 0, 400_000),
                ("worker-2", "solve", 50_000, 350_000),
                ("main", "first", 0, 0),
            ][..],
        ),
    ] {
        for round in 0..2 {
            samples.push(SampleRow {
                experiment: name("years"),
                side: Side::Head,
                workload: name("full"),
                variant: name(variant),
                round,
                scope: Scope::Alone,
                copy: 0,
                place: 0,
                iteration: 0,
                loops: 1,
                threads: 1,
                wall_ns: 1_000_000 + 500_000 * u64::from(round),
                thread_cpu_ns: None,
                process_cpu_ns: None,
                device_ns: None,
                disturbed: false,
            });
            spans.extend(stages.iter().map(|(lane, stage, start_ns, duration_ns)| SpanRow {
                experiment: name("years"),
                side: Side::Head,
                workload: name("full"),
                variant: name(variant),
                round,
                iteration: 0,
                span: name(stage),
                lane: Lane::new(name(lane)),
                start_ns: *start_ns,
                duration_ns: *duration_ns,
            }));
        }
        metrics.push(MetricRow {
            experiment: name("years"),
            side: Side::Head,
            workload: name("full"),
            variant: name(variant),
            round: 0,
            metric: name("span-cost"),
            value: 52e-9,
            unit: "s".to_owned(),
            projected: false,
            seed: None,
        });
    }
    let profiles = ["chain", "chunks"]
        .map(|variant| profile(&name(variant), &samples, &spans, &metrics).unwrap())
        .to_vec();
    let left_out = vec![
        LeftOut { variant: name("plain"), why: WhyNot::NoSpans },
        LeftOut {
            variant: name("bad"),
            why: WhyNot::Failed(Failure::Said("out of \u{1b}[31mcheese".to_owned())),
        },
    ];
    Seen { samples, spans, profiles, left_out }
}

fn with<T>(look: impl FnOnce(&ProfileView<'_>) -> T) -> T {
    let seen = seen();
    look(&ProfileView {
        experiment: &name("years"),
        workload: &name("full"),
        because: Because::Full,
        seed: 7,
        rounds: (2, 3),
        disturbed: &["other programs took 31 % of the processors".to_owned()],
        profiles: &seen.profiles,
        left_out: &seen.left_out,
        samples: &seen.samples,
        spans: &seen.spans,
    })
}

#[test]
fn the_page_of_a_profile() {
    insta::assert_snapshot!(with(|view| profile_text(view, Style::PLAIN)));
}

#[test]
fn a_trace_has_a_process_for_each_variant_and_a_thread_for_each_lane() {
    let trace: Value = serde_json::from_str(&with(profile_trace)).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let names = |what: &str| -> Vec<(u64, u64, &str)> {
        let named = events.iter().filter(|event| event["ph"] == "M" && event["name"] == what);
        named
            .map(|event| {
                let number = |key: &str| event[key].as_u64().unwrap();
                (number("pid"), number("tid"), event["args"]["name"].as_str().unwrap())
            })
            .collect()
    };
    assert_eq!(names("process_name"), [(1, 0, "years on full: chain"), (2, 0, "years on full: chunks")]);
    assert_eq!(
        names("thread_name"),
        [
            (1, 0, "iterations"),
            (1, 1, "main"),
            (2, 0, "iterations"),
            (2, 1, "main"),
            (2, 2, "worker-1"),
            (2, 3, "worker-2")
        ]
    );
}

#[test]
fn every_event_of_a_trace_lasts_lies_in_its_iteration_and_has_a_thread_with_a_name() {
    let trace: Value = serde_json::from_str(&with(profile_trace)).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let thread = |event: &Value| (event["pid"].as_u64().unwrap(), event["tid"].as_u64().unwrap());
    let named: Vec<(u64, u64)> =
        events.iter().filter(|event| event["name"] == "thread_name").map(thread).collect();
    let whole: Vec<&Value> = events.iter().filter(|event| event["ph"] == "X").collect();
    let times = |event: &Value| {
        let start = event["ts"].as_f64().unwrap();
        (start, start + event["dur"].as_f64().unwrap())
    };
    let iterations: Vec<(u64, (f64, f64))> = whole
        .iter()
        .filter(|event| event["tid"] == 0)
        .map(|event| (event["pid"].as_u64().unwrap(), times(event)))
        .collect();
    assert_eq!(
        iterations,
        [(1, (0.0, 1000.0)), (1, (1000.0, 2500.0)), (2, (0.0, 1000.0)), (2, (1000.0, 2500.0))],
        "in microseconds, one behind the other"
    );
    for event in &whole {
        assert!(event["dur"].as_f64().unwrap() > 0.0, "{event}");
        assert!(named.contains(&thread(event)), "{event}");
        let (start, end) = times(event);
        let inside = |(process, (from, to)): &(u64, (f64, f64))| {
            *process == thread(event).0 && *from <= start && end <= *to
        };
        assert!(iterations.iter().any(inside), "{event}");
    }
    let solve = whole.iter().filter(|event| event["name"] == "solve" && event["pid"] == 1);
    let solve: Vec<(f64, f64)> = solve.map(|event| times(event)).collect();
    assert_eq!(solve, [(100.001, 800.001), (1100.001, 1800.001)], "to the nanosecond");
    let moments = events.iter().filter(|event| event["ph"] == "i");
    let moments: Vec<&str> = moments.map(|event| event["name"].as_str().unwrap()).collect();
    assert_eq!(moments, ["first", "first"], "what lasts no time is a moment");
}
