//! One iteration, instant by instant: whose is it?

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use model::{Lane, Name, SpanRow};

/// What became of one iteration.
#[derive(Debug, Default)]
pub(super) struct Attributed<'a> {
    pub(super) stages: BTreeMap<&'a Name, Taken>,
    pub(super) lanes: BTreeSet<&'a Lane>,
    pub(super) outside_ns: u64,
    /// Spans that reach beyond the iteration.
    pub(super) beyond: usize,
    /// Spans that begin within another of their lane and end after it.
    pub(super) crossing: usize,
}

/// What a stage took.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Its part of the wall clock.
    pub(super) part_ns: f64,
    /// The time of its lanes.
    pub(super) busy_ns: u64,
    pub(super) spans: usize,
}

/// A span within its iteration. What begins later lies further in; of two that begin together, the shorter one, and of two
/// that are the same the one that was told first, as a recorder does that is told of the inner end first.
type Nested = (u64, Reverse<u64>, Reverse<usize>);

pub(super) fn attribute<'a>(spans: &[&'a SpanRow], wall_ns: u64) -> Attributed<'a> {
    let mut attributed = Attributed::default();
    let mut edges: BTreeMap<u64, Vec<usize>> = BTreeMap::from([(0, Vec::new()), (wall_ns, Vec::new())]);
    let mut within: Vec<(u64, u64)> = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        let end = span.start_ns.saturating_add(span.duration_ns);
        attributed.lanes.insert(&span.lane);
        attributed.stages.entry(&span.span).or_default().spans += 1;
        attributed.beyond += usize::from(end > wall_ns);
        let (start, end) = (span.start_ns.min(wall_ns), end.min(wall_ns));
        within.push((start, end));
        if start < end {
            edges.entry(start).or_default().push(place);
            edges.entry(end).or_default().push(place);
        }
    }
    let mut running: BTreeMap<&Lane, BTreeSet<Nested>> = BTreeMap::new();
    let mut edges = edges.into_iter().peekable();
    while let Some((from, places)) = edges.next() {
        for place in places {
            let (start, end) = within[place];
            let nested = (start, Reverse(end), Reverse(place));
            let lane = running.entry(&spans[place].lane).or_default();
            if start == from {
                // Whatever runs began no later; what ends before this one is crossed.
                let crosses = lane
                    .iter()
                    .any(|(begun, Reverse(ends), _)| *begun < start && *ends > from && *ends < end);
                attributed.crossing += usize::from(crosses);
                lane.insert(nested);
            } else {
                lane.remove(&nested);
            }
        }
        running.retain(|_, lane| !lane.is_empty());
        let Some((to, _)) = edges.peek() else { break };
        let length = to - from;
        if running.is_empty() {
            attributed.outside_ns += length;
        }
        let part = length as f64 / running.len() as f64;
        for (_, _, Reverse(place)) in running.values().filter_map(BTreeSet::last) {
            let stage = attributed.stages.entry(&spans[*place].span).or_default();
            stage.part_ns += part;
            stage.busy_ns += length;
        }
    }
    attributed
}
