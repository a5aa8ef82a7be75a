//! What threads could give at most, by arithmetic.

use std::time::Duration;

use proptest::prelude::*;
use year_schedule::{ChainTimes, Layout, Schedule, Step, bound_over_chain};

use crate::{any_schedule, nonzero};

const COLD: Duration = Duration::from_millis(100);
const WARM: Duration = Duration::from_millis(16);

fn uniform(step: &Step) -> Duration {
    if step.start.is_warm() { WARM } else { COLD }
}

fn chain(years: usize) -> ChainTimes {
    let whole = Schedule::Chain.layout(years).makespan(nonzero(1), uniform);
    ChainTimes { whole, first: COLD, warm: WARM }
}

fn times_faster(one: Duration, many: Duration) -> f64 {
    one.as_secs_f64() / many.as_secs_f64()
}

#[test]
fn ten_threads_give_thirty_one_equal_years_no_more_than_7_75() {
    let cascade = Schedule::PlanCascade { batch: nonzero(10) };
    for schedule in [Schedule::ColdParallel, cascade] {
        let layout = schedule.layout(31);
        let [one, ten] = [1, 10].map(|threads| layout.makespan(nonzero(threads), |_| COLD));
        assert_eq!(times_faster(one, ten), 7.75);
    }
}

#[test]
fn the_bound_over_the_chain_is_far_from_the_width() {
    let bound = |width: usize, ceiling| {
        let bound = bound_over_chain(31, nonzero(width), chain(31), ceiling).unwrap();
        (bound * 1000.0).round() / 1000.0
    };
    // (100 + 30·16) over (100 + 15·16) and over (100 + 4·16).
    assert_eq!(bound(2, 2.0), 1.706);
    assert_eq!(bound(10, 10.0), 3.537);
    // Two copies that reach 1.6 make each warm year 1.25 times as long: 580 over 400.
    assert_eq!(bound(2, 1.6), 1.45);
}

#[test]
fn figures_that_no_measurement_gives_have_no_bound() {
    for ceiling in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(bound_over_chain(31, nonzero(2), chain(31), ceiling), None, "{ceiling}");
    }
    let nothing = ChainTimes { whole: Duration::ZERO, ..chain(31) };
    assert_eq!(bound_over_chain(31, nonzero(2), nothing, 2.0), None);
}

#[test]
fn an_empty_layout_takes_no_time() {
    assert_eq!(Schedule::ColdParallel.layout(0).makespan(nonzero(3), uniform), Duration::ZERO);
}

/// Nanoseconds of a step that look like chance and are the same every time.
fn uneven(step: &Step) -> Duration {
    Duration::from_nanos(1 + (step.year as u64 * 7919) % 1009)
}

fn sum(layout: &Layout) -> Duration {
    layout.steps().map(uneven).sum()
}

proptest! {
    #[test]
    fn one_thread_takes_the_sum(schedule in any_schedule(), years in 0_usize..=40) {
        let layout = schedule.layout(years);
        prop_assert_eq!(layout.makespan(nonzero(1), uneven), sum(&layout));
    }

    #[test]
    fn another_thread_never_takes_longer_and_never_beats_its_share(
        schedule in any_schedule(), years in 0_usize..=40, threads in 1_usize..=12,
    ) {
        let layout = schedule.layout(years);
        let fewer = layout.makespan(nonzero(threads), uneven);
        let more = layout.makespan(nonzero(threads + 1), uneven);
        prop_assert!(more <= fewer);
        prop_assert!(fewer * threads as u32 >= sum(&layout));
    }

    #[test]
    fn threads_beyond_the_width_give_nothing(schedule in any_schedule(), years in 1_usize..=40) {
        let layout = schedule.layout(years);
        let enough = layout.makespan(nonzero(layout.width()), uneven);
        prop_assert_eq!(layout.makespan(nonzero(usize::MAX), uneven), enough);
    }

    #[test]
    fn the_bound_is_the_ideal_gain_of_chunks_when_nothing_contends(
        years in 1_usize..=40, width in 1_usize..=12,
    ) {
        let chunks = Schedule::Chunks { width: nonzero(width) }.layout(years);
        let ideal =
            times_faster(chain(years).whole, chunks.makespan(nonzero(width), uniform));
        let bound = bound_over_chain(years, nonzero(width), chain(years), width as f64).unwrap();
        prop_assert!((ideal - bound).abs() < 1e-9);
    }
}
