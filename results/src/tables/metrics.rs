//! Figures that invocations reported.

use model::MetricRow;
use polars::prelude::{DataFrame, PolarsResult};

use super::{put::Columns, take};

pub(super) fn to_frame(rows: &[MetricRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("side", |r| r.side.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .count("round", |r| r.round)
        .text("metric", |r| r.metric.as_str())
        .number("value", |r| r.value)
        .text("unit", |r| &r.unit)
        .yes_no("projected", |r| r.projected)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<MetricRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::name(frame, "workload")?;
    let mut variant = take::name(frame, "variant")?;
    let mut round = take::count(frame, "round")?;
    let mut metric = take::name(frame, "metric")?;
    let mut value = take::number(frame, "value")?;
    let mut unit = take::text(frame, "unit")?;
    let mut projected = take::yes_no(frame, "projected")?;
    take::rows(frame, || {
        Ok(MetricRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            round: round()?,
            metric: metric()?,
            value: value()?,
            unit: unit()?,
            projected: projected()?,
        })
    })
}
