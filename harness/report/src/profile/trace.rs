//! The trace, in the JSON that Perfetto and the tracing page of Chrome open: a process for each variant, a thread for each
//! lane, and one for the iterations, which lie one behind the other.

use std::collections::BTreeMap;

use model::{Lane, SampleRow, SpanRow};
use serde_json::{Value, json};

use super::ProfileView;

/// The thread of the iterations; the lanes follow.
const ITERATIONS: usize = 0;

/// A trace of everything that was measured. Times are in microseconds, as the format wants them.
pub fn profile_trace(view: &ProfileView<'_>) -> String {
    let mut events = Vec::new();
    for (place, profile) in view.profiles.iter().enumerate() {
        let process = place + 1;
        let called = format!("{} on {}: {}", view.experiment, view.workload, profile.variant);
        events.push(named("process_name", process, ITERATIONS, &called));
        events.push(named("thread_name", process, ITERATIONS, "iterations"));
        let threads: BTreeMap<&Lane, usize> =
            profile.lanes.iter().enumerate().map(|(place, lane)| (lane, place + 1)).collect();
        for (lane, thread) in &threads {
            events.push(named("thread_name", process, *thread, lane.as_str()));
        }
        let mut iterations: Vec<&SampleRow> =
            view.samples.iter().filter(|row| row.variant == profile.variant).collect();
        iterations.sort_by_key(|row| (row.round, row.iteration));
        let mut spans: BTreeMap<(u32, u32), Vec<&SpanRow>> = BTreeMap::new();
        for span in view.spans.iter().filter(|row| row.variant == profile.variant) {
            spans.entry((span.round, span.iteration)).or_default().push(span);
        }
        let mut from_ns = 0;
        for row in iterations {
            let name = format!("round {}, iteration {}", row.round, row.iteration);
            events.push(event(&name, process, ITERATIONS, (from_ns, row.wall_ns)));
            for span in spans.get(&(row.round, row.iteration)).into_iter().flatten() {
                let thread = threads.get(&span.lane).copied().unwrap_or(ITERATIONS);
                // What reaches beyond the iteration would lie in the next one.
                let start = span.start_ns.min(row.wall_ns);
                let length = span.duration_ns.min(row.wall_ns - start);
                events.push(event(span.span.as_str(), process, thread, (from_ns + start, length)));
            }
            from_ns += row.wall_ns;
        }
    }
    let trace = json!({
        "traceEvents": events,
        "displayTimeUnit": "ns",
        "otherData": {
            "experiment": view.experiment,
            "workload": view.workload,
            "seed": view.seed.to_string(),
        },
    });
    trace.to_string() + "\n"
}

fn named(what: &str, process: usize, thread: usize, name: &str) -> Value {
    json!({ "ph": "M", "name": what, "pid": process, "tid": thread, "args": { "name": name } })
}

/// What took no time is a moment: an event that lasts none is not drawn.
fn event(name: &str, process: usize, thread: usize, (start_ns, length_ns): (u64, u64)) -> Value {
    let micros = |ns: u64| ns as f64 / 1e3;
    let start = micros(start_ns);
    if length_ns == 0 {
        json!({ "ph": "i", "s": "t", "name": name, "pid": process, "tid": thread, "ts": start })
    } else {
        json!({ "ph": "X", "name": name, "pid": process, "tid": thread, "ts": start, "dur": micros(length_ns) })
    }
}
