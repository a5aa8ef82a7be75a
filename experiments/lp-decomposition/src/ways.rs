//! The variants that are right: the whole program, or a sieve; and what they report of themselves.

use std::{num::NonZeroUsize, time::Duration};

use highs_solver::Method;
use lp_plan::{count, tell_stages};
use sifting::{Options, Stop};
use steel_years::{Course, Horizon, Solved, solve_sifted, solve_whole};
use touchstone::{Measured, Report, Setting, measured};
use year_schedule::Schedule;

/// What the plan calls converged, as a gap that is certified.
pub(crate) const PLANS_GAP: f64 = 0.01;

/// All columns, from nothing.
pub(crate) fn whole(years: &[Horizon], method: Method) -> Measured<'_, Vec<Course>> {
    let options = highs_solver::Options::by(method);
    let solve = move |horizon| solve_whole(horizon, options, Schedule::Rebuild, NonZeroUsize::MIN);
    measured(move || {
        years.iter().map(|horizon| solve(horizon).unwrap_or_else(|error| panic!("{error}"))).collect()
    })
    .reporting(|courses: &Vec<Course>, report| {
        count(courses, report);
        tell_stages(courses, report);
    })
}

/// The columns that prices ask for, priced by as many threads as the variant has.
pub(crate) fn sifted(years: &[Horizon], stop: Stop, setting: Setting) -> Measured<'_, Vec<Course>> {
    measured(move || sift(years, stop, setting.threads)).reporting(move |courses, report| {
        count(courses, report);
        tell_stages(courses, report);
        report.metric("core-share", core_share(years, courses), "");
        // Where one program has no gap there is none to tell of all.
        let gaps = courses.iter().flat_map(|course| &course.years).map(Solved::gap);
        if let Some(gap) = gaps.reduce(|a, b| Some(a?.max(b?))).flatten() {
            report.metric("certified-gap", gap, "");
        }
        let seconds = |of: fn(&sifting::Pass) -> Duration| -> f64 {
            courses.iter().flat_map(|course| &course.years[0].trail).map(of).sum::<Duration>().as_secs_f64()
        };
        report.metric("pricing", seconds(|pass| pass.pricing), "s");
        report.metric("solving", seconds(|pass| pass.solving), "s");
        if stop == Stop::Exact {
            tell_honesty(courses, report);
        }
    })
}

pub(crate) fn sift(years: &[Horizon], stop: Stop, threads: usize) -> Vec<Course> {
    let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
    let options = Options { stop, threads, ..Options::default() };
    let sift = |horizon| solve_sifted(horizon, options, Schedule::Rebuild, NonZeroUsize::MIN);
    years.iter().map(|horizon| sift(horizon).unwrap_or_else(|error| panic!("{error}"))).collect()
}

/// The columns in the end over all columns; the largest share where there are several programs.
pub(crate) fn core_share(years: &[Horizon], courses: &[Course]) -> f64 {
    let shares = years.iter().zip(courses);
    shares
        .map(|(horizon, course)| course.most_columns() as f64 / horizon.program.costs.len().max(1) as f64)
        .fold(0.0, f64::max)
}

/// By how much the true error was beyond the certified gap at the worst pass; at most 0 but for rounding. Who goes on to the optimum knows the
/// true error of every pass before; the checks ask the same with the optimum of another method.
fn tell_honesty(courses: &[Course], report: &mut Report) {
    let beyond = courses.iter().flat_map(|course| {
        let [year] = course.years.as_slice() else { return Vec::new() };
        let optimum = year.answer.objective;
        let passes = year.trail.iter().filter_map(|pass| {
            let error = (pass.objective - optimum).abs() / pass.objective.abs().max(1.0);
            Some(error - pass.gap()?)
        });
        passes.collect()
    });
    // Nothing is told where no pass had a gap.
    if let Some(beyond) = beyond.reduce(f64::max) {
        report.metric("beyond-gap", beyond, "");
    }
}
