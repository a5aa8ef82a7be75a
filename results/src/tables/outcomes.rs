//! Outcomes of a gate. Their numbers are read from columns: an interval may be open, and JSON has no infinity.

use model::{Again, Clock, Name, Outcome, OutcomeRow, Quantity};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, json},
    take,
};

pub(super) fn to_frame(rows: &[OutcomeRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .maybe_text("workload", |r| r.workload.as_ref().map(Name::as_str))
        .maybe_text("variant", |r| r.variant.as_ref().map(Name::as_str))
        .made_text("quantity", |r| r.quantity.to_string())
        .maybe_text("clock", |r| r.clock.map(Clock::as_str))
        .maybe_number("base", |r| r.base)
        .maybe_number("head", |r| r.head)
        .text("unit", |r| &r.unit)
        .maybe_number("ratio", |r| r.ratio)
        .maybe_number("lower", |r| r.lower)
        .maybe_number("upper", |r| r.upper)
        .maybe_number("margin", |r| r.margin)
        .maybe_number("resolves", |r| r.resolves)
        .count("rounds", |r| r.rounds)
        .maybe_number("instructions", |r| r.instructions)
        .text("outcome", |r| r.outcome.word())
        .made_text("reason", |r| r.outcome.reason())
        .maybe_text("again", |r| r.again.as_ref().map(|again| again.run.as_str()))
        .made_text("json", |r| json(&(&r.quantity, &r.outcome, &r.again)))
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<OutcomeRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut workload = take::maybe_name(frame, "workload")?;
    let mut variant = take::maybe_name(frame, "variant")?;
    let mut clock = take::maybe_word(frame, "clock")?;
    let mut base = take::maybe_number(frame, "base")?;
    let mut head = take::maybe_number(frame, "head")?;
    let mut unit = take::text(frame, "unit")?;
    let mut ratio = take::maybe_number(frame, "ratio")?;
    let mut lower = take::maybe_number(frame, "lower")?;
    let mut upper = take::maybe_number(frame, "upper")?;
    let mut margin = take::maybe_number(frame, "margin")?;
    let mut resolves = take::maybe_number(frame, "resolves")?;
    let mut rounds = take::count(frame, "rounds")?;
    let mut instructions = take::maybe_number(frame, "instructions")?;
    let mut whole = take::json::<(Quantity, Outcome, Option<Again>)>(frame, "json")?;
    take::rows(frame, || {
        let (quantity, outcome, again) = whole()?;
        Ok(OutcomeRow {
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            quantity,
            clock: clock()?,
            base: base()?,
            head: head()?,
            unit: unit()?,
            ratio: ratio()?,
            lower: lower()?,
            upper: upper()?,
            margin: margin()?,
            resolves: resolves()?,
            rounds: rounds()?,
            instructions: instructions()?,
            again,
            outcome,
        })
    })
}
