//! Measures one variant on one workload in this process, which is one invocation.

use std::{
    hint::black_box,
    io::{self, Read},
    time::{Duration, Instant},
};

use model::{Event, PROTOCOL};

use super::{
    Failed,
    arguments::{Gate, Plan},
    clock, memory,
    stream::Stream,
};
use crate::{
    declare::Setting,
    prepared::{Measured, Report, Work},
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
    for iteration in 0..plan.iterations {
        let (output, times) = clock::timed(|| {
            for _ in 1..plan.loops {
                black_box(run());
            }
            black_box(run())
        });
        last = Report::default();
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
        for (name, start_ns, duration_ns) in last.spans.drain(..) {
            stream.write(&Event::Span { name, start_ns, duration_ns, iteration })?;
        }
    }
    if !always_proven {
        last.evidence = None;
    }
    finish(last, stream)
}

/// The figures of the last iteration, and the peak of memory over all of them.
fn finish(report: Report, stream: &mut Stream) -> Result<(), Failed> {
    for (name, value, unit, projected) in report.metrics {
        stream.write(&Event::Metric { name, value, unit: unit.to_owned(), projected })?;
    }
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

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
