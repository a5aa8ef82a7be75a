//! Rows become columns, and columns rows again.

use model::{
    CheckRow, ExperimentPin, FailureRow, Happened, HostRow, MetricRow, Name, RunHeader, RunRecord, SampleRow,
    Scope, SpanRow, VerdictRow,
};
use polars::prelude::{Column, DataFrame, NamedFrom, PolarsResult, Series};
use serde::{Serialize, de::DeserializeOwned};

use crate::columns::TableName;

/// The frame of one table of a run.
pub(crate) fn to_frame(table: TableName, record: &RunRecord) -> PolarsResult<DataFrame> {
    match table {
        TableName::Run => run(record),
        TableName::Machine => machine(record),
        TableName::Samples => samples(&record.samples),
        TableName::Metrics => metrics(&record.metrics),
        TableName::Checks => checks(&record.checks),
        TableName::Spans => spans(&record.spans),
        TableName::Host => host(&record.host),
        TableName::Failures => failures(&record.failures),
        TableName::Verdicts => verdicts(&record.verdicts),
    }
}

/// The columns of a frame, one call each; the order is that of the declared columns.
struct Columns<'a, R> {
    rows: &'a [R],
    columns: Vec<Column>,
}

impl<'a, R> Columns<'a, R> {
    fn of(rows: &'a [R]) -> Self {
        Self { rows, columns: Vec::new() }
    }

    fn add(mut self, series: Series) -> Self {
        self.columns.push(series.into());
        self
    }

