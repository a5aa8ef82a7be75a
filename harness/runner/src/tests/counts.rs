//! Counts with seeds of their own.

use std::time::Duration;

use model::{Condition, Doubt, Expectation, Failure, Guard, Hypothesis, Level, Measure, Target};

use super::world::{OWN, Recorder, SLOW, books, declaration, faster, measure, measure_without, name};
use crate::Settings;

fn counts(of: &str, seeds: u32) -> Hypothesis {
    let (of, relative_to) = (name(of), None);
    let measure = Measure::Count { of, metric: name("passes"), relative_to, seeds };
    let target = Target::AtMost(Level::Number(30.0));
    let workload = name("smoke");
    Hypothesis {
        expectations: vec![Expectation::Reaches { measure, workload, target }],
        ..faster("fast", Level::Number(2.0))
    }
}

const TAKES: [(&str, u64); 3] = [("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)];

#[test]
fn every_seed_is_checked_and_counted_once_before_anything_is_timed() {
    let mut world = Recorder::counting(&TAKES);
    let mut books = books();
    measure(&mut world, &declaration(vec![counts("fast", 2)]), &Settings::new(OWN), &mut books);
    let begin = [
        "check base fast idle",
        "check fast base with seed 1",
        "fast 1x1+0 with seed 1",
        "check fast base with seed 2",
        "fast 1x1+0 with seed 2",
    ];
    assert_eq!(world.asked[..5], begin);
    assert!(world.asked[5..].iter().all(|asked| !asked.contains("seed")), "{:?}", world.asked);
    let counted: Vec<(Option<u64>, f64)> = books
        .record
        .metrics
        .iter()
        .filter(|row| row.seed.is_some())
        .map(|row| (row.seed, row.value))
        .collect();
    assert_eq!(counted, [(Some(1), 10.0), (Some(2), 20.0)], "what is counted is no time and no memory");
    assert!(books.record.samples.iter().all(|row| row.variant != name("fast")), "nor a sample");
}

#[test]
fn what_is_only_counted_takes_no_part_in_the_rounds() {
    let timed = |hypotheses| {
        let mut world = Recorder::counting(&TAKES);
        measure(&mut world, &declaration(hypotheses), &Settings::new(OWN), &mut books());
        world.asked.iter().any(|asked| asked.starts_with("fast") && !asked.contains("seed"))
    };
    assert!(!timed(vec![counts("fast", 2)]));
    assert!(timed(vec![counts("fast", 2), faster("fast", Level::Number(2.0))]));
    assert!(timed(vec![counts("base", 2)]), "of what nobody speaks the time is seen");
    let mut guarded = counts("fast", 2);
    let measure = Measure::PeakMemory { of: name("fast"), relative_to: None };
    guarded.guards.push(Guard { measure, workload: None, target: Target::AtMost(Level::Number(1e9)) });
    assert!(timed(vec![guarded]), "a guard has its rounds");
}

#[test]
fn what_is_wrong_or_fails_with_one_seed_is_neither_counted_nor_measured_any_more() {
    let declared = || declaration(vec![counts("fast", 3), faster("fast", Level::Number(2.0))]);
    let mut world = Recorder { wrong: Some((name("fast"), 2)), ..Recorder::counting(&TAKES) };
    measure(&mut world, &declared(), &Settings::new(OWN), &mut books());
    let of_fast: Vec<&String> = world.asked.iter().filter(|asked| asked.contains("fast")).collect();
    let asked = [
        "check base fast idle",
        "check fast base with seed 1",
        "fast 1x1+0 with seed 1",
        "check fast base with seed 2",
    ];
    assert_eq!(of_fast, asked);

    let mut world = Recorder { fails: Some((name("fast"), 2)), ..Recorder::counting(&TAKES) };
    let mut books = books();
    measure(&mut world, &declared(), &Settings::new(OWN), &mut books);
    let last = world.asked.iter().rfind(|asked| asked.contains("fast")).unwrap();
    assert_eq!(last, "fast 1x1+0 with seed 2");
    let [failure] = &books.record.failures[..] else { panic!("{:?}", books.record.failures) };
    let said = Failure::Said("with seed 2: ended by signal 11".to_owned());
    assert_eq!(failure.what, model::Happened::Failed(said));
}

#[test]
fn a_budget_leaves_seeds_out_before_it_leaves_the_rounds_without_time() {
    let long = 1_000_000_000;
    let takes = [("base", SLOW), ("fast", long), ("idle", SLOW)];
    let seeds = |budget: Option<Duration>| {
        let mut world = Recorder::counting(&takes);
        let settings = Settings { budget, ..Settings::new(OWN) };
        let mut books = books();
        let doubt = measure(&mut world, &declaration(vec![counts("fast", 6)]), &settings, &mut books);
        let seeds = world.asked.iter().filter(|asked| asked.starts_with("fast 1x1+0 with")).count();
        (seeds, doubt, books.record.host.len())
    };
    assert_eq!(seeds(None), (6, None, 10));
    assert_eq!(seeds(Some(Duration::from_secs(12))), (6, None, 10), "five of 1 s are less than half of 11 s");
    assert_eq!(seeds(Some(Duration::from_secs(10))), (1, None, 10), "and more than half of 9 s");
}

#[test]
fn a_stopped_count_goes_on_with_the_seed_it_was_at() {
    let declared = declaration(vec![counts("fast", 3), counts("base", 2)]);
    let settings = Settings::new(OWN);
    let mut whole_books = books();
    let mut whole = Recorder::counting(&TAKES);
    measure(&mut whole, &declared, &settings, &mut whole_books);
    for stop_after in 1..whole.measured {
        let mut books = books();
        let mut first = Recorder { stop_after: Some(stop_after), ..Recorder::counting(&TAKES) };
        let doubt = measure(&mut first, &declared, &settings, &mut books);
        assert_eq!(doubt, Some(Doubt::Interrupted), "stopped after {stop_after}");
        let mut second = Recorder::counting(&TAKES);
        measure(&mut second, &declared, &settings, &mut books);
        assert_eq!(books.record.metrics, whole_books.record.metrics, "stopped after {stop_after}");
        assert_eq!(books.record.checks, whole_books.record.checks, "stopped after {stop_after}");
        let again: Vec<_> = first
            .asked
            .iter()
            .filter(|asked| second.asked.contains(asked) && asked.ends_with("seed 1"))
            .collect();
        assert!(stop_after < 3 || again.is_empty(), "counted twice: {again:?}");
    }
}

#[test]
fn what_is_not_judged_here_is_not_counted() {
    let mut given = counts("fast", 3);
    given.given.push(Condition::DiscreteGpu);
    let mut world = Recorder::counting(&TAKES);
    let declared = declaration(vec![given]);
    measure_without(&mut world, &declared, &Settings::new(OWN), &mut books(), "a discrete GPU");
    assert!(world.asked.iter().all(|asked| !asked.contains("seed")), "{:?}", world.asked);
}
