//! What workers do is what the layout says, on any number of threads.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use year_schedule::{Layout, Schedule, Solver, Start, solve_years};

use crate::mock::{Event, Planted, PlantedError, Stage, drops_one_by_one, solve_with, stories};
use crate::{any_schedule, every_schedule, nonzero};

fn answers(layout: &Layout, threads: usize) -> Vec<(usize, String)> {
    let records = solve_with(&Stage::default(), layout, nonzero(threads), Planted::Nothing);
    records.expect("nothing is planted").records.into_iter().map(|r| (r.year, r.answer)).collect()
}

#[test]
fn threads_change_no_answer() {
    for schedule in every_schedule(4) {
        for years in [1, 2, 4, 13, 31] {
            let layout = schedule.layout(years);
            for threads in [1, 2, 3, 4, 7] {
                assert_eq!(
                    answers(&layout, threads),
                    stories(&layout),
                    "{schedule:?}, {years} years, {threads} threads"
                );
            }
        }
    }
}

#[test]
fn no_years_give_no_records() {
    for schedule in every_schedule(4) {
        assert_eq!(answers(&schedule.layout(0), 4), []);
    }
}

#[test]
fn a_single_worker_works_in_the_callers_thread() {
    for (schedule, threads) in [(Schedule::Chain, 4), (Schedule::ColdParallel, 1)] {
        let stage = Stage::default();
        let layout = schedule.layout(5);
        let records = solve_with(&stage, &layout, nonzero(threads), Planted::Nothing).unwrap();
        assert_eq!(records.workers, 1);
        assert_eq!(stage.events()[0], Event::Made { thread: thread::current().id() });
    }
}

#[test]
fn a_basis_lives_only_as_long_as_a_year_waits_for_it() {
    let stage = Stage::default();
    solve_with(&stage, &Schedule::ChainBasis.layout(20), nonzero(1), Planted::Nothing).unwrap();
    // That of the year before, and that of this year.
    assert_eq!(stage.most_bases_at_once(), 2);
}

#[test]
fn a_basis_that_no_year_starts_from_is_never_asked_for() {
    for schedule in [Schedule::Chain, Schedule::ColdParallel] {
        let stage = Stage::default();
        solve_with(&stage, &schedule.layout(20), nonzero(3), Planted::Nothing).unwrap();
        assert_eq!(stage.most_bases_at_once(), 0);
    }
}

/// Waits in every year until as many others have begun: it is solved only if that many really go side by side.
struct Meeting<'m> {
    together: usize,
    begun: &'m (Mutex<usize>, Condvar),
}

impl Solver for Meeting<'_> {
    type Basis = ();
    type Answer = ();
    type Error = PlantedError;

    fn solve(&mut self, _: usize, _: Start<&()>) -> Result<(), PlantedError> {
        let (begun, changed) = self.begun;
        let mut number = begun.lock().expect("no holder panics");
        *number += 1;
        changed.notify_all();
        let patience = Duration::from_mins(1);
        let (_number, waited) = changed
            .wait_timeout_while(number, patience, |begun| *begun < self.together)
            .expect("no holder panics");
        if waited.timed_out() { Err(PlantedError) } else { Ok(()) }
    }

    fn basis(&mut self) -> Result<(), PlantedError> {
        Ok(())
    }
}

#[test]
fn as_many_years_as_threads_are_solved_at_once() {
    let begun = (Mutex::new(0), Condvar::new());
    let records =
        solve_years(Schedule::ColdParallel, 4, nonzero(4), |_| Ok(Meeting { together: 4, begun: &begun }))
            .expect("four years meet");
    let mut workers: Vec<_> = records.records.iter().map(|record| record.worker).collect();
    workers.sort_unstable();
    assert_eq!(workers, [0, 1, 2, 3]);
}

proptest! {
    #[test]
    fn every_year_is_solved_once_and_after_what_it_builds_on(
        schedule in any_schedule(), years in 1_usize..=40, threads in 1_usize..=6,
    ) {
        let stage = Stage::default();
        let layout = schedule.layout(years);
        let solved = solve_with(&stage, &layout, nonzero(threads), Planted::Nothing).unwrap();

        let solved_years: Vec<_> = solved.records.iter().map(|record| record.year).collect();
        prop_assert_eq!(solved_years, (0..years).collect::<Vec<_>>());
        prop_assert_eq!(solved.warm(), layout.warm());
        prop_assert_eq!(solved.cold(), layout.cold());
        prop_assert_eq!(solved.workers, threads.min(layout.width()));
        for record in &solved.records {
            prop_assert!(record.worker < solved.workers);
            prop_assert!(solved.ready <= record.began && record.began <= record.ended);
        }

        let began = |year: usize| stage.position(&Event::Began { year: year.to_string() }).unwrap();
        let ended = |year: usize| stage.position(&Event::Ended { year: year.to_string() }).unwrap();
        for (year, on) in layout.dependencies() {
            prop_assert!(ended(on) < began(year));
            prop_assert!(solved.records[on].ended <= solved.records[year].began);
        }
        for stages in layout.stages().windows(2) {
            let years = |stage: &year_schedule::Stage| -> Vec<usize> {
                stage.tracks().iter().flat_map(year_schedule::Track::steps).map(|step| step.year).collect()
            };
            let last_end = years(&stages[0]).into_iter().map(ended).max();
            let first_begin = years(&stages[1]).into_iter().map(began).min();
            prop_assert!(last_end < first_begin);
        }
    }

    #[test]
    fn solvers_are_dropped_one_at_a_time_after_all_have_solved(
        schedule in any_schedule(), years in 1_usize..=40, threads in 1_usize..=6,
    ) {
        let stage = Stage::default();
        let layout = schedule.layout(years);
        let solved = solve_with(&stage, &layout, nonzero(threads), Planted::Nothing).unwrap();
        let events = stage.events();
        let drops = events.iter().position(|event| *event == Event::DropBegan).unwrap();
        prop_assert_eq!(&events[drops..], drops_one_by_one(solved.workers));
    }
}
