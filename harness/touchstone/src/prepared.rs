//! What a variant hands over when it has prepared itself: the closure that is measured, and what it reports about it.

use std::fmt::Display;

use model::{Evidence, Name};

/// What preparing gave: something to measure, or the reason why there is nothing here.
pub struct Measured<'a, Output> {
    pub(crate) work: Work<'a, Output>,
}

type Run<'a, Output> = Box<dyn FnMut() -> Output + 'a>;
type Reporting<'a, Output> = Box<dyn FnMut(&Output, &mut Report) + 'a>;

pub(crate) enum Work<'a, Output> {
    Ready { run: Run<'a, Output>, report: Reporting<'a, Output> },
    CannotRun(String),
}

/// Hands over the closure that is measured. Everything before it was preparation and is not timed.
pub fn measured<'a, Output>(run: impl FnMut() -> Output + 'a) -> Measured<'a, Output> {
    Measured { work: Work::Ready { run: Box::new(run), report: Box::new(|_, _| {}) } }
}

/// Says that this variant cannot run on this machine, why, and what would help. Never fall back in silence.
pub fn cannot_run<'a, Output>(reason: &dyn Display) -> Measured<'a, Output> {
    Measured { work: Work::CannotRun(reason.to_string()) }
}

impl<'a, Output> Measured<'a, Output> {
    /// Is called after every iteration, outside the clocks, to report figures, stages and evidence.
    #[must_use]
    pub fn reporting(self, report: impl FnMut(&Output, &mut Report) + 'a) -> Self {
        let work = match self.work {
            Work::Ready { run, .. } => Work::Ready { run, report: Box::new(report) },
            cannot @ Work::CannotRun(_) => cannot,
        };
        Self { work }
    }
}

/// The metrics that the harness makes of the worker's own events.
pub(crate) const RECORDED: [&str; 3] = ["prepare", "peak-memory", "anonymous-memory"];

/// What a variant says about the iteration that just ended.
///
/// Spans are of each iteration; metrics are of the last one. A metric that is no finite number, is told twice in one
/// iteration or has the name of one that is recorded of every worker (`prepare`, `peak-memory`, `anonymous-memory`) ends the
/// invocation with an error that names it.
#[derive(Debug, Default)]
pub struct Report {
    pub(crate) metrics: Vec<(Name, f64, &'static str, bool)>,
    pub(crate) spans: Vec<(Name, u64, u64)>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) device_ns: Option<u64>,
    pub(crate) problems: Vec<String>,
}

impl Report {
    /// A count: iterations, bytes, pairs.
    pub fn count(&mut self, name: &str, value: u64) {
        self.keep(name, value as f64, "", false);
    }

    /// A figure with its unit.
    pub fn metric(&mut self, name: &str, value: f64, unit: &'static str) {
        self.keep(name, value, unit, false);
    }

    /// A prediction for absent hardware: shown as such and never judged.
    pub fn projected(&mut self, name: &str, value: f64, unit: &'static str) {
        self.keep(name, value, unit, true);
    }

    /// A stage of the iteration: its start from the start of the iteration, and its length, in nanoseconds.
    pub fn span(&mut self, name: &str, start_ns: u64, duration_ns: u64) {
        match name.parse() {
            Ok(name) => self.spans.push((name, start_ns, duration_ns)),
            Err(error) => self.problems.push(format!("span: {error}")),
        }
    }

    /// The proof that the work was done on a device. It counts only where every measured iteration brings it.
    pub fn evidence(&mut self, evidence: Evidence) {
        self.device_ns = evidence.device_ns;
        self.evidence = Some(evidence);
    }

    /// NaN and infinities are refused by name, since JSON would turn them into nothing; so is a second value of a metric,
    /// one of this iteration or one that is recorded of every worker.
    fn keep(&mut self, name: &str, value: f64, unit: &'static str, projected: bool) {
        match name.parse::<Name>() {
            Err(error) => self.problems.push(format!("metric: {error}")),
            Ok(name) if RECORDED.contains(&name.as_str()) => {
                self.problems
                    .push(format!("metric `{name}` is recorded of every worker: give yours another name"));
            }
            Ok(name) if !value.is_finite() => {
                self.problems.push(format!("metric `{name}` is {value}, which is no number"));
            }
            Ok(name) => match self.metrics.iter().find(|(other, ..)| *other == name) {
                Some((_, first, ..)) => {
                    let both =
                        format!("metric `{name}` is reported twice in one iteration: {first} and {value}");
                    self.problems.push(both);
                }
                None => self.metrics.push((name, value, unit, projected)),
            },
        }
    }
}
