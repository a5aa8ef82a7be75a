//! One pass over all queries, as every variant is measured: block by block, into columns that stay in the first cache. What a
//! plant looks up it uses at once; answers to ten million queries in memory would measure the memory. When answers are checked
//! the same blocks are kept, all of them.

use std::{
    cell::{Cell, OnceCell},
    hint::black_box,
    rc::Rc,
    time::Duration,
};

use property_table::{Queries, Tally};
use rustix::time::{ClockId, clock_gettime};
use touchstone::{Measured, Report, measured};

use crate::{variants::Prepared, way::Columns, workload::World};

/// Queries at a time: with their four answers 24 kB.
const BLOCK: usize = 512;

/// What the equations cost is found out with so many queries.
const TRIED: usize = 2_000;

/// The answers of a pass.
pub(crate) struct Answers {
    source: Source,
    /// Told in full once, when they are asked for.
    columns: OnceCell<Columns>,
    pub(crate) tally: Option<Tally>,
    /// What the pass took of the processor.
    took: Duration,
}

enum Source {
    /// The same pass again, kept.
    Pass(Prepared, Rc<Queries>),
    /// As a peer wrote them.
    Read(Columns),
}

impl Answers {
    pub(crate) fn read(columns: Columns) -> Self {
        Self { source: Source::Read(columns), columns: OnceCell::new(), tally: None, took: Duration::ZERO }
    }

    /// Every answer: density, or all four properties.
    pub(crate) fn columns(&self) -> &Columns {
        match &self.source {
            Source::Read(columns) => columns,
            Source::Pass(prepared, queries) => self.columns.get_or_init(|| {
                let mut all = prepared.columns();
                pass(prepared, queries, |block| {
                    for (all, block) in all.iter_mut().zip(block) {
                        all.extend_from_slice(block);
                    }
                });
                all
            }),
        }
    }
}

/// Measures passes, and tells of them what the plan asks for.
pub(crate) fn over(world: &World, prepared: Prepared) -> Measured<'_, Answers> {
    let cost = prepared.cost;
    let queries = Rc::clone(&world.queries);
    let (fastest, equations) = (Cell::new(f64::INFINITY), OnceCell::new());
    measured(move || {
        let start = worked();
        let tally = pass(&prepared, &queries, |block| {
            black_box(block);
        });
        let took = worked().saturating_sub(start);
        let source = Source::Pass(prepared.clone(), Rc::clone(&queries));
        Answers { source, columns: OnceCell::new(), tally, took }
    })
    .reporting(move |answers, report| {
        fastest.set(fastest.get().min(nanoseconds(answers.took) / world.queries.p.len() as f64));
        report.metric("look-up", fastest.get(), "ns");
        if let Some(tally) = answers.tally {
            report.count("look-ups", tally.lookups);
            report.count("hits", tally.hits);
            report.metric("hit-rate", tally.hit_rate(), "");
        }
        if let Some(cost) = cost {
            let build = nanoseconds(cost.built_in);
            report.metric("build_ns", build, "ns");
            report.count("table-bytes", cost.bytes as u64);
            let equations = *equations.get_or_init(|| equations_take(world));
            tell_break_even(report, build, equations - fastest.get());
        }
    })
}

/// How many look-ups it takes until the table has paid for its building, beside the equations. One that saves nothing never has.
fn tell_break_even(report: &mut Report, build: f64, saved: f64) {
    if saved > 0.0 {
        report.metric("break-even", (build / saved).ceil(), "look-ups");
    }
}

/// Nanoseconds that the equations take for a query of this workload.
fn equations_take(world: &World) -> f64 {
    let start = worked();
    let mut tried = 0;
    for query in world.some(TRIED) {
        let (p, t) = (world.queries.p[query], world.queries.t[query]);
        black_box(world.size.asked.exact(p, t)).expect("every query of a workload has an answer");
        tried += 1;
    }
    nanoseconds(worked().saturating_sub(start)) / f64::from(tried)
}

/// A pass, of which nobody asks what it takes.
pub(crate) fn all(prepared: &Prepared, queries: &Rc<Queries>) -> Answers {
    let tally = pass(prepared, queries, |_| ());
    let source = Source::Pass(prepared.clone(), Rc::clone(queries));
    Answers { source, columns: OnceCell::new(), tally, took: Duration::ZERO }
}

/// How many answers of two variants differ in any bit. All queries are asked once, and the number is the same ever after.
pub(crate) fn differing(world: &World, prepared: [&Prepared; 2]) -> u64 {
    let [one, other] = prepared.map(|prepared| all(prepared, &world.queries));
    let pairs = one.columns().iter().flatten().zip(other.columns().iter().flatten());
    pairs.filter(|(one, other)| one.to_bits() != other.to_bits()).count() as u64
}

fn pass(prepared: &Prepared, queries: &Queries, mut keep: impl FnMut(&mut Columns)) -> Option<Tally> {
    let mut way = (prepared.begin)();
    let mut block = prepared.columns();
    for (p, t) in queries.p.chunks(BLOCK).zip(queries.t.chunks(BLOCK)) {
        way.answer(p, t, &mut block);
        keep(&mut block);
    }
    way.tally()
}

/// Processor time of this thread: it stands still while others run.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn nanoseconds(time: Duration) -> f64 {
    time.as_nanos() as f64
}
