//! What the host did in each round: what changed between its two readings stands in columns, the readings in JSON.

use model::{HostReading, HostRow};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, json},
    take,
};

pub(super) fn to_frame(rows: &[HostRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .count("round", |r| r.round)
        .whole("wall_ns", |r| r.wall_ns)
        .maybe_text("disturbance", |r| r.disturbance.as_deref())
        .maybe_number("load_1m", |r| r.after.load_1m)
        .maybe_count("runnable", |r| r.after.runnable)
        .maybe_whole("steal_ms", |r| during(r, |reading| reading.steal_ms))
        .maybe_whole("busy_ms", |r| during(r, |reading| reading.busy_ms))
        .maybe_whole("cpu_pressure_us", |r| during(r, |reading| reading.cpu_pressure_us))
        .maybe_whole("memory_pressure_us", |r| during(r, |reading| reading.memory_pressure_us))
        .maybe_whole("throttled", |r| during(r, |reading| reading.throttled))
        .made_text("json", |r| json(&(&r.before, &r.after)))
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<HostRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut workload = take::name(frame, "workload")?;
    let mut round = take::count(frame, "round")?;
    let mut wall_ns = take::whole(frame, "wall_ns")?;
    let mut disturbance = take::maybe_text(frame, "disturbance")?;
    let mut readings = take::json::<(HostReading, HostReading)>(frame, "json")?;
    take::rows(frame, || {
        let (before, after) = readings()?;
        Ok(HostRow {
            experiment: experiment()?,
            workload: workload()?,
            round: round()?,
            before,
            after,
            wall_ns: wall_ns()?,
            disturbance: disturbance()?,
        })
    })
}

/// Counters run since boot; one that went back says nothing.
fn during(row: &HostRow, counter: impl Fn(&HostReading) -> Option<u64>) -> Option<u64> {
    counter(&row.after)?.checked_sub(counter(&row.before)?)
}
