//! How often the gate sees a known slowdown.

use model::PowerRow;
use polars::prelude::{DataFrame, PolarsResult};

use super::{put::Columns, take};

pub(super) fn to_frame(rows: &[PowerRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("kernel", |r| r.kernel.as_str())
        .number("slowdown", |r| r.slowdown)
        .text("method", |r| r.method.as_str())
        .text("host", |r| r.host.as_str())
        .count("rounds", |r| r.rounds)
        .count("gates", |r| r.gates)
        .count("red", |r| r.red)
        .count("undecided", |r| r.undecided)
        .number("rate", |r| r.rate)
        .number("lower", |r| r.lower)
        .number("upper", |r| r.upper)
        .yes_no("replayed", |r| r.replayed)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<PowerRow>, String> {
    let mut kernel = take::name(frame, "kernel")?;
    let mut slowdown = take::number(frame, "slowdown")?;
    let mut method = take::name(frame, "method")?;
    let mut host = take::name(frame, "host")?;
    let mut rounds = take::count(frame, "rounds")?;
    let mut gates = take::count(frame, "gates")?;
    let mut red = take::count(frame, "red")?;
    let mut undecided = take::count(frame, "undecided")?;
    let mut rate = take::number(frame, "rate")?;
    let mut lower = take::number(frame, "lower")?;
    let mut upper = take::number(frame, "upper")?;
    let mut replayed = take::yes_no(frame, "replayed")?;
    take::rows(frame, || {
        Ok(PowerRow {
            kernel: kernel()?,
            slowdown: slowdown()?,
            method: method()?,
            host: host()?,
            rounds: rounds()?,
            gates: gates()?,
            red: red()?,
            undecided: undecided()?,
            rate: rate()?,
            lower: lower()?,
            upper: upper()?,
            replayed: replayed()?,
        })
    })
}
