//! A year that fails is named, whatever the threads; what does not build on it is solved; nothing hangs.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use year_schedule::{Cause, Layout, Schedule, Unsolved};

use crate::mock::{Event, Outcome, Planted, Stage, drops_one_by_one, solve_with};
use crate::{any_schedule, every_schedule, nonzero};

/// The years that build on one, directly or not.
fn building_on(layout: &Layout, year: usize) -> Vec<usize> {
    let mut lost = BTreeSet::from([year]);
    loop {
        let before = lost.len();
        for (year, on) in layout.dependencies() {
            if lost.contains(&on) {
                lost.insert(year);
            }
        }
        if lost.len() == before {
            lost.remove(&year);
            return lost.into_iter().collect();
        }
    }
}

fn the_years(outcome: Outcome<usize>) -> (Vec<String>, Vec<usize>, usize) {
    match outcome {
        Err(Unsolved::Years { failures, untried, solved }) => {
            (failures.iter().map(ToString::to_string).collect(), untried, solved)
        }
        other => panic!("no year failed: {other:?}"),
    }
}

fn made_and_dropped(stage: &Stage) -> (usize, usize) {
    let events = stage.events();
    let count = |is: fn(&Event) -> bool| events.iter().filter(|event| is(event)).count();
    (count(|event| matches!(event, Event::Made { .. })), count(|event| matches!(event, Event::DropEnded)))
}

#[test]
fn a_failure_in_any_year_of_any_schedule_is_named_on_any_number_of_threads() {
    for schedule in every_schedule(3) {
        let layout = schedule.layout(8);
        for year in 0..8 {
            for (planted, named) in [
                (Planted::ErrorIn(year), format!("year {year}: planted")),
                (Planted::PanicIn(year), format!("year {year}: the solver panicked: planted")),
            ] {
                for threads in [1, 2, 3, 7] {
                    let stage = Stage::default();
                    let outcome = solve_with(&stage, &layout, nonzero(threads), planted);
                    let (failures, untried, solved) = the_years(outcome);
                    assert_eq!(failures, [named.as_str()], "{schedule:?}, {threads} threads");
                    assert_eq!(untried, building_on(&layout, year), "{schedule:?}");
                    assert_eq!(solved, 8 - 1 - untried.len());
                }
            }
        }
    }
}

#[test]
fn all_failures_are_named_in_the_order_of_years() {
    let layout = Schedule::ColdParallel.layout(9);
    let outcome = solve_with(&Stage::default(), &layout, nonzero(3), Planted::ErrorInEveryYear);
    let named: Vec<_> = (0..9).map(|year| format!("year {year}: planted")).collect();
    assert_eq!(the_years(outcome), (named, vec![], 0));
}

#[test]
fn a_year_without_the_basis_that_others_start_from_has_failed() {
    let layout = Schedule::Chunks { width: nonzero(3) }.layout(7);
    let outcome = solve_with(&Stage::default(), &layout, nonzero(2), Planted::NoBasisOf(3));
    assert_eq!(the_years(outcome), (vec!["year 3: planted".to_owned()], vec![0, 1, 2, 4, 5, 6], 0));
}

#[test]
fn the_error_says_what_failed_and_what_was_not_tried() {
    let layout = Schedule::ChunksCold { width: nonzero(2) }.layout(6);
    let error = solve_with(&Stage::default(), &layout, nonzero(2), Planted::ErrorIn(1));
    assert_eq!(
        error.unwrap_err().to_string(),
        "1 of 6 years failed: year 1: planted; not tried, because they build on these: 2"
    );
}

#[test]
fn a_worker_without_a_solver_fails_the_whole_before_any_year() {
    for planted in [Planted::ErrorWhenMade { worker: 1 }, Planted::PanicWhenMade { worker: 1 }] {
        let stage = Stage::default();
        let outcome = solve_with(&stage, &Schedule::ColdParallel.layout(9), nonzero(3), planted);
        match outcome {
            Err(Unsolved::Worker { worker: 1, cause: Cause::Error(_) | Cause::Panic(_) }) => {}
            other => panic!("{other:?}"),
        }
        assert!(!stage.events().iter().any(|event| matches!(event, Event::Began { .. })));
        assert_eq!(made_and_dropped(&stage), (2, 2));
    }
}

#[test]
fn a_panic_at_the_end_of_a_solver_reaches_the_caller_and_the_others_end_too() {
    for threads in [1, 3] {
        let stage = Stage::default();
        let layout = Schedule::ColdParallel.layout(9);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            solve_with(&stage, &layout, nonzero(threads), Planted::PanicWhenDropped)
        }));
        let words = caught.expect_err("not swallowed");
        assert_eq!(words.downcast_ref::<&str>(), Some(&"planted"));
        assert_eq!(made_and_dropped(&stage), (threads, threads));
    }
}

proptest! {
    #[test]
    fn no_solver_is_dropped_while_another_solves_even_if_one_panicked(
        schedule in any_schedule(), years in 1_usize..=40, which in 0_usize..40,
        threads in 1_usize..=6,
    ) {
        let stage = Stage::default();
        let planted = Planted::PanicIn(which % years);
        let outcome = solve_with(&stage, &schedule.layout(years), nonzero(threads), planted);
        prop_assert!(outcome.is_err());
        let events = stage.events();
        let (made, dropped) = made_and_dropped(&stage);
        prop_assert_eq!(made, dropped);
        let first_drop = events.iter().position(|event| *event == Event::DropBegan).unwrap();
        prop_assert_eq!(&events[first_drop..], drops_one_by_one(made));
    }
}
