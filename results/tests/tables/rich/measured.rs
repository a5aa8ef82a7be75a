//! What was measured: iterations, figures, comparisons, stages, rounds, and what went wrong.

use model::{
    Check, CheckKind, Evidence, Failure, FailureRow, GpuKind, Happened, HostReading, HostRow, Lane,
    MetricRow, SampleRow, Scope, SpanRow,
};

use super::{experiment, name, side, variant, workload};
use crate::chance::Chance;

pub(super) fn sample(c: &mut Chance) -> SampleRow {
    SampleRow {
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: c.count(),
        scope: c.one_of(&[Scope::Alone, Scope::Together]),
        copy: c.count(),
        place: c.count(),
        iteration: c.count(),
        loops: c.count(),
        threads: c.count(),
        wall_ns: c.whole(),
        thread_cpu_ns: c.maybe(Chance::whole),
        process_cpu_ns: c.maybe(Chance::whole),
        device_ns: c.maybe(Chance::whole),
        disturbed: c.yes(),
    }
}

pub(super) fn metric(c: &mut Chance) -> MetricRow {
    let seed = c.maybe(Chance::whole);
    MetricRow {
        seed,
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: if seed.is_some() { 0 } else { c.count() },
        metric: c.one_of(&["peak-memory", "prepare", "hit-rate"].map(name)),
        value: c.number(),
        unit: c.one_of(&["B", "s", ""]).to_owned(),
        projected: c.yes(),
    }
}

pub(super) fn check(c: &mut Chance) -> Check {
    Check {
        name: c.text(),
        kind: c.one_of(&[CheckKind::Relative, CheckKind::Absolute, CheckKind::Exact, CheckKind::SetEqual]),
        error: c.maybe(Chance::number),
        tolerance: c.number(),
        passed: c.yes(),
        note: c.maybe(Chance::text),
    }
}

pub(super) fn span(c: &mut Chance) -> SpanRow {
    SpanRow {
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: c.count(),
        iteration: c.count(),
        span: c.one_of(&["factor", "solve"].map(name)),
        lane: c.one_of(&["main", "worker-1"].map(name).map(Lane::new)),
        start_ns: c.whole(),
        duration_ns: c.whole(),
    }
}

pub(super) fn host(c: &mut Chance) -> HostRow {
    let mut reading = || HostReading {
        load_1m: c.maybe(Chance::number),
        runnable: c.maybe(Chance::count),
        steal_ms: c.maybe(Chance::whole),
        busy_ms: c.maybe(Chance::whole),
        cpu_pressure_us: c.maybe(Chance::whole),
        memory_pressure_us: c.maybe(Chance::whole),
        throttled: c.maybe(Chance::whole),
    };
    let (before, after) = (reading(), reading());
    HostRow {
        experiment: experiment(c),
        workload: workload(c),
        round: c.count(),
        before,
        after,
        wall_ns: c.whole(),
        disturbance: c.maybe(Chance::text),
    }
}

pub(super) fn failure(c: &mut Chance, what: Happened) -> FailureRow {
    FailureRow {
        side: side(c),
        experiment: experiment(c),
        workload: c.maybe(workload),
        variant: c.maybe(variant),
        round: c.maybe(Chance::count),
        what,
        log_tail: c.text(),
    }
}

pub(super) fn happenings(c: &mut Chance) -> Vec<Happened> {
    let evidence = Evidence {
        device: c.text(),
        backend: c.text(),
        kind: GpuKind::Discrete,
        driver: c.text(),
        dispatches: c.whole(),
        bytes_up: c.whole(),
        bytes_down: c.whole(),
        device_ns: c.maybe(Chance::whole),
    };
    let others = [Happened::CannotRun(c.text()), Happened::Ran(evidence)];
    failures(c).into_iter().map(Happened::Failed).chain(others).collect()
}

/// All of them: where a variant is added, `known` beside the verdicts does not compile until somebody has come by here.
pub(super) fn failures(c: &mut Chance) -> Vec<Failure> {
    vec![
        Failure::DoesNotBuild(c.text()),
        Failure::Said(c.text()),
        Failure::Signal(9),
        Failure::ExitCode(-1),
        Failure::TimedOut(c.whole()),
        Failure::OutOfMemory(c.whole()),
        Failure::BrokeProtocol(c.text()),
        Failure::NewerProtocol(c.count()),
        Failure::NotStarted(c.text()),
    ]
}
