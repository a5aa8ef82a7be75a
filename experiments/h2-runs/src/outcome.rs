//! What a run leaves, how it is compared, and what is told of it.

use std::time::Instant;

use plant::{Layout, Log, Plant, Run, STEPS_A_YEAR, STEPS_AN_HOUR, Stopped, Totals};
use touchstone::{Checks, Report};

use crate::Counted;

/// Figures, the hourly table, and one number for all bits of both and of the state.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// At the end.
    pub totals: Totals,
    /// Row by row.
    pub log: Log,
    /// Equal runs have equal ones.
    pub state_hash: u64,
    /// Of all steps, without what comes before and after them, ns.
    stepping: f64,
    /// While stepping; nothing where nobody counts.
    allocations: u64,
}

impl Outcome {
    /// What a peer says; it has no state whose bits could be compared, and times itself.
    pub fn of_peer(totals: Totals, log: Log) -> Self {
        Self { totals, log, state_hash: 0, stepping: 0.0, allocations: 0 }
    }
}

/// Steps a run that was just made to its end.
///
/// # Panics
/// Where a step is stopped: then there is no answer.
pub fn ran<'a, L: Layout>(
    mut run: Run<'a, L>,
    plant: &Plant,
    steps: u32,
    advance: impl FnOnce(&mut Run<'a, L>, &mut Log) -> Result<(), Stopped>,
) -> Outcome {
    let mut log = Log::with_room(plant, (steps / STEPS_AN_HOUR) as usize);
    let (asked_before, start) = (Counted::allocations(), Instant::now());
    advance(&mut run, &mut log).unwrap_or_else(|error| panic!("{error}"));
    let stepping = start.elapsed().as_nanos() as f64;
    let allocations = Counted::allocations() - asked_before;
    let (totals, state_hash) = (run.totals(), run.state_hash(&log));
    Outcome { totals, log, state_hash, stepping, allocations }
}

/// How far an outcome may be off, relatively.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerances {
    /// The figures of the whole run.
    pub figures: f64,
    /// Pressures and temperatures at every hour.
    pub states: f64,
}

impl Tolerances {
    /// The same for both.
    pub const fn of(tolerance: f64) -> Self {
        Self { figures: tolerance, states: tolerance }
    }
}

/// The four figures, and every hour: a sum may be right because errors cancel.
pub fn check(reference: &Outcome, got: &Outcome, Tolerances { figures, states }: Tolerances) -> Checks {
    let (right, found) = (&reference.totals, &got.totals);
    let wide = |column: &[f32]| column.iter().copied().map(f64::from).collect::<Vec<f64>>();
    let (logged, got_log) = (&reference.log, &got.log);
    Checks::new()
        .relative("lcoh", [right.lcoh], [found.lcoh], figures)
        .relative("hydrogen", [right.hydrogen], [found.hydrogen], figures)
        .relative("final pressure", [right.pressure.last_mean], [found.pressure.last_mean], figures)
        .relative("final temperature", [right.stack_t.last_mean], [found.stack_t.last_mean], figures)
        .relative("tank pressures", wide(&logged.tank_pressure), wide(&got_log.tank_pressure), states)
        .relative("tank temperatures", wide(&logged.tank_t), wide(&got_log.tank_t), states)
        .relative("stack temperatures", wide(&logged.stack_t), wide(&got_log.stack_t), states)
        .exact("hours", [logged.hours()], [got_log.hours()])
        .output([got.state_hash])
}

/// What is kept of a run besides its time. A float has room for the first 52 bits of the hash.
pub fn tell(outcome: &Outcome, report: &mut Report) {
    let Outcome { totals, log, state_hash, stepping, allocations } = outcome;
    let steps = f64::from(totals.steps);
    let years = steps / f64::from(STEPS_A_YEAR);
    report.metric("state-hash", (state_hash >> 12) as f64, "");
    report.metric("step", stepping / steps, "ns");
    report.metric("hydrogen", totals.hydrogen, "kg");
    report.metric("electricity", totals.electricity, "kWh");
    report.metric("energy-cost", totals.energy_cost, "EUR");
    if totals.lcoh.is_finite() {
        report.metric("lcoh", totals.lcoh, "EUR/kg");
    }
    report.metric("final-pressure", totals.pressure.last_mean, "Pa");
    report.metric("final-stack-temperature", totals.stack_t.last_mean, "K");
    report.metric("hours-a-year", log.hours() as f64 / years, "");
    report.metric("log-a-year", log.bytes() as f64 / years, "B");
    report.count("allocations", *allocations);
    report.metric("allocations-a-step", *allocations as f64 / steps, "");
}