    fn text(self, name: &str, get: impl Fn(&'a R) -> &'a str) -> Self {
        let values: Vec<&str> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn maybe_text(self, name: &str, get: impl Fn(&'a R) -> Option<&'a str>) -> Self {
        let values: Vec<Option<&str>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn made_text(self, name: &str, get: impl Fn(&'a R) -> Option<String>) -> Self {
        let values: Vec<Option<String>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn whole(self, name: &str, get: impl Fn(&'a R) -> u64) -> Self {
        let values: Vec<u64> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn maybe_whole(self, name: &str, get: impl Fn(&'a R) -> Option<u64>) -> Self {
        let values: Vec<Option<u64>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn number(self, name: &str, get: impl Fn(&'a R) -> Option<f64>) -> Self {
        let values: Vec<Option<f64>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn yes_no(self, name: &str, get: impl Fn(&'a R) -> Option<bool>) -> Self {
        let values: Vec<Option<bool>> = self.rows.iter().map(get).collect();
        self.add(Series::new(name.into(), values))
    }

    fn json(self) -> Self
    where
        R: Serialize,
    {
        self.made_text("json", |row| Some(json(row)))
    }

    fn frame(self) -> PolarsResult<DataFrame> {
        DataFrame::new(self.rows.len(), self.columns)
    }
}

/// Rows of `model` hold nothing that JSON cannot: no maps with odd keys, no NaN.
fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).unwrap_or_default()
}

fn run(record: &RunRecord) -> PolarsResult<DataFrame> {
    let RunHeader { pin, started_utc, rustc, flags, harness, command, seed, ended_early, .. } =
        &record.header;
    let command = command.join(" ");
    let header = json(&record.header);
    // A run in which nothing could be built is a run too, and has its one row.
    let pins: Vec<Option<&ExperimentPin>> = match record.header.experiments.as_slice() {
        [] => vec![None],
        pins => pins.iter().map(Some).collect(),
    };
    Columns::of(&pins)
        .maybe_text("experiment", |e| e.map(|e| e.experiment.as_str()))
        .maybe_text("plan", |e| e.and_then(|e| e.plan.as_deref()))
        .made_text("started", |_| Some(started_utc.clone()))
        .made_text("commit", |_| pin.commit.clone())
        .made_text("branch", |_| pin.branch.clone())
        .yes_no("dirty", |_| Some(pin.dirty))
        .made_text("caution", |_| pin.caution.clone())
        .made_text("patch_hash", |_| pin.patch_hash.clone())
        .made_text("lock_hash", |_| pin.lock_hash.clone())
        .maybe_text("declaration_hash", |e| e.map(|e| e.declaration_hash.as_str()))
        .maybe_text("source_hash", |e| e.map(|e| e.source_hash.as_str()))
        .maybe_text("binary_hash", |e| e.map(|e| e.binary_hash.as_str()))
        .made_text("rustc", |_| Some(rustc.clone()))
        .made_text("flags", |_| Some(flags.clone()))
        .made_text("harness", |_| Some(harness.clone()))
        .made_text("command", |_| Some(command.clone()))
        .whole("seed", |_| *seed)
        .made_text("class", |_| Some(record.machine.class.clone()))
        .made_text("fingerprint", |_| Some(record.machine.fingerprint.clone()))
        .made_text("ended_early", |_| ended_early.clone())
        .made_text("json", |_| Some(header.clone()))
        .frame()
}

fn machine(record: &RunRecord) -> PolarsResult<DataFrame> {
    Columns::of(std::slice::from_ref(&record.machine))
        .text("class", |m| &m.class)
        .text("fingerprint", |m| &m.fingerprint)
        .text("system", |m| &m.system)
        .text("architecture", |m| &m.architecture)
        .maybe_text("cpu_model", |m| m.cpu_model.as_deref())
        .whole("usable_cores", |m| u64::from(m.cores.usable))
        .whole("memory_bytes", |m| m.memory.total_bytes)
        .maybe_text("hypervisor", |m| m.virtualisation.hypervisor.as_deref())
        .made_text("gpus", |m| {
            Some(m.gpus.iter().map(|gpu| gpu.name.as_str()).collect::<Vec<_>>().join(", "))
        })
        .json()
        .frame()
}

fn samples(rows: &[SampleRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .whole("round", |r| r.round.into())
        .text("scope", |r| scope_word(r.scope))
        .whole("copy", |r| r.copy.into())
        .whole("place", |r| r.place.into())
        .whole("iteration", |r| r.iteration.into())
        .whole("loops", |r| r.loops.into())
        .whole("threads", |r| r.threads.into())
        .whole("wall_ns", |r| r.wall_ns)
        .maybe_whole("thread_cpu_ns", |r| r.thread_cpu_ns)
        .maybe_whole("process_cpu_ns", |r| r.process_cpu_ns)
        .maybe_whole("device_ns", |r| r.device_ns)
        .yes_no("disturbed", |r| Some(r.disturbed))
        .frame()
}

fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Alone => "alone",
        Scope::Together => "together",
    }
}

fn metrics(rows: &[MetricRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .whole("round", |r| r.round.into())
        .text("metric", |r| r.metric.as_str())
        .number("value", |r| Some(r.value))
        .text("unit", |r| &r.unit)
        .yes_no("projected", |r| Some(r.projected))
        .frame()
}

fn checks(rows: &[CheckRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .text("name", |r| &r.check.name)
        .number("error", |r| r.check.error)
        .number("tolerance", |r| Some(r.check.tolerance))
        .yes_no("passed", |r| Some(r.check.passed))
        .maybe_text("note", |r| r.check.note.as_deref())
        .json()
        .frame()
}

fn spans(rows: &[SpanRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .text("variant", |r| r.variant.as_str())
        .whole("round", |r| r.round.into())
        .whole("iteration", |r| r.iteration.into())
        .text("span", |r| r.span.as_str())
        .whole("start_ns", |r| r.start_ns)
        .whole("duration_ns", |r| r.duration_ns)
        .frame()
}

fn host(rows: &[HostRow]) -> PolarsResult<DataFrame> {
    let during = |before: Option<u64>, after: Option<u64>| after?.checked_sub(before?);
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("workload", |r| r.workload.as_str())
        .whole("round", |r| r.round.into())
        .whole("wall_ns", |r| r.wall_ns)
        .number("load_1m", |r| r.after.load_1m)
        .maybe_whole("steal_ms", |r| during(r.before.steal_ms, r.after.steal_ms))
        .maybe_whole("busy_ms", |r| during(r.before.busy_ms, r.after.busy_ms))
        .maybe_text("disturbance", |r| r.disturbance.as_deref())
        .json()
        .frame()
}

fn failures(rows: &[FailureRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .maybe_text("workload", |r| r.workload.as_ref().map(Name::as_str))
        .maybe_text("variant", |r| r.variant.as_ref().map(Name::as_str))
        .maybe_whole("round", |r| r.round.map(u64::from))
        .text("kind", |r| match r.what {
            Happened::Failed(_) => "failed",
            Happened::CannotRun(_) => "cannot run",
            Happened::Ran(_) => "ran",
        })
        .made_text("what", |r| {
            Some(match &r.what {
                Happened::Failed(failure) => failure.to_string(),
                Happened::CannotRun(reason) => reason.clone(),
                Happened::Ran(evidence) => format!("{} ({})", evidence.device, evidence.backend),
            })
        })
        .text("log_tail", |r| &r.log_tail)
        .json()
        .frame()
}

fn verdicts(rows: &[VerdictRow]) -> PolarsResult<DataFrame> {
    Columns::of(rows)
        .text("experiment", |r| r.experiment.as_str())
        .text("hypothesis", |r| &r.hypothesis)
        .text("expectation", |r| &r.expectation)
        .text("workload", |r| r.workload.as_str())
        .text("target", |r| &r.target)
        .number("target_value", |r| r.target_value)
        .number("estimate", |r| r.estimate)
        .number("lower", |r| r.lower)
        .number("upper", |r| r.upper)
        .text("unit", |r| &r.unit)
        .whole("rounds", |r| r.rounds.into())
        .number("detectable", |r| r.detectable)
        .text("verdict", |r| r.verdict.word())
        .made_text("reason", |r| Some(r.verdict.reason()))
        .made_text("predicted", |r| r.predicted.map(|p| p.to_string()))
        .yes_no("as_predicted", |r| r.as_predicted)
        .maybe_text("claim", |r| r.claim.as_deref())
        .json()
        .frame()
}

/// The rows of a table that keeps them whole in its column `json`.
pub(crate) fn from_json<R: DeserializeOwned>(frame: &DataFrame) -> Result<Vec<R>, String> {
    let column =
        frame.column("json").and_then(|column| column.str().cloned()).map_err(|error| error.to_string())?;
    column
        .iter()
        .map(|text| serde_json::from_str(text.unwrap_or_default()).map_err(|error| error.to_string()))
        .collect()
}

/// A column of a frame by place, for the tables whose rows are too many for JSON.
struct Cells<'a> {
    frame: &'a DataFrame,
}

impl Cells<'_> {
    fn names(&self, column: &str) -> Result<Vec<Name>, String> {
        // Names repeat for thousands of rows: parse each change of name once.
        let texts = self.texts(column)?;
        let mut names: Vec<Name> = Vec::with_capacity(texts.len());
        for text in texts {
            match names.last() {
                Some(last) if last.as_str() == text => names.push(last.clone()),
                _ => names.push(text.parse().map_err(|error| format!("{column}: {error}"))?),
            }
        }
        Ok(names)
    }

    fn texts(&self, column: &str) -> Result<Vec<String>, String> {
        let cells =
            self.frame.column(column).and_then(|c| c.str().cloned()).map_err(|error| error.to_string())?;
        Ok(cells.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect())
    }

    fn whole(&self, column: &str) -> Result<Vec<Option<u64>>, String> {
        let cells =
            self.frame.column(column).and_then(|c| c.u64().cloned()).map_err(|error| error.to_string())?;
        Ok(cells.iter().collect())
    }

    fn count(&self, column: &str) -> Result<Vec<u32>, String> {
        self.whole(column)?
            .into_iter()
            .map(|cell| {
                cell.and_then(|cell| u32::try_from(cell).ok())
                    .ok_or_else(|| format!("{column} holds {cell:?}"))
            })
            .collect()
    }

    fn numbers(&self, column: &str) -> Result<Vec<f64>, String> {
        let cells =
            self.frame.column(column).and_then(|c| c.f64().cloned()).map_err(|error| error.to_string())?;
        cells.iter().map(|cell| cell.ok_or_else(|| format!("{column} holds nothing"))).collect()
    }

    fn yes_no(&self, column: &str) -> Result<Vec<bool>, String> {
        let cells =
            self.frame.column(column).and_then(|c| c.bool().cloned()).map_err(|error| error.to_string())?;
        Ok(cells.iter().map(|cell| cell.unwrap_or_default()).collect())
    }
}

/// Samples out of their columns.
pub(crate) fn to_samples(frame: &DataFrame) -> Result<Vec<SampleRow>, String> {
    let cells = Cells { frame };
    let (experiment, workload, variant) =
        (cells.names("experiment")?, cells.names("workload")?, cells.names("variant")?);
    let (round, scope, copy, place) =
        (cells.count("round")?, cells.texts("scope")?, cells.count("copy")?, cells.count("place")?);
    let (iteration, loops, threads) =
        (cells.count("iteration")?, cells.count("loops")?, cells.count("threads")?);
    let (wall, thread, process, device) = (
        cells.whole("wall_ns")?,
        cells.whole("thread_cpu_ns")?,
        cells.whole("process_cpu_ns")?,
        cells.whole("device_ns")?,
    );
    let disturbed = cells.yes_no("disturbed")?;
    (0..frame.height())
        .map(|i| {
            Ok(SampleRow {
                experiment: experiment[i].clone(),
                workload: workload[i].clone(),
                variant: variant[i].clone(),
                round: round[i],
                scope: match scope[i].as_str() {
                    "alone" => Scope::Alone,
                    "together" => Scope::Together,
                    other => return Err(format!("scope holds {other:?}")),
                },
                copy: copy[i],
                place: place[i],
                iteration: iteration[i],
                loops: loops[i],
                threads: threads[i],
                wall_ns: wall[i].ok_or("wall_ns holds nothing")?,
                thread_cpu_ns: thread[i],
                process_cpu_ns: process[i],
                device_ns: device[i],
                disturbed: disturbed[i],
            })
        })
        .collect()
}

/// Metrics out of their columns.
pub(crate) fn to_metrics(frame: &DataFrame) -> Result<Vec<MetricRow>, String> {
    let cells = Cells { frame };
    let (experiment, workload, variant) =
        (cells.names("experiment")?, cells.names("workload")?, cells.names("variant")?);
    let (round, metric, value) = (cells.count("round")?, cells.names("metric")?, cells.numbers("value")?);
    let (unit, projected) = (cells.texts("unit")?, cells.yes_no("projected")?);
    Ok((0..frame.height())
        .map(|i| MetricRow {
            experiment: experiment[i].clone(),
            workload: workload[i].clone(),
            variant: variant[i].clone(),
            round: round[i],
            metric: metric[i].clone(),
            value: value[i],
            unit: unit[i].clone(),
            projected: projected[i],
        })
        .collect())
}

/// Spans out of their columns.
pub(crate) fn to_spans(frame: &DataFrame) -> Result<Vec<SpanRow>, String> {
    let cells = Cells { frame };
    let (experiment, workload, variant) =
        (cells.names("experiment")?, cells.names("workload")?, cells.names("variant")?);
    let (round, iteration, span) = (cells.count("round")?, cells.count("iteration")?, cells.names("span")?);
    let (start, duration) = (cells.whole("start_ns")?, cells.whole("duration_ns")?);
    (0..frame.height())
        .map(|i| {
            Ok(SpanRow {
                experiment: experiment[i].clone(),
                workload: workload[i].clone(),
                variant: variant[i].clone(),
                round: round[i],
                iteration: iteration[i],
                span: span[i].clone(),
                start_ns: start[i].ok_or("start_ns holds nothing")?,
                duration_ns: duration[i].ok_or("duration_ns holds nothing")?,
            })
        })
        .collect()
}
