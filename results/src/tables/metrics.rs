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
        .maybe_count("round", |r| r.seed.is_none().then_some(r.round))
        .text("metric", |r| r.metric.as_str())
        .number("value", |r| r.value)
        .text("unit", |r| &r.unit)
        .yes_no("projected", |r| r.projected)
        .maybe_whole("seed", |r| r.seed)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<MetricRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::name(frame, "workload")?;
    let mut variant = take::name(frame, "variant")?;
    let mut round = take::maybe_count(frame, "round")?;
    let mut metric = take::name(frame, "metric")?;
    let mut value = take::number(frame, "value")?;
    let mut unit = take::text(frame, "unit")?;
    let mut projected = take::yes_no(frame, "projected")?;
    let mut seed = take::maybe_whole(frame, "seed")?;
    take::rows(frame, || {
        Ok(MetricRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            round: round()?.unwrap_or(0),
            metric: metric()?,
            value: value()?,
            unit: unit()?,
            projected: projected()?,
            seed: seed()?,
        })
    })
}
