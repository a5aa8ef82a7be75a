//! Measures one variant on one workload in this process, which is one invocation.

use std::{
    hint::black_box,
    io::{self, Read},
    time::{Duration, Instant},
};

use model::{Event, PROTOCOL, SPAN_COST, SPANS, WATCHING_SHARE};

use super::{
    Failed,
    arguments::{Gate, Plan},
    clock, memory,
    stream::Stream,
};
use crate::{
    declare::Setting,
    prepared::{Iteration, Measured, Report, Span, Work, nanos},
    spans::span_cost_ns,
};

/// Prepares, says that it is ready, warms up, measures, reports.
pub(super) fn measure<'a, I, O>(
    input: &'a I,
    prepare: &dyn Fn(&'a I, Setting) -> Measured<'a, O>,
    setting: Setting,
    plan: Plan,
    made_input: Duration,
    stream: &mut Stream,
) -> Result<(), Failed> {
    let start = Instant::now();
    let (mut run, mut report) = match prepare(input, setting).work {
        Work::Ready { run, report } => (run, report),
        Work::CannotRun(reason) => return Err(Failed::CannotRun(reason)),
    };
    stream.write(&Event::Ready {
        protocol: PROTOCOL,
        prepare_ns: nanos(made_input + start.elapsed()),
        threads: setting.threads as u32,
    })?;
    if plan.gate == Gate::WaitForLine {
        wait_for_line()?;
    }
    for _ in 0..plan.warmup {
        for _ in 0..plan.loops {
            black_box(run());
        }
    }
    let mut last = Report::default();
    // One iteration that fell back is enough for the number not to be the device's.
    let mut always_proven = true;
    let mut watching = Watching::default();
    for iteration in 0..plan.iterations {
        let (output, times) = clock::timed(|| {
            for _ in 1..plan.loops {
                black_box(run());
            }
            black_box(run())
        });
        last = Report::of(Iteration { start: times.start, wall: times.wall });
        report(&output, &mut last);
        drop(output);
        always_proven &= last.evidence.is_some();
        if let Some(problem) = last.problems.drain(..).next() {
            return Err(Failed::Error(problem));
        }
        stream.write(&Event::Sample {
            iteration,
            loops: plan.loops,
            wall_ns: nanos(times.wall),
            thread_cpu_ns: times.thread_cpu.map(nanos),
            process_cpu_ns: times.process_cpu.map(nanos),
            device_ns: last.device_ns,
        })?;
        watching.saw(last.spans.len(), times.wall / plan.loops);
        for Span { name, lane, start_ns, duration_ns } in last.spans.drain(..) {
            stream.write(&Event::Span { name, lane, start_ns, duration_ns, iteration })?;
        }
    }
    if !always_proven {
        last.evidence = None;
    }
    finish(last, &watching, stream)
}

/// What the spans of a call took of it, at the most.
#[derive(Default)]
struct Watching {
    spans: usize,
    spans_per_ns: f64,
}

impl Watching {
    fn saw(&mut self, spans: usize, call: Duration) {
        self.spans = self.spans.max(spans);
        // A call that the clock did not see took less than its smallest step.
        self.spans_per_ns = self.spans_per_ns.max(spans as f64 / nanos(call).max(1) as f64);
    }

    /// The cost of a span is asked for outside the clocks, and only where there are spans.
    fn tell(&self, stream: &mut Stream) -> Result<(), Failed> {
        if self.spans == 0 {
            return Ok(());
        }
        let cost_ns = span_cost_ns();
        for (name, value, unit) in [
            (SPANS, self.spans as f64, ""),
            (SPAN_COST, cost_ns / 1e9, "s"),
            (WATCHING_SHARE, self.spans_per_ns * cost_ns, ""),
        ] {
            let name = name.parse().map_err(|error| Failed::Error(format!("{error}")))?;
            stream.write(&Event::Metric { name, value, unit: unit.to_owned(), projected: false })?;
        }
        Ok(())
    }
}

/// The figures of the last iteration, and the peak of memory over all of them.
fn finish(report: Report, watching: &Watching, stream: &mut Stream) -> Result<(), Failed> {
    for (name, value, unit, projected) in report.metrics {
        stream.write(&Event::Metric { name, value, unit: unit.to_owned(), projected })?;
    }
    watching.tell(stream)?;
    if let Some(evidence) = report.evidence {
        stream.write(&Event::Evidence(evidence))?;
    }
    if let Some((bytes, anonymous_bytes)) = memory::peak() {
        stream.write(&Event::PeakMemory { bytes, anonymous_bytes })?;
    }
    Ok(())
}

/// Several copies that are measured together start when the harness says so; its end of the pipe closed says it too.
fn wait_for_line() -> io::Result<()> {
    let mut byte = [0_u8];
    while io::stdin().read(&mut byte)? == 1 && byte[0] != b'\n' {}
    Ok(())
}
