//! What invocations left besides samples: failures, refusals, and the evidence of devices.

use model::{FailureRow, Happened, Name};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, json},
    take,
};

pub(super) fn to_frame(rows: &[FailureRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("side", |r| r.side.as_str())
        .maybe_text("workload", |r| r.workload.as_ref().map(Name::as_str))
        .maybe_text("variant", |r| r.variant.as_ref().map(Name::as_str))
        .maybe_count("round", |r| r.round)
        .text("kind", |r| match r.what {
            Happened::Failed(_) => "failed",
            Happened::CannotRun(_) => "cannot run",
            Happened::Ran(_) => "ran",
        })
        .made_text("what", |r| match &r.what {
            Happened::Failed(failure) => failure.to_string(),
            Happened::CannotRun(reason) => reason.clone(),
            Happened::Ran(evidence) => {
                format!("{} ({}), {} dispatches", evidence.device, evidence.backend, evidence.dispatches)
            }
        })
        .text("log_tail", |r| &r.log_tail)
        .made_text("json", |r| json(&r.what))
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<FailureRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::maybe_name(frame, "workload")?;
    let mut variant = take::maybe_name(frame, "variant")?;
    let mut round = take::maybe_count(frame, "round")?;
    let mut what = take::json(frame, "json")?;
    let mut log_tail = take::text(frame, "log_tail")?;
    take::rows(frame, || {
        Ok(FailureRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            round: round()?,
            what: what()?,
            log_tail: log_tail()?,
        })
    })
}
