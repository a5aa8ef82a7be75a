//! What threads could give at most, by arithmetic.

use std::time::Duration;

use proptest::prelude::*;
use year_schedule::{Layout, Schedule, Step};

use crate::{any_schedule, nonzero};

const COLD: Duration = Duration::from_millis(100);
const WARM: Duration = Duration::from_millis(16);

fn uniform(step: &Step) -> Duration {
    if step.start.is_warm() { WARM } else { COLD }
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
}
