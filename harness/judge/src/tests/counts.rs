//! Counts, one invocation with each seed: the worst of them decides, and a missing one is no pass.

use model::{Doubt, Failure, GpuKind, Happened, Measure, Target};

use super::{
    check,
    fixture::{Fixture, ON, at_least, at_most, name, reaches, speedup},
    row,
};
use crate::observed;

fn passes(of: &str, relative_to: Option<&str>, seeds: u32) -> Measure {
    let (of, relative_to) = (name(of), relative_to.map(name));
    Measure::Count { of, metric: name("passes"), relative_to, seeds }
}

fn expects(target: Target) -> Fixture {
    Fixture::new(reaches(passes("fast", None, 6), target))
}

#[test]
fn a_count_that_holds_with_every_seed_is_confirmed_and_known_by_its_worst() {
    let fixture = expects(at_most(8.0)).counted("fast", &[5.0, 7.0, 8.0, 4.0, 6.0, 6.0]);
    check(&fixture, "confirmed");
    let row = row(&fixture);
    assert_eq!((row.estimate, row.lower, row.upper, row.rounds), (Some(8.0), Some(4.0), Some(8.0), 6));
    assert_eq!(row.expectation, "passes of fast with seeds 1 to 6 on small");
    check(&expects(at_least(4.0)).counted("fast", &[5.0, 7.0, 8.0, 4.0, 6.0, 6.0]), "confirmed");
    check(&expects(Target::Between(4.0, 8.0)).counted("fast", &[5.0, 7.0, 8.0, 4.0, 6.0, 6.0]), "confirmed");
}

#[test]
fn one_seed_that_does_not_hold_refutes_and_is_named_with_its_value() {
    check(
        &expects(at_most(8.0)).counted("fast", &[5.0, 7.0, 9.0, 4.0, 6.0, 6.0]),
        "refuted: short of the target with seed 3: 9",
    );
    check(
        &expects(at_most(5.5)).counted("fast", &[5.0, 7.0, 9.0, 4.0, 6.0, 6.0]),
        "refuted: short of the target with 4 of 6 seeds, furthest with seed 3: 9",
    );
    check(
        &expects(at_least(4.5)).counted("fast", &[5.0, 7.0, 9.0, 4.0, 6.0, 6.0]),
        "refuted: short of the target with seed 4: 4",
    );
    check(
        &expects(Target::Between(5.0, 8.0)).counted("fast", &[5.0, 7.0, 9.0, 3.0, 6.0, 6.0]),
        "refuted: short of the target with 2 of 6 seeds, furthest with seed 4: 3",
    );
}

#[test]
fn a_seed_that_was_not_counted_is_never_a_pass_and_neither_a_failure() {
    let five = || expects(at_most(8.0)).counted("fast", &[5.0; 5]);
    check(&five(), "not judged: fast on small was not counted with seed 6 of 6");
    check(&five().ended_early(Doubt::BudgetSpent), "inconclusive: the budget was spent first");
    check(&expects(at_most(8.0)), "not judged: fast on small was not counted with seed 1 of 6");
    // Five that do not hold tell nothing of the sixth, which nobody has seen.
    check(
        &expects(at_most(1.0)).counted("fast", &[5.0; 5]),
        "not judged: fast on small was not counted with seed 6 of 6",
    );
    let mut silent = expects(at_most(8.0)).counted("fast", &[5.0; 6]);
    silent.metrics.remove(2);
    check(&silent, "not judged: metric passes of fast on small with seed 3 was never reported");
}

#[test]
fn the_rounds_of_the_run_are_no_seed() {
    let rounds = expects(at_most(8.0)).reports("fast", "passes", "", &[5.0; 10]);
    check(&rounds, "not judged: fast on small was not counted with seed 1 of 6");
    // And seeds are no rounds: a metric is judged by its rounds alone.
    let metric = super::fixture::figure("fast", "passes", None);
    let seeds = Fixture::new(reaches(metric, at_most(8.0)))
        .counted("fast", &[50.0; 6])
        .reports("fast", "passes", "", &[5.0; 10]);
    check(&seeds, "confirmed");
    assert_eq!(row(&seeds).rounds, 10);
}

#[test]
fn a_ratio_is_taken_seed_by_seed() {
    let of = |target| {
        Fixture::new(reaches(passes("fast", Some("base"), 3), target))
            .counted("base", &[10.0, 20.0, 40.0])
            .counted("fast", &[5.0, 16.0, 10.0])
    };
    check(&of(at_most(0.8)), "confirmed");
    check(&of(at_most(0.7)), "refuted: short of the target with seed 2: 0.8x");
    assert_eq!(row(&of(at_most(0.7))).unit, "x");
    let one_side = Fixture::new(reaches(passes("fast", Some("base"), 3), at_most(0.8)))
        .counted("fast", &[5.0, 16.0, 10.0]);
    check(&one_side, "not judged: base on small was not counted with seed 1 of 3");
    let nothing = Fixture::new(reaches(passes("fast", Some("base"), 1), at_most(0.8)))
        .counted("base", &[0.0])
        .counted("fast", &[5.0]);
    check(
        &nothing,
        "not judged: metric passes of base other than 0, which nothing is a multiple of, was never reported",
    );
}

