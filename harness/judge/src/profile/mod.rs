//! Where the time of an iteration goes, from the spans that a variant reports of it.
//!
//! Every instant of an iteration belongs to what runs in it. On one lane that is the innermost span, so a stage has what
//! the stages inside it leave; where spans run on several lanes, each lane has an equal part of the instant. An instant in
//! which no span runs is outside every stage. So the shares and the outside are the whole iteration, whatever is reported.

mod attribute;
mod left_out;

use std::collections::{BTreeMap, BTreeSet};

use model::{Lane, MetricRow, Name, SPAN_COST, SampleRow, Scope, SpanRow};
use stats::median;

use self::attribute::{Attributed, attribute};
pub use self::left_out::{Because, LeftOut, WhyNot};

/// Stages that are shown of one variant on one workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The variant.
    pub variant: Name,
    /// So many processes.
    pub invocations: usize,
    /// With so many iterations in all.
    pub iterations: usize,
    /// The mean length of an iteration, in seconds.
    pub iteration_s: f64,
    /// What takes the largest share comes first.
    pub stages: Vec<Stage>,
    /// What no span covers.
    pub outside: Share,
    /// The lanes, in the order of their names, `main` first.
    pub lanes: Vec<Lane>,
    /// How many lanes run at once where any does: 1 where all is one after the other.
    pub at_once: f64,
    /// Spans of an iteration.
    pub spans: f64,
    /// What making them costs; nothing where the worker does not say.
    pub watching: Option<Watching>,
    /// Why the shares are less sure than they look.
    pub cautions: Vec<Caution>,
}

/// One stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its name.
    pub name: Name,
    /// Of the iterations.
    pub share: Share,
    /// What it takes of an iteration, all lanes together, without the stages inside it, in seconds.
    pub seconds: f64,
    /// Its spans in an iteration.
    pub spans: f64,
}

/// A share of the time: over all iterations, and the smallest and largest of an invocation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Over all.
    pub whole: f64,
    /// Of the invocation that has least of it.
    pub least: f64,
    /// Of the invocation that has most of it.
    pub most: f64,
}

/// The cost of the spans.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Watching {
    /// Of one, in seconds.
    pub span_cost_s: f64,
    /// All of them, of the iterations.
    pub share: f64,
}

/// Why shares are less sure than they look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// So many iterations have no span, which counts as outside every stage.
    WithoutSpans(usize),
    /// So many spans lie wholly or partly outside their iteration: that part is left out.
    Beyond(usize),
    /// So many spans of one lane begin within another and end after it: the later one has what they share.
    Crossing(usize),
}

/// An invocation and an iteration in it.
type Moment = (u32, u32);

/// The profile of a variant, from rows that were measured with one call an iteration; nothing where it reports no span.
pub fn profile(
    variant: &Name,
    samples: &[SampleRow],
    spans: &[SpanRow],
    metrics: &[MetricRow],
) -> Option<Profile> {
    let mut by_moment: BTreeMap<Moment, Vec<&SpanRow>> = BTreeMap::new();
    for span in spans.iter().filter(|row| row.variant == *variant) {
        by_moment.entry((span.round, span.iteration)).or_default().push(span);
    }
    let measured: Vec<(Moment, u64)> = samples
        .iter()
        .filter(|row| row.variant == *variant && row.scope == Scope::Alone && row.wall_ns > 0)
        .map(|row| ((row.round, row.iteration), row.wall_ns))
        .collect();
    if by_moment.is_empty() || measured.is_empty() {
        return None;
    }
    let mut invocations: BTreeMap<u32, Total<'_>> = BTreeMap::new();
    let mut whole = Total::default();
    for (moment, wall_ns) in &measured {
        let spans = by_moment.get(moment).map_or(&[] as &[&SpanRow], Vec::as_slice);
        let attributed = attribute(spans, *wall_ns);
        invocations.entry(moment.0).or_default().add(&attributed, *wall_ns);
        whole.add(&attributed, *wall_ns);
    }
    let iterations = measured.len();
    let share = |of: &dyn Fn(&Total<'_>) -> f64| Share {
        whole: of(&whole),
        least: invocations.values().map(of).fold(f64::INFINITY, f64::min),
        most: invocations.values().map(of).fold(0.0, f64::max),
    };
    let an_iteration = |sum: f64| sum / iterations as f64;
    let mut stages: Vec<Stage> = whole
        .stages
        .iter()
        .map(|(name, total)| Stage {
            name: (*name).clone(),
            share: share(&|of| of.stages.get(name).map_or(0.0, |stage| stage.part_ns / of.wall_ns)),
            seconds: an_iteration(total.busy_ns) / 1e9,
            spans: an_iteration(total.spans as f64),
        })
        .collect();
    stages.sort_by(|a, b| b.share.whole.total_cmp(&a.share.whole));
    let costs: Vec<f64> = metrics
        .iter()
        .filter(|row| row.variant == *variant && row.metric.as_str() == SPAN_COST)
        .map(|row| row.value)
        .collect();
    let mut lanes: Vec<Lane> = whole.lanes.iter().map(|lane| (*lane).clone()).collect();
    lanes.sort_by_key(|lane| !lane.is_main());
    Some(Profile {
        variant: variant.clone(),
        invocations: invocations.len(),
        iterations,
        iteration_s: an_iteration(whole.wall_ns) / 1e9,
        outside: share(&|of| of.outside_ns / of.wall_ns),
        stages,
        lanes,
        at_once: whole.at_once(),
        spans: an_iteration(whole.spans() as f64),
        watching: (!costs.is_empty()).then(|| {
            let span_cost_s = median(&costs);
            Watching { span_cost_s, share: whole.spans() as f64 * span_cost_s * 1e9 / whole.wall_ns }
        }),
        cautions: whole.cautions(),
    })
}

/// Iterations added up.
#[derive(Default)]
struct Total<'a> {
    wall_ns: f64,
    outside_ns: f64,
    stages: BTreeMap<&'a Name, StageTotal>,
    lanes: BTreeSet<&'a Lane>,
    without_spans: usize,
    beyond: usize,
    crossing: usize,
}

#[derive(Default)]
struct StageTotal {
    part_ns: f64,
    busy_ns: f64,
    spans: usize,
}

impl<'a> Total<'a> {
    fn add(&mut self, attributed: &Attributed<'a>, wall_ns: u64) {
        self.wall_ns += wall_ns as f64;
        self.outside_ns += attributed.outside_ns as f64;
        for (name, stage) in &attributed.stages {
            let total = self.stages.entry(name).or_default();
            total.part_ns += stage.part_ns;
            total.busy_ns += stage.busy_ns as f64;
            total.spans += stage.spans;
        }
        self.lanes.extend(&attributed.lanes);
        self.without_spans += usize::from(attributed.stages.is_empty());
        self.beyond += attributed.beyond;
        self.crossing += attributed.crossing;
    }

    fn spans(&self) -> usize {
        self.stages.values().map(|stage| stage.spans).sum()
    }

    /// The time of all lanes over the time in which any of them ran.
    fn at_once(&self) -> f64 {
        let busy_ns: f64 = self.stages.values().map(|stage| stage.busy_ns).sum();
        let covered_ns = self.wall_ns - self.outside_ns;
        if covered_ns > 0.0 { busy_ns / covered_ns } else { 1.0 }
    }

    fn cautions(&self) -> Vec<Caution> {
        let counted = [
            (self.without_spans, Caution::WithoutSpans as fn(usize) -> Caution),
            (self.beyond, Caution::Beyond),
            (self.crossing, Caution::Crossing),
        ];
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, caution)| caution(count)).collect()
    }
}
