//! Stages of the work, as a recorder or a kernel tells of them, and what telling costs.

use model::Event;

use super::{CRASHED, Ended, RIGHT, run};

#[derive(Debug)]
struct Span {
    iteration: u32,
    lane: String,
    name: String,
    start: u64,
    end: u64,
}

fn spans(ended: &Ended) -> Vec<Span> {
    let spans = ended.events.iter().filter_map(|event| match event {
        Event::Span { name, lane, start_ns, duration_ns, iteration } => Some(Span {
            iteration: *iteration,
            lane: lane.to_string(),
            name: name.to_string(),
            start: *start_ns,
            end: start_ns + duration_ns,
        }),
        _ => None,
    });
    spans.collect()
}

fn walls(ended: &Ended) -> Vec<u64> {
    let walls = ended.events.iter().filter_map(|event| match event {
        Event::Sample { wall_ns, .. } => Some(*wall_ns),
        _ => None,
    });
    walls.collect()
}

#[test]
fn a_recorder_tells_of_the_last_call_of_each_iteration_and_of_no_warm_up() {
    for loops in [1, 3] {
        let line =
            format!("measure --workload smoke --variant recorded --iterations 2 --warmup 2 --loops {loops}");
        let ended = run(&line).ends(RIGHT);
        let (walls, spans) = (walls(&ended), spans(&ended));
        assert_eq!(spans.len(), 6, "{spans:#?}");
        for (iteration, spans) in spans.chunks(3).enumerate() {
            let [build, year, solve] = spans else { unreachable!() };
            let named = [build, year, solve].map(|span| (span.lane.as_str(), span.name.as_str()));
            assert_eq!(named, [("main", "build"), ("main", "year"), ("worker-1", "solve")]);
            assert!(spans.iter().all(|span| span.iteration as usize == iteration));
            assert!(year.start <= build.start && build.end <= solve.start && solve.end <= year.end);
            assert!(year.end <= walls[iteration], "{year:?} in {} ns", walls[iteration]);
        }
        assert_eq!(ended.metric("reports"), 1.0, "what is reported besides is told too");
    }
}

#[test]
fn a_stage_is_told_in_instants_on_any_lane() {
    let ended = run("measure --workload smoke --variant stages --iterations 2").ends(RIGHT);
    let (walls, spans) = (walls(&ended), spans(&ended));
    assert_eq!(spans.len(), 2);
    for (span, wall) in spans.iter().zip(walls) {
        assert_eq!((span.lane.as_str(), span.name.as_str()), ("worker-1", "solve"));
        assert!(span.end - span.start <= 1 && span.end <= wall, "{span:?} in {wall} ns");
    }
}

#[test]
fn whoever_reports_spans_is_told_what_that_costs() {
    let ended =
        run("measure --workload smoke --variant recorded --iterations 3 --warmup 0 --loops 5").ends(RIGHT);
    let (spans, cost) = (ended.metric("spans"), ended.metric("span-cost"));
    assert_eq!(spans, 3.0, "of a call");
    assert!(cost > 0.0, "{cost} s");
    // The call that was shortest was watched most.
    let shortest = *walls(&ended).iter().min().unwrap() as f64 / 1e9 / 5.0;
    let share = spans * cost / shortest;
    let told = ended.metric("watching-share");
    assert!((told / share - 1.0).abs() < 1e-3, "{told} and {share}");
}

#[test]
fn without_spans_nothing_is_said_of_their_cost() {
    let ended = run("measure --workload smoke --variant sum").ends(RIGHT);
    assert!(!ended.kinds().contains(&"metric"), "{:#?}", ended.events);
}

#[test]
fn a_stage_that_cannot_be_part_of_its_iteration_is_refused() {
    for (variant, words) in [
        ("stale-stage", "before the iteration: report what this call made"),
        ("late-stage", "after the iteration"),
        ("swapped-stage", "stage `solve` ended before it started"),
        ("cramped", "the recorder has room for 1 spans, and 2 were made on the lane main"),
        ("loud-lane", "lane of span \"solve\": \"Worker 1\" is not a name"),
        ("own-spans", "metric `watching-share` is recorded by the worker itself"),
    ] {
        let ended = run(&format!("measure --workload smoke --variant {variant}")).ends(CRASHED);
        assert!(ended.error().contains(words), "{variant}: {}", ended.error());
    }
}