#[test]
fn a_wrong_answer_with_one_seed_has_neither_count_nor_speed() {
    let wrong = |fixture: Fixture| {
        let mut fixture = fixture.checked("fast", 0.7);
        fixture.checks.last_mut().unwrap().seed = Some(3);
        fixture
    };
    let words = "inaccurate: km with seed 3: error 7.000e-1, allowed 5.000e-1";
    check(&wrong(expects(at_most(8.0)).counted("fast", &[5.0; 6])), words);
    check(
        &wrong(Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10)),
        words,
    );
    // A check with a seed does not stand for the one with the run's own.
    let mut only_seeds = expects(at_most(8.0)).counted("fast", &[5.0; 6]);
    only_seeds.checks.retain(|row| row.seed.is_some() || row.variant.as_str() != "fast");
    check(&only_seeds, "not judged: the answer of fast on small was never checked");
}

#[test]
fn a_crash_with_one_seed_is_a_crash() {
    let what = Happened::Failed(Failure::Said("with seed 3: ended by signal 11".to_owned()));
    let fixture = expects(at_most(8.0)).counted("fast", &[5.0; 6]).happened(Some("fast"), None, what);
    check(&fixture, "crashed: with seed 3: ended by signal 11");
}

#[test]
fn what_differs_with_one_seed_or_is_a_time_is_no_count() {
    let mut rounds = [5.0; 10];
    rounds[7] = 6.0;
    check(
        &expects(at_most(8.0)).counted("fast", &[5.0; 6]).reports("fast", "passes", "", &rounds),
        "not judged: passes of fast on small differs from round to round with one seed, so it is no count",
    );
    let mut time = expects(at_most(8.0)).counted("fast", &[5.0; 6]);
    time.metrics.iter_mut().for_each(|row| row.unit = "s".to_owned());
    check(&time, "not judged: passes of fast on small is a time, which is no count");
    let projected = expects(at_most(8.0)).counted("fast", &[5.0; 6]).projected();
    check(&projected, "not judged: a projection for absent hardware is never judged");
}

#[test]
fn a_guard_may_be_a_count() {
    let guarded = |most: f64| {
        Fixture::new(speedup("fast", "base", 2.0))
            .takes("base", 100.0, 10)
            .takes("fast", 40.0, 10)
            .guarded(passes("fast", None, 3), at_most(most))
            .counted("fast", &[5.0, 9.0, 6.0])
    };
    check(&guarded(9.0), "confirmed");
    check(&guarded(8.0), "refuted: guard missed: passes of fast with seeds 1 to 3 9, at most 8 (seed 2: 9)");
}

#[test]
fn a_count_needs_no_rounds_but_a_guard_beside_it_does() {
    assert_eq!(expects(at_most(8.0)).undecided(), crate::Needed::default());
    let fixture = expects(at_most(8.0))
        .counted("fast", &[5.0; 6])
        .guarded(super::fixture::figure("base", "hits", None), at_most(1.0))
        .reports("base", "hits", "", &[0.5, 1.5, 0.7]);
    let alone: Vec<String> = fixture.undecided().alone.iter().map(ToString::to_string).collect();
    assert_eq!(alone, ["base"]);
}

#[test]
fn a_software_driver_counts_as_well_as_hardware() {
    let of = |kind| {
        Fixture::new(reaches(passes("gpu", None, 2), at_most(8.0)))
            .counted("gpu", &[5.0, 6.0])
            .proves("gpu", kind, 3, 1)
    };
    check(&of(GpuKind::Cpu), "confirmed");
    check(&of(GpuKind::Discrete), "confirmed");
    let unproved = Fixture::new(reaches(passes("gpu", None, 2), at_most(8.0))).counted("gpu", &[5.0, 6.0]);
    check(&unproved, "not judged: gpu brought no evidence that it ran on a wgpu device");
}

#[test]
fn counts_are_seen_seed_by_seed() {
    let run = Fixture::new(reaches(passes("fast", Some("base"), 2), at_most(8.0)))
        .counted("base", &[10.0, 20.0, 5.0])
        .counted("fast", &[5.0, 16.0])
        .run();
    let seen = observed(&run, &name("demo"), &name(ON), &passes("fast", Some("base"), 2)).unwrap();
    assert_eq!((seen.least, seen.most, seen.count, seen.unit.as_str()), (0.5, 0.8, 2, "x"));
    let seen = observed(&run, &name("demo"), &name(ON), &passes("base", None, 2)).unwrap();
    assert_eq!((seen.least, seen.most, seen.count), (10.0, 20.0, 2), "the third seed was not asked for");
}
