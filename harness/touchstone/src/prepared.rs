//! What a variant hands over when it has prepared itself: the closure that is measured, and what it reports about it.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use model::{Evidence, Lane, Name, SPAN_COST, SPANS, WATCHING_SHARE};

use crate::spans::Recorder;

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

impl<'a, Output: 'a> Measured<'a, Output> {
    /// Is called after every iteration, outside the clocks, to report figures, stages and evidence.
    #[must_use]
    pub fn reporting(self, mut report: impl FnMut(&Output, &mut Report) + 'a) -> Self {
        let Work::Ready { run, report: mut before } = self.work else { return self };
        let both = move |output: &Output, told: &mut Report| {
            before(output, told);
            report(output, told);
        };
        Self { work: Work::Ready { run, report: Box::new(both) } }
    }

    /// Empties the recorder before every call, and reports the spans that the last call of an iteration left in it.
    #[must_use]
    pub fn recording(self, recorder: &Recorder) -> Self {
        let Work::Ready { mut run, report } = self.work else { return self };
        let (emptied, read) = (recorder.clone(), recorder.clone());
        let run = Box::new(move || {
            emptied.begin();
            run()
        });
        let recorded = Self { work: Work::Ready { run, report } };
        recorded.reporting(move |_, report| report.recorded(&read))
    }
}

/// The lane of what names none.
const MAIN: &str = "main";

/// The metrics that are recorded of every worker, and those of one that reports spans.
pub(crate) const RECORDED: [&str; 6] =
    ["prepare", "peak-memory", "anonymous-memory", SPAN_COST, SPANS, WATCHING_SHARE];

/// What a variant says about the iteration that just ended.
///
/// Spans are of the last call of each iteration; metrics are of the last iteration. A metric that is no finite number, is
/// told twice in one iteration or has the name of one that the worker records itself (`prepare`, `peak-memory`,
/// `anonymous-memory`, `spans`, `span-cost`, `watching-share`) ends the invocation with an error that names it; so does a
/// stage that lies outside its iteration.
#[derive(Debug, Default)]
pub struct Report {
    pub(crate) iteration: Option<Iteration>,
    pub(crate) metrics: Vec<(Name, f64, &'static str, bool)>,
    pub(crate) spans: Vec<Span>,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) device_ns: Option<u64>,
    pub(crate) problems: Vec<String>,
}

/// When the iteration was that is reported; nothing while an answer is only checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Iteration {
    pub(crate) start: Instant,
    pub(crate) wall: Duration,
}

/// A stage on its lane, from the start of the iteration.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) name: Name,
    pub(crate) lane: Lane,
    pub(crate) start_ns: u64,
    pub(crate) duration_ns: u64,
}

impl Report {
    pub(crate) fn of(iteration: Iteration) -> Self {
        Self { iteration: Some(iteration), ..Self::default() }
    }

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
        self.span_on(MAIN, name, start_ns, duration_ns);
    }

    /// A stage of one of several things that work side by side: a thread, a worker, a device.
    pub fn span_on(&mut self, lane: &str, name: &str, start_ns: u64, duration_ns: u64) {
        match (lane.parse().map(Lane::new), name.parse()) {
            (Ok(lane), Ok(name)) => self.spans.push(Span { name, lane, start_ns, duration_ns }),
            (Err(error), _) => self.problems.push(format!("lane of span {name:?}: {error}")),
            (_, Err(error)) => self.problems.push(format!("span: {error}")),
        }
    }

    /// A stage as a kernel tells of it, which knows nothing of iterations: when it started and when it ended.
    pub fn stage(&mut self, name: &str, started: Instant, ended: Instant) {
        self.stage_on(MAIN, name, started, ended);
    }

    /// A stage of one of several things that work side by side.
    pub fn stage_on(&mut self, lane: &str, name: &str, started: Instant, ended: Instant) {
        let Some(Iteration { start, wall }) = self.iteration else { return };
        let stage =
            if lane == MAIN { format!("stage `{name}`") } else { format!("stage `{name}` on {lane}") };
        let Some(length) = ended.checked_duration_since(started) else {
            self.problems.push(format!("{stage} ended before it started: are the two swapped?"));
            return;
        };
        let Some(from) = started.checked_duration_since(start) else {
            let early = start.duration_since(started);
            self.problems
                .push(format!("{stage} started {early:?} before the iteration: report what this call made"));
            return;
        };
        let late = (from + length).saturating_sub(wall);
        if !late.is_zero() {
            self.problems
                .push(format!("{stage} ended {late:?} after the iteration: it is no part of its time"));
            return;
        }
        self.span_on(lane, name, nanos(from), nanos(length));
    }

    /// What a recorder holds.
    fn recorded(&mut self, recorder: &Recorder) {
        for read in recorder.read() {
            let lane = &read.lane;
            if read.lost > 0 {
                let (room, made) = (read.spans.len(), read.spans.len() + read.lost);
                self.problems.push(format!(
                    "the recorder has room for {room} spans, and {made} were made on the lane {lane}: give it more"
                ));
            }
            for (name, started, ended) in &read.spans {
                self.stage_on(lane, name, *started, *ended);
            }
        }
    }

    /// The proof that the work was done on a device. It counts only where every measured iteration brings it.
    pub fn evidence(&mut self, evidence: Evidence) {
        self.device_ns = evidence.device_ns;
        self.evidence = Some(evidence);
    }

    /// NaN and infinities are refused by name, since JSON would turn them into nothing; so is a second value of a metric,
    /// one of this iteration or one that the worker records itself.
    fn keep(&mut self, name: &str, value: f64, unit: &'static str, projected: bool) {
        match name.parse::<Name>() {
            Err(error) => self.problems.push(format!("metric: {error}")),
            Ok(name) if RECORDED.contains(&name.as_str()) => {
                self.problems.push(format!(
                    "metric `{name}` is recorded by the worker itself: give yours another name"
                ));
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

pub(crate) fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
