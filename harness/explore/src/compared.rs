//! Two runs beside each other: what got slower, variant by variant.

use std::collections::BTreeMap;

use model::{Name, RunRecord, SampleRow, Scope};
use report::number;
use results::{Cell, Kind};
use stats::{median, two_sample};

use crate::{
    error::{Result, asked},
    opened::{Opened, text},
    table::Table,
};

/// Each bound of a ratio has this one-sided error.
const ALPHA: f64 = 0.005;

type Key = (Name, Name, Name);

impl Opened {
    /// The run that is held against: `TOUCHSTONE_BASE`, or else the head itself, against which nothing differs.
    pub fn base(&self) -> Result<String> {
        match &self.parameters.base {
            Some(run) => Ok(self.store.find(run)?.run),
            None => self.head(),
        }
    }

    /// The run that is looked at: `TOUCHSTONE_HEAD`, or else the newest that measured anything.
    pub fn head(&self) -> Result<String> {
        if let Some(run) = &self.parameters.head {
            return Ok(self.store.find(run)?.run);
        }
        for (record, _) in &self.runs {
            let entry = self.store.find(&record.header.run)?;
            if self.store.samples(&entry)? > 0 {
                return Ok(entry.run);
            }
        }
        asked("no run here measured anything yet: `touchstone run --quick` makes one")
    }

    /// The time of a call in the head over that in the base, for every variant that both measured. Rounds of two runs are
    /// not paired: what the host did in between is part of the ratio. A gate, which measures both in the same rounds, is the
    /// stronger test; this says where to look.
    pub fn compared(&self) -> Result<Table> {
        let (base, head) = (self.store.read(&self.base()?)?, self.store.read(&self.head()?)?);
        if base.machine.class != head.machine.class {
            return asked(format!(
                "{} is of {}, {} of {}: times of two classes of machines are not compared",
                base.header.run, base.machine.class, head.header.run, head.machine.class
            ));
        }
        let (before, mut after) = (calls(&base), calls(&head));
        let mut rows = Vec::new();
        for ((experiment, workload, variant), a) in &before {
            let Some(b) = after.remove(&(experiment.clone(), workload.clone(), variant.clone())) else {
                continue;
            };
            let shift = two_sample(&logarithms(&b), &logarithms(a), ALPHA);
            let ratio = |value: f64| Cell::Number(value.exp());
            rows.push(vec![
                text(experiment.as_str()),
                text(workload.as_str()),
                text(variant.as_str()),
                Cell::Number(median(a)),
                Cell::Number(median(&b)),
                ratio(shift.estimate),
                text(&format!("[{}, {}]", number(shift.lower.exp(), ""), number(shift.upper.exp(), ""))),
                text(said(shift.lower, shift.upper)),
            ]);
        }
        if rows.is_empty() {
            return asked(format!(
                "{} and {} measured nothing in common: name two runs of one experiment in TOUCHSTONE_BASE and TOUCHSTONE_HEAD",
                base.header.run, head.header.run
            ));
        }
        let columns =
            ["experiment", "workload", "variant", "base_s", "head_s", "ratio", "interval", "the head is"];
        let kinds = [(3, Kind::Number), (4, Kind::Number), (5, Kind::Number)];
        Ok(Table::made(&columns, &kinds, rows))
    }
}

/// The time of a call in every round, in seconds, of the head where a gate has sides. Disturbed rounds are left out, as for a
/// verdict.
fn calls(record: &RunRecord) -> BTreeMap<Key, Vec<f64>> {
    let mut rounds: BTreeMap<(Key, u32), Vec<f64>> = BTreeMap::new();
    let counts = |row: &&SampleRow| {
        row.scope == Scope::Alone && row.side == model::Side::Head && row.loops > 0 && !row.disturbed
    };
    for row in record.samples.iter().filter(counts) {
        let key = (row.experiment.clone(), row.workload.clone(), row.variant.clone());
        let call = row.wall_ns as f64 / 1e9 / f64::from(row.loops);
        rounds.entry((key, row.round)).or_default().push(call);
    }
    let mut calls: BTreeMap<Key, Vec<f64>> = BTreeMap::new();
    for ((key, _), iterations) in rounds {
        calls.entry(key).or_default().push(median(&iterations));
    }
    calls
}

fn logarithms(calls: &[f64]) -> Vec<f64> {
    calls.iter().map(|call| call.ln()).collect()
}

fn said(lower: f64, upper: f64) -> &'static str {
    if !(lower.is_finite() && upper.is_finite()) {
        "undecided: too few rounds"
    } else if lower > 0.0 {
        "slower"
    } else if upper < 0.0 {
        "faster"
    } else {
        "not shown to differ"
    }
}
