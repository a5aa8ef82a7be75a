//! Stages of the work.

use model::{Lane, SpanRow};
use polars::prelude::{DataFrame, PolarsResult};

use super::{put::Columns, take};

pub(super) fn to_frame(rows: &[SpanRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("side", |r| r.side.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .count("round", |r| r.round)
        .count("iteration", |r| r.iteration)
        .text("span", |r| r.span.as_str())
        .text("lane", |r| r.lane.as_str())
        .whole("start_ns", |r| r.start_ns)
        .whole("duration_ns", |r| r.duration_ns)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<SpanRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::name(frame, "workload")?;
    let mut variant = take::name(frame, "variant")?;
    let mut round = take::count(frame, "round")?;
    let mut iteration = take::count(frame, "iteration")?;
    let mut span = take::name(frame, "span")?;
    let mut lane = take::maybe_name(frame, "lane")?;
    let mut start_ns = take::whole(frame, "start_ns")?;
    let mut duration_ns = take::whole(frame, "duration_ns")?;
    take::rows(frame, || {
        Ok(SpanRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            round: round()?,
            iteration: iteration()?,
            span: span()?,
            lane: lane()?.map(Lane::new).unwrap_or_default(),
            start_ns: start_ns()?,
            duration_ns: duration_ns()?,
        })
    })
}
