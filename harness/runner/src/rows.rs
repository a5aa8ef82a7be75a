//! Events of an invocation become rows.

use model::{Event, FailureRow, Happened, MetricRow, Name, SampleRow, Scope, SpanRow};
use results::Row;

use crate::invocation::{Ended, How, Invocation, Task};

/// Where an invocation stands in its run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) round: u32,
    pub(crate) place: u32,
    pub(crate) scope: Scope,
    pub(crate) copy: u32,
    pub(crate) disturbed: bool,
}

/// Everything that one measuring invocation left.
pub(crate) fn rows(order: &Invocation, ended: &Ended, slot: Slot) -> Vec<Row> {
    let Task::Measure { variant, .. } = &order.task else { return Vec::new() };
    let mut rows = Vec::new();
    let mut on_threads = 1;
    if let Some(failed) = failure(order, Some(variant), ended, Some(slot.round)) {
        rows.push(failed);
    }
    // What a failed invocation measured before it failed is no measurement.
    if ended.how != How::Well {
        return rows;
    }
    let metric = |metric: Name, value: f64, unit: &str, projected: bool| {
        Row::Metric(MetricRow {
            side: order.side,
            experiment: order.experiment.clone(),
            workload: order.workload.clone(),
            variant: variant.clone(),
            round: slot.round,
            metric,
            value,
            unit: unit.to_owned(),
            projected,
            seed: None,
        })
    };
    let own = |name: &str| name.parse::<Name>().ok();
    for event in &ended.events {
        match event {
            Event::Ready { threads, prepare_ns, .. } => {
                on_threads = *threads;
                if slot.scope == Scope::Alone {
                    rows.extend(
                        own("prepare").map(|name| metric(name, *prepare_ns as f64 / 1e9, "s", false)),
                    );
                }
            }
            Event::Sample { iteration, loops, wall_ns, thread_cpu_ns, process_cpu_ns, device_ns } => {
                rows.push(Row::Sample(SampleRow {
                    side: order.side,
                    experiment: order.experiment.clone(),
                    workload: order.workload.clone(),
                    variant: variant.clone(),
                    round: slot.round,
                    scope: slot.scope,
                    copy: slot.copy,
                    place: slot.place,
                    iteration: *iteration,
                    loops: *loops,
                    threads: on_threads,
                    wall_ns: *wall_ns,
                    thread_cpu_ns: *thread_cpu_ns,
                    process_cpu_ns: *process_cpu_ns,
                    device_ns: *device_ns,
                    disturbed: slot.disturbed,
                }));
            }
            // Copies at once are for their times alone.
            _ if slot.scope == Scope::Together => {}
            Event::Metric { name, value, unit, projected } => {
                rows.push(metric(name.clone(), *value, unit, *projected));
            }
            Event::PeakMemory { bytes, anonymous_bytes } => {
                rows.extend(own("peak-memory").map(|name| metric(name, *bytes as f64, "B", false)));
                let anonymous = own("anonymous-memory").zip(*anonymous_bytes);
                rows.extend(anonymous.map(|(name, bytes)| metric(name, bytes as f64, "B", false)));
            }
            Event::Span { name, lane, start_ns, duration_ns, iteration } => rows.push(Row::Span(SpanRow {
                side: order.side,
                experiment: order.experiment.clone(),
                workload: order.workload.clone(),
                variant: variant.clone(),
                round: slot.round,
                iteration: *iteration,
                span: name.clone(),
                lane: lane.clone(),
                start_ns: *start_ns,
                duration_ns: *duration_ns,
            })),
            Event::Evidence(evidence) => rows.push(Row::Failure(FailureRow {
                side: order.side,
                experiment: order.experiment.clone(),
                workload: Some(order.workload.clone()),
                variant: Some(variant.clone()),
                round: Some(slot.round),
                what: Happened::Ran(evidence.clone()),
                log_tail: String::new(),
            })),
            Event::Checking { .. }
            | Event::Check { .. }
            | Event::CannotRun { .. }
            | Event::Error { .. }
            | Event::Done {} => {}
        }
    }
    rows
}

/// The row of an invocation that failed or cannot run here.
pub(crate) fn failure(
    order: &Invocation,
    variant: Option<&Name>,
    ended: &Ended,
    round: Option<u32>,
) -> Option<Row> {
    let what = match &ended.how {
        How::Well | How::Interrupted => return None,
        How::CannotRun(reason) => Happened::CannotRun(reason.clone()),
        How::Failed(failure) => Happened::Failed(failure.clone()),
    };
    Some(Row::Failure(FailureRow {
        side: order.side,
        experiment: order.experiment.clone(),
        workload: Some(order.workload.clone()),
        variant: variant.cloned(),
        round,
        what,
        log_tail: ended.log_tail.clone(),
    }))
}
