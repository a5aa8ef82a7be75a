//! The variants: a schedule, a method, and what they report of themselves.

use std::num::NonZeroUsize;

use highs_solver::{Method, Options};
use lp_plan::{count, tell_shares_of_chain, tell_stages};
use steel_years::{Course, Horizon, solve_whole};
use touchstone::{Measured, Report, Setting, prelude::*};
use year_schedule::Schedule;

/// Years side by side in the plan's batches.
pub(crate) const PLANS_BATCH: NonZeroUsize = NonZeroUsize::new(10).expect("10 is not 0");

/// One core. Such a variant says what part of its time several cores could share.
pub(crate) fn serial(
    years: &[Horizon],
    method: Method,
    schedule: Schedule,
    setting: Setting,
) -> Measured<'_, Vec<Course>> {
    let cores = NonZeroUsize::new(setting.cores).unwrap_or(NonZeroUsize::MIN);
    measured(move || solve(years, Options::by(method), schedule, NonZeroUsize::MIN)).reporting(
        move |courses, report| {
            tell(courses, report);
            let [course] = courses.as_slice() else { return };
            match schedule {
                Schedule::Rebuild => tell_shares_of_cold_years(course, cores, report),
                Schedule::Chain => tell_shares_of_chain(course, cores, report),
                _ => {}
            }
        },
    )
}

/// As many threads as there are performance cores for us. Their number changes no result: the width does.
pub(crate) fn parallel(years: &[Horizon], schedule: Schedule, setting: Setting) -> Measured<'_, Vec<Course>> {
    let threads = width(setting);
    measured(move || solve(years, Options::default(), schedule, threads)).reporting(tell)
}

/// One year after the other, each by the solver's own threads.
pub(crate) fn solver_threads(years: &[Horizon], setting: Setting) -> Measured<'_, Vec<Course>> {
    let options = Options::by(Method::ParallelSimplex(width(setting)));
    measured(move || solve(years, options, Schedule::Rebuild, NonZeroUsize::MIN)).reporting(tell)
}

/// W, for what is W wide.
pub(crate) fn width(setting: Setting) -> NonZeroUsize {
    NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN)
}

pub(crate) fn solve(
    years: &[Horizon],
    options: Options,
    schedule: Schedule,
    threads: NonZeroUsize,
) -> Vec<Course> {
    let course = |horizon| solve_whole(horizon, options, schedule, threads);
    years.iter().map(|horizon| course(horizon).unwrap_or_else(|error| panic!("{error}"))).collect()
}

#[expect(clippy::ptr_arg, reason = "what is told of is the output as it is declared")]
fn tell(courses: &Vec<Course>, report: &mut Report) {
    count(courses, report);
    tell_stages(courses, report);
}

/// Cold years have nothing serial, but 31 of them keep 10 cores busy for as long as 4.
fn tell_shares_of_cold_years(course: &Course, cores: NonZeroUsize, report: &mut Report) {
    let (years, cores) = (course.years.len(), cores.get());
    report.metric("serial-share", 0.0, "");
    report.metric("parallel-share", (cores * years.div_ceil(cores)) as f64 / years.max(1) as f64, "");
}
