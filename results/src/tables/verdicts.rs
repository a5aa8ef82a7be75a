//! Verdicts. Their numbers are read from columns: an interval may be open, and JSON has no infinity.

use model::{Clock, VerdictRow};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, json},
    take,
};

pub(super) fn to_frame(rows: &[VerdictRow]) -> PolarsResult<DataFrame> {
    let rows: Vec<(&VerdictRow, Option<String>)> =
        rows.iter().map(|row| (row, row.predicted.map(|word| word.to_string()))).collect();
    Columns::of(&rows)
        .text("experiment", |(r, _)| r.experiment.as_str())
        .text("hypothesis", |(r, _)| &r.hypothesis)
        .text("expectation", |(r, _)| &r.expectation)
        .text("workload", |(r, _)| r.workload.as_str())
        .text("target", |(r, _)| &r.target)
        .maybe_number("target_value", |(r, _)| r.target_value)
        .maybe_number("estimate", |(r, _)| r.estimate)
        .maybe_number("lower", |(r, _)| r.lower)
        .maybe_number("upper", |(r, _)| r.upper)
        .text("unit", |(r, _)| &r.unit)
        .maybe_text("clock", |(r, _)| r.clock.map(Clock::as_str))
        .count("rounds", |(r, _)| r.rounds)
        .maybe_number("detectable", |(r, _)| r.detectable)
        .text("verdict", |(r, _)| r.verdict.word())
        .made_text("reason", |(r, _)| r.verdict.reason())
        .maybe_text("predicted", |(_, word)| word.as_deref())
        .maybe_yes_no("as_predicted", |(r, _)| r.as_predicted)
        .maybe_text("claim", |(r, _)| r.claim.as_deref())
        .made_text("json", |(r, _)| json(&r.verdict))
        .frame()
}

/// What rows are made from; the others say the same for questions in SQL.
pub(super) const NEEDED: &[&str] = &[
    "experiment",
    "hypothesis",
    "expectation",
    "workload",
    "target",
    "target_value",
    "estimate",
    "lower",
    "upper",
    "unit",
    "clock",
    "rounds",
    "detectable",
    "predicted",
    "as_predicted",
    "claim",
    "json",
];

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<VerdictRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut hypothesis = take::text(frame, "hypothesis")?;
    let mut expectation = take::text(frame, "expectation")?;
    let mut workload = take::name(frame, "workload")?;
    let mut target = take::text(frame, "target")?;
    let mut target_value = take::maybe_number(frame, "target_value")?;
    let mut estimate = take::maybe_number(frame, "estimate")?;
    let mut lower = take::maybe_number(frame, "lower")?;
    let mut upper = take::maybe_number(frame, "upper")?;
    let mut unit = take::text(frame, "unit")?;
    let mut clock = take::maybe_word(frame, "clock")?;
    let mut rounds = take::count(frame, "rounds")?;
    let mut detectable = take::maybe_number(frame, "detectable")?;
    let mut verdict = take::json(frame, "json")?;
    let mut predicted = take::maybe_word(frame, "predicted")?;
    let mut as_predicted = take::maybe_yes_no(frame, "as_predicted")?;
    let mut claim = take::maybe_text(frame, "claim")?;
    take::rows(frame, || {
        Ok(VerdictRow {
            experiment: experiment()?,
            hypothesis: hypothesis()?,
            expectation: expectation()?,
            workload: workload()?,
            target: target()?,
            target_value: target_value()?,
            estimate: estimate()?,
            lower: lower()?,
            upper: upper()?,
            unit: unit()?,
            clock: clock()?,
            rounds: rounds()?,
            detectable: detectable()?,
            verdict: verdict()?,
            predicted: predicted()?,
            as_predicted: as_predicted()?,
            claim: claim()?,
        })
    })
}
