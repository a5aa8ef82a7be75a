//! Iterations: the one table with millions of rows, so nothing in it goes through JSON.

use model::{SampleRow, Scope};
use polars::prelude::{DataFrame, PolarsResult};

use super::{put::Columns, take};

pub(super) fn to_frame(rows: &[SampleRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("side", |r| r.side.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .count("round", |r| r.round)
        .text("scope", |r| match r.scope {
            Scope::Alone => "alone",
            Scope::Together => "together",
        })
        .count("copy", |r| r.copy)
        .count("place", |r| r.place)
        .count("iteration", |r| r.iteration)
        .count("loops", |r| r.loops)
        .count("threads", |r| r.threads)
        .whole("wall_ns", |r| r.wall_ns)
        .maybe_whole("thread_cpu_ns", |r| r.thread_cpu_ns)
        .maybe_whole("process_cpu_ns", |r| r.process_cpu_ns)
        .maybe_whole("device_ns", |r| r.device_ns)
        .yes_no("disturbed", |r| r.disturbed)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<SampleRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::name(frame, "workload")?;
    let mut variant = take::name(frame, "variant")?;
    let mut round = take::count(frame, "round")?;
    let mut scope = take::word(frame, "scope")?;
    let mut copy = take::count(frame, "copy")?;
    let mut place = take::count(frame, "place")?;
    let mut iteration = take::count(frame, "iteration")?;
    let mut loops = take::count(frame, "loops")?;
    let mut threads = take::count(frame, "threads")?;
    let mut wall_ns = take::whole(frame, "wall_ns")?;
    let mut thread_cpu_ns = take::maybe_whole(frame, "thread_cpu_ns")?;
    let mut process_cpu_ns = take::maybe_whole(frame, "process_cpu_ns")?;
    let mut device_ns = take::maybe_whole(frame, "device_ns")?;
    let mut disturbed = take::yes_no(frame, "disturbed")?;
    take::rows(frame, || {
        Ok(SampleRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            round: round()?,
            scope: scope()?,
            copy: copy()?,
            place: place()?,
            iteration: iteration()?,
            loops: loops()?,
            threads: threads()?,
            wall_ns: wall_ns()?,
            thread_cpu_ns: thread_cpu_ns()?,
            process_cpu_ns: process_cpu_ns()?,
            device_ns: device_ns()?,
            disturbed: disturbed()?,
        })
    })
}
