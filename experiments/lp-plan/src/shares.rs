//! What several cores could make of a chain of years, told by the chain itself: the bound that a claim about cores is held
//! against.

use std::{num::NonZeroUsize, time::Duration};

use steel_years::{Course, Solved};
use touchstone::Report;
use year_schedule::Schedule;

/// Its cold first year is solved before all others, then each core has its longest chunk of warm years.
pub fn tell_shares_of_chain(course: &Course, cores: NonZeroUsize, report: &mut Report) {
    let times: Vec<f64> = course.years.iter().map(|year| took(year).as_secs_f64()).collect();
    let [first, warm @ ..] = times.as_slice() else { return };
    let whole: f64 = times.iter().sum();
    let longest = Schedule::Chunks { width: cores }.layout(times.len()).longest_warm();
    let each = warm.iter().sum::<f64>() / warm.len().max(1) as f64;
    report.metric("serial-share", first / whole, "");
    report.metric("parallel-share", cores.get() as f64 * longest as f64 * each / whole, "");
}

fn took(year: &Solved) -> Duration {
    year.stages.iter().map(|timed| timed.ended - timed.began).sum()
}
