//! Comparisons with the reference.

use model::{Check, CheckRow, Digests};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, word},
    take,
};

pub(super) fn to_frame(rows: &[CheckRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("side", |r| r.side.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .text("name", |r| &r.check.name)
        .made_text("kind", |r| word(&r.check.kind))
        .maybe_number("error", |r| r.check.error)
        .number("tolerance", |r| r.check.tolerance)
        .yes_no("passed", |r| r.check.passed)
        .maybe_text("note", |r| r.check.note.as_deref())
        .maybe_text("input_digest", |r| r.digests.as_ref().map(|digests| digests.input.as_str()))
        .maybe_text("output_digest", |r| r.digests.as_ref().map(|digests| digests.output.as_str()))
        .maybe_whole("seed", |r| r.seed)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Vec<CheckRow>, String> {
    let mut experiment = take::name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut workload = take::name(frame, "workload")?;
    let mut variant = take::name(frame, "variant")?;
    let mut name = take::text(frame, "name")?;
    let mut kind = take::word(frame, "kind")?;
    let mut error = take::maybe_number(frame, "error")?;
    let mut tolerance = take::number(frame, "tolerance")?;
    let mut passed = take::yes_no(frame, "passed")?;
    let mut note = take::maybe_text(frame, "note")?;
    let mut input = take::maybe_text(frame, "input_digest")?;
    let mut output = take::maybe_text(frame, "output_digest")?;
    let mut seed = take::maybe_whole(frame, "seed")?;
    take::rows(frame, || {
        Ok(CheckRow {
            side: side()?.unwrap_or_default(),
            experiment: experiment()?,
            workload: workload()?,
            variant: variant()?,
            check: Check {
                name: name()?,
                kind: kind()?,
                error: error()?,
                tolerance: tolerance()?,
                passed: passed()?,
                note: note()?,
            },
            digests: input()?.zip(output()?).map(|(input, output)| Digests { input, output }),
            seed: seed()?,
        })
    })
}
