//! What the operations give, how it is compared, and what is told of it. Whoever changes a batch looks at what came out and goes on;
//! a thousand results that nobody drops would measure the memory. When answers are checked, the same is done again and kept.

use std::{cell::Cell, fmt, hint::black_box, rc::Rc, time::Duration, time::Instant};

use grid_batch::{GridBatch, GridView, Histogram};
use touchstone::{Checks, Measured};

use crate::world::{OPERATIONS, World};

/// All operations, each by itself on the grids as they came in.
pub(crate) type Pass = Rc<dyn Fn(&mut Results) -> Told>;

/// What is asked of the grids.
pub(crate) struct Told {
    pub(crate) equal: Vec<bool>,
    pub(crate) histograms: Vec<Histogram>,
}

/// What becomes of the batches that come out of a pass.
pub(crate) enum Results {
    Dropped,
    Kept(Vec<GridBatch>),
}

impl Results {
    pub(crate) fn take<T>(&mut self, changed: T, to_batch: impl FnOnce(T) -> GridBatch) {
        match self {
            Self::Dropped => drop(black_box(changed)),
            Self::Kept(kept) => kept.push(to_batch(changed)),
        }
    }
}

/// The answers to all operations.
pub(crate) struct Answers {
    told: Told,
    again: Pass,
    took: Duration,
}

impl Answers {
    pub(crate) fn of(pass: &Pass) -> Self {
        let start = Instant::now();
        let told = pass(&mut Results::Dropped);
        Self::since(start, told, Rc::clone(pass))
    }

    pub(crate) fn since(start: Instant, told: Told, again: Pass) -> Self {
        Self { told, again, took: start.elapsed() }
    }

    fn changed(&self) -> Vec<GridBatch> {
        let mut results = Results::Kept(Vec::new());
        (self.again)(&mut results);
        match results {
            Results::Kept(changed) => changed,
            Results::Dropped => Vec::new(),
        }
    }
}

/// Bit for bit, operation by operation.
pub(crate) fn check(world: &World, reference: &Answers, got: &Answers) -> Checks {
    let [right, found] = [reference, got].map(Answers::changed);
    let checks = Checks::new().exact("batches", [right.len()], [found.len()]);
    let checks = world.changes.iter().zip(right.iter().zip(&found)).fold(
        checks,
        |checks, ((name, _), (right, found))| {
            checks.exact(name, right.iter().map(Shown), found.iter().map(Shown))
        },
    );
    checks.exact("equality", &reference.told.equal, &got.told.equal).exact(
        "histogram",
        &reference.told.histograms,
        &got.told.histograms,
    )
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

/// Says what an operation takes for each grid, in the fastest call so far.
pub(crate) fn each_grid<'a>(world: &World, measured: Measured<'a, Answers>) -> Measured<'a, Answers> {
    let operations = (world.batch.len() * OPERATIONS) as f64;
    let fastest = Cell::new(f64::INFINITY);
    measured.reporting(move |answers, report| {
        fastest.set(fastest.get().min(answers.took.as_nanos() as f64 / operations));
        report.metric("ns-per-grid", fastest.get(), "ns");
    })
}
