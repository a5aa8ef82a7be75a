//! How many rounds it takes, which of them count, and what is said when they do not suffice.

use model::Doubt;
use stats::Looks;

use super::{
    check,
    fixture::{Fixture, name, speedup},
    row, sound,
};

fn rounds(count: u32) -> Fixture {
    Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, count).takes("fast", 40.0, count)
}

#[test]
fn nine_rounds_decide_nothing_however_clear_they_look() {
    check(&rounds(9), "inconclusive: 9 rounds decide nothing, 10 can");
    check(&rounds(10), "confirmed");
    let few = row(&rounds(9));
    assert!((few.estimate.unwrap() - 2.5).abs() < 0.05, "the estimate is shown");
    assert_eq!((few.lower, few.upper, few.detectable), (None, None, None), "the bounds are not invented");
    check(&rounds(0), "inconclusive: 0 rounds decide nothing, 10 can");
    check(&rounds(1), "inconclusive: 1 rounds decide nothing, 10 can");
}

#[test]
fn each_number_of_rounds_is_judged_at_the_error_of_its_look() {
    // One contrary round of 20: at 0.003 the bound still excludes it, at 0.001 of ten rounds it would not.
    let contrary = |count: u32| {
        let mut fixture = rounds(count);
        fixture.samples.iter_mut().filter(|row| row.variant.as_str() == "fast" && row.round == 0).for_each(
            |row| {
                row.thread_cpu_ns = Some(70_000_000);
            },
        );
        fixture
    };
    check(&contrary(10), "inconclusive: the target lies inside the interval");
    check(&contrary(20), "confirmed");
}

#[test]
fn a_run_that_was_cut_short_says_why() {
    let near = |count| {
        Fixture::new(speedup("fast", "base", 2.5)).takes("base", 100.0, count).takes("fast", 40.0, count)
    };
    check(&near(20), "inconclusive: the target lies inside the interval");
    check(&near(20).ended_early(Doubt::BudgetSpent), "inconclusive: the budget was spent first");
    check(&near(7).ended_early(Doubt::BudgetSpent), "inconclusive: the budget was spent first");
    check(
        &near(20).ended_early(Doubt::Interrupted),
        "inconclusive: stopped by hand; `touchstone run --resume` goes on",
    );
    // What had all its rounds was not cut short.
    check(&near(40).ended_early(Doubt::BudgetSpent), "inconclusive: the target lies inside the interval");
    // What was decided stays decided.
    check(&rounds(10).ended_early(Doubt::BudgetSpent), "confirmed");
}

#[test]
fn disturbed_rounds_are_left_out() {
    // The disturbed ones would refute it.
    let mut fixture = rounds(20).disturbed(20, &[3, 7, 11]);
    for row in &mut fixture.samples {
        if row.variant.as_str() == "fast" && [3, 7, 11].contains(&row.round) {
            row.thread_cpu_ns = Some(900_000_000);
        }
    }
    check(&fixture, "confirmed");
    assert_eq!(row(&fixture).rounds, 17);
    fixture.host.clear();
    check(&fixture, "inconclusive: the target lies inside the interval");
}

#[test]
fn more_than_a_third_of_disturbed_rounds_say_nothing() {
    let disturbed: Vec<u32> = (0..10).collect();
    check(&rounds(30).disturbed(30, &disturbed), "confirmed");
    check(&rounds(29).disturbed(29, &disturbed), "inconclusive: the host disturbed 10 of 29 rounds");
    check(&sound().disturbed(10, &disturbed), "inconclusive: the host disturbed 10 of 10 rounds");
}

#[test]
fn rounds_that_were_disturbed_after_a_series_had_stopped_do_not_count_against_it() {
    let disturbed: Vec<u32> = (10..40).collect();
    check(&sound().disturbed(40, &disturbed), "confirmed");
}

#[test]
fn the_plan_of_looks_is_the_callers() {
    let mut fixture = rounds(7);
    fixture.looks = Looks::standard().at_most(7).unwrap();
    check(&fixture, "confirmed");
}

#[test]
fn what_disturbs_another_workload_or_experiment_does_not_disturb_this_one() {
    let all: Vec<u32> = (0..10).collect();
    let mut elsewhere = sound().disturbed(10, &all);
    elsewhere.host.iter_mut().for_each(|row| row.workload = name("smoke"));
    check(&elsewhere, "confirmed");
    let mut other = sound().disturbed(10, &all);
    other.host.iter_mut().for_each(|row| row.experiment = name("other"));
    check(&other, "confirmed");
}
