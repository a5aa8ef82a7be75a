//! What several cores could make of a chain of years, told by the chain itself: the bound that a claim about cores is held
//! against.

use std::{num::NonZeroUsize, time::Duration};

use steel_years::{Course, Solved};
use touchstone::Report;
use year_schedule::Schedule;

/// Its cold first year is solved before all others, then each core has its longest chunk of warm years.
pub fn tell_shares_of_chain(course: &Course, cores: NonZeroUsize, report: &mut Report) {
    let times: Vec<f64> = course.years.iter().map(|year| took(year).as_secs_f64()).collect();
    let Some((serial, parallel)) = shares_of_chain(&times, cores) else { return };
    report.metric("serial-share", serial, "");
    report.metric("parallel-share", parallel, "");
}

/// The serial share, and W times the longest part that one of W cores is given of the rest.
fn shares_of_chain(times: &[f64], cores: NonZeroUsize) -> Option<(f64, f64)> {
    let (first, warm) = times.split_first()?;
    let whole: f64 = times.iter().sum();
    let longest = Schedule::Chunks { width: cores }.layout(times.len()).longest_warm();
    let each = warm.iter().sum::<f64>() / warm.len().max(1) as f64;
    Some((first / whole, cores.get() as f64 * longest as f64 * each / whole))
}

fn took(year: &Solved) -> Duration {
    year.stages.iter().map(|timed| timed.ended - timed.began).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLD: f64 = 0.1;
    const WARM: f64 = 0.016;

    fn bound(years: usize, cores: usize, ceiling: f64) -> f64 {
        let times: Vec<f64> = (0..years).map(|year| if year == 0 { COLD } else { WARM }).collect();
        let (serial, parallel) = shares_of_chain(&times, NonZeroUsize::new(cores).unwrap()).unwrap();
        1.0 / (serial + parallel / ceiling)
    }

    /// (100 + 30·16) over (100 + 15·16) and over (100 + 4·16); two copies that reach 1.6 make warm years 1.25 times as long.
    #[test]
    fn the_bound_over_the_chain_is_far_from_the_width() {
        for (cores, ceiling, known) in [(2, 2.0, 580.0 / 340.0), (10, 10.0, 580.0 / 164.0), (2, 1.6, 1.45)] {
            assert!((bound(31, cores, ceiling) - known).abs() < 1e-9);
        }
    }

    #[test]
    fn it_is_the_ideal_gain_of_chunks_when_nothing_contends() {
        let time = |step: &year_schedule::Step| {
            Duration::from_secs_f64(if step.start.is_warm() { WARM } else { COLD })
        };
        for (years, cores) in (1..=40).flat_map(|years| (1..=12).map(move |cores| (years, cores))) {
            let width = NonZeroUsize::new(cores).unwrap();
            let chunks = Schedule::Chunks { width }.layout(years).makespan(width, time);
            let chain = Schedule::Chain.layout(years).makespan(NonZeroUsize::MIN, time);
            let ideal = chain.as_secs_f64() / chunks.as_secs_f64();
            assert!((ideal - bound(years, cores, cores as f64)).abs() < 1e-9, "{years} years, {cores} cores");
        }
    }
}
