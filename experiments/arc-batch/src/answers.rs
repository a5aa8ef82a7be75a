//! What the operations give, how it is compared, and what is told of it.

use std::{
    borrow::Cow,
    cell::Cell,
    fmt,
    time::{Duration, Instant},
};

use grid_batch::{
    GridBatch, GridView, Histogram,
    boxed::{self, BoxedGrid},
};
use touchstone::{Checks, Measured};

use crate::world::{OPERATIONS, World};

/// The answers to all operations, each by itself on the grids as they came in.
pub(crate) struct Answers {
    pub(crate) changed: Vec<Grids>,
    pub(crate) equal: Vec<bool>,
    pub(crate) histograms: Vec<Histogram>,
    took: Duration,
}

/// Grids in the form of a variant.
pub(crate) enum Grids {
    Boxed(Vec<BoxedGrid>),
    Ragged(GridBatch),
    /// On a device; they come down when somebody asks, which is after the clocks.
    Held(Box<dyn Fn() -> GridBatch>),
}

impl Answers {
    /// Since `start`.
    pub(crate) fn new(
        start: Instant,
        changed: Vec<Grids>,
        equal: Vec<bool>,
        histograms: Vec<Histogram>,
    ) -> Self {
        Self { changed, equal, histograms, took: start.elapsed() }
    }
}

impl Grids {
    fn batch(&self) -> Cow<'_, GridBatch> {
        match self {
            Self::Boxed(grids) => Cow::Owned(boxed::to_batch(grids)),
            Self::Ragged(batch) => Cow::Borrowed(batch),
            Self::Held(fetch) => Cow::Owned(fetch()),
        }
    }
}

/// Bit for bit, operation by operation.
pub(crate) fn check(world: &World, reference: &Answers, got: &Answers) -> Checks {
    let pairs = reference.changed.iter().zip(&got.changed);
    let checks = world.changes.iter().zip(pairs).fold(Checks::new(), |checks, ((name, _), (right, got))| {
        let [right, got] = [right, got].map(Grids::batch);
        checks.exact(name, right.iter().map(Shown), got.iter().map(Shown))
    });
    checks
        .exact("changes", [reference.changed.len()], [got.changed.len()])
        .exact("equality", &reference.equal, &got.equal)
        .exact("histogram", &reference.histograms, &got.histograms)
}

/// A grid as a short text.
#[derive(PartialEq)]
struct Shown<'a>(GridView<'a>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GridView { height, width, cells } = self.0;
        let digits: String = cells.iter().map(|&colour| char::from(b'0' + colour)).collect();
        write!(out, "{height}x{width}:{digits}")
    }
}

/// Tells what an operation takes for each grid, in the fastest call so far.
pub(crate) fn told<'a>(world: &'a World, measured: Measured<'a, Answers>) -> Measured<'a, Answers> {
    let fastest = Cell::new(f64::INFINITY);
    measured.reporting(move |answers, report| {
        let each = answers.took.as_nanos() as f64 / (world.batch.len() * OPERATIONS) as f64;
        fastest.set(fastest.get().min(each));
        report.metric("ns-per-grid", fastest.get(), "ns");
    })
}
