//! The variants, and what they report: the shares of the stages, and how memory grew from year to year.

use std::time::Duration;

use highs_solver::{Method, Options};
use lp_plan::{count, tell_stages};
use steel_lp::{SteelTrade, Totals};
use steel_years::{Afresh, Course, Horizon, Stage, Unwatched, Watching, solve_afresh};
use touchstone::{Measured, Report, cannot_run, measured};

use crate::resident::resident;

/// From this year on memory must not grow: the first ones fill what allocators keep.
const SETTLED: u32 = 5;
/// What it may grow by, as a share of what it was, or in bytes; the larger of the two.
const GROWTH: (f64, f64) = (0.05, 16e6);

/// What came of all years.
#[derive(Default)]
pub(crate) struct Profiled {
    pub(crate) courses: Vec<Course>,
    /// Of every year; a peer tells none.
    totals: Vec<Totals>,
    /// Bytes after the year in which memory had settled, and after the last one.
    resident: Option<[u64; 2]>,
}

/// All years, each from nothing, watched by `W`.
pub(crate) fn years_afresh<W: Watching>(years: &[Horizon], method: Method) -> Measured<'_, Profiled> {
    let [horizon] = years else { return cannot_run(&"a profile is of one trade") };
    let Some(trade) = &horizon.trade else {
        return cannot_run(&"a year is made from a trade: there is none");
    };
    let count = horizon.years.len() as u32;
    measured(move || solve::<W>(trade, count, method)).reporting(tell)
}

/// The planted fault: the last bit of one objective.
pub(crate) fn one_bit_off(years: &[Horizon]) -> Measured<'_, Profiled> {
    let [horizon] = years else { return cannot_run(&"a profile is of one trade") };
    let Some(trade) = &horizon.trade else {
        return cannot_run(&"a year is made from a trade: there is none");
    };
    let count = horizon.years.len() as u32;
    measured(move || {
        let mut profiled = solve::<Unwatched>(trade, count, Method::DualSimplex);
        let objective = &mut profiled.courses[0].years[0].answer.objective;
        *objective = objective.next_up();
        profiled
    })
}

fn solve<W: Watching>(trade: &SteelTrade, years: u32, method: Method) -> Profiled {
    let (mut settled, mut last) = (None, None);
    // The system is asked twice, whoever watches.
    let after = |year| match year + 1 {
        SETTLED => settled = resident(),
        year if year == years => last = resident(),
        _ => {}
    };
    let solved = solve_afresh::<W>(trade, years, Options::by(method), after);
    let solved = solved.unwrap_or_else(|error| panic!("{error}"));
    let totals = solved.iter().map(|year| year.totals).collect();
    let years: Vec<_> = solved.into_iter().map(|Afresh { solved, .. }| solved).collect();
    let workers = vec![0; years.len()];
    let resident = settled.zip(last).map(|(settled, last)| [settled, last]);
    Profiled { courses: vec![Course { years, workers }], totals, resident }
}

impl Profiled {
    /// What a peer found, of which no more is known.
    pub(crate) fn of_peer(courses: Vec<Course>) -> Self {
        Self { courses, ..Self::default() }
    }

    /// The objectives to the bit.
    pub(crate) fn objective_bits(&self) -> Vec<u64> {
        self.courses.iter().flat_map(Course::objectives).map(f64::to_bits).collect()
    }

    /// How far the totals' cost is from the objective in the worst year, as a share of it; 0 where no totals were told.
    pub(crate) fn cost_off(&self) -> f64 {
        let objectives = self.courses.iter().flat_map(Course::objectives);
        let off =
            |(totals, objective): (&Totals, f64)| (totals.cost.total() - objective).abs() / objective.abs();
        // Once NaN, always NaN, which no tolerance allows.
        let worse = |worst: f64, off: f64| if worst.is_nan() || off <= worst { worst } else { off };
        self.totals.iter().zip(objectives).map(off).fold(0.0, worse)
    }
}

fn tell(profiled: &Profiled, report: &mut Report) {
    count(&profiled.courses, report);
    tell_stages(&profiled.courses, report);
    tell_shares(&profiled.courses, report);
    if let Some([settled, last]) = profiled.resident {
        let grown = last as f64 - settled as f64;
        report.metric("resident-grown", grown, "B");
        report.metric("resident-growth", grown / (GROWTH.0 * settled as f64).max(GROWTH.1), "");
    }
}

/// Of all stages together, so that no share of a year is lost.
fn tell_shares(courses: &[Course], report: &mut Report) {
    let timed = || courses.iter().flat_map(|course| &course.years).flat_map(|year| &year.stages);
    let sum = |of: Option<Stage>| -> f64 {
        let stages = timed().filter(|timed| of.is_none_or(|stage| stage == timed.stage));
        stages.map(|timed| timed.ended - timed.began).sum::<Duration>().as_secs_f64()
    };
    let whole = sum(None);
    if whole > 0.0 {
        for stage in [Stage::Build, Stage::Pass, Stage::Solve, Stage::Extract, Stage::Verify] {
            report.metric(&format!("{stage}-share"), sum(Some(stage)) / whole, "");
        }
    }
}
