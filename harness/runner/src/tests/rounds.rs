//! The order of rounds, early stops, resuming.

use std::{slice, time::Duration};

use model::{Doubt, Expectation, Hypothesis, Level, Measure, Role};

use super::world::{Recorder, SLOW, books, declaration, faster, measure, name, variant};
use crate::{Patience, Settings};

/// The orders of each round, after the check and the calibration.
fn rounds(world: &Recorder, size: usize) -> Vec<Vec<String>> {
    let begin =
        world.asked.iter().rposition(|asked| asked.contains(" 1x1+0") || asked.contains(" 2x")).unwrap() + 1;
    world.asked[begin..].chunks(size).map(<[String]>::to_vec).collect()
}

#[test]
fn answers_are_checked_before_anything_is_measured() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    measure(&mut world, &declaration(Vec::new()), &Settings::new(1), &mut books());
    assert_eq!(world.asked[0], "check base fast idle");
    assert!(world.asked[1..].iter().all(|asked| !asked.starts_with("check")));
}

#[test]
fn every_round_holds_every_variant_once_in_an_order_that_the_seed_gives() {
    let play = |seed| {
        let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
        measure(&mut world, &declaration(Vec::new()), &Settings::new(seed), &mut books());
        rounds(&world, 3)
    };
    let first = play(1);
    assert_eq!(first.len(), 10, "nothing is undecided, so the first look ends it");
    for round in &first {
        let mut sorted = round.clone();
        sorted.sort();
        assert_eq!(sorted, ["base 10x1+1", "fast 10x1+1", "idle 10x1+1"]);
    }
    assert!(first.windows(2).any(|pair| pair[0] != pair[1]), "the order never changes");
    assert_eq!(first, play(1));
    assert_ne!(first, play(2));
}

#[test]
fn a_decided_series_stops_at_the_first_look_and_an_undecided_one_goes_on_to_the_last() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let declared = declaration(vec![faster("fast", Level::Number(2.0))]);
    measure(&mut world, &declared, &Settings::new(1), &mut books());
    let count = |world: &Recorder, variant: &str| {
        world.asked.iter().filter(|asked| asked.starts_with(variant) && !asked.contains("x1+0")).count()
    };
    // One of them is the calibration with its warm-up.
    assert_eq!((count(&world, "fast"), count(&world, "idle")), (11, 11));

    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    world.wobbles = Some(name("fast"));
    let near = declaration(vec![faster("fast", Level::Number(4.0))]);
    measure(&mut world, &near, &Settings::new(1), &mut books());
    let counts = (count(&world, "base"), count(&world, "fast"), count(&world, "idle"));
    assert_eq!(counts, (41, 41, 11), "who is not needed stops all the same");

    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let rounds = Settings { rounds: Some(5), ..Settings::new(1) };
    measure(&mut world, &declared, &rounds, &mut books());
    assert_eq!(count(&world, "fast"), 6, "five rounds were asked for, five there are");
}

#[test]
fn where_nothing_can_be_compared_one_round_is_enough_unless_it_was_asked_for() {
    let play = |settings: &Settings, declared: &[Hypothesis]| {
        let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
        world.wrong = Some((name("fast"), 1));
        measure(&mut world, &declaration(declared.to_vec()), settings, &mut books());
        rounds(&world, 2).len()
    };
    let [vain, open] = ["fast", "idle"].map(|of| faster(of, Level::Number(2.0)));
    let settings = Settings::new(1);
    assert_eq!(play(&settings, slice::from_ref(&vain)), 1);
    assert_eq!(play(&settings, &[vain.clone(), open]), 10);
    let named = Settings { variants: ["base", "idle"].map(str::to_owned).to_vec(), ..settings };
    assert_eq!(play(&named, &[vain]), 10);
}

#[test]
fn a_ceiling_takes_copies_at_once_in_the_same_rounds() {
    let (serial, parallel) = (name("serial"), name("parallel"));
    for level in [Level::ShareOfCeiling(0.8), Level::ShareOfBound { share: 0.8, serial, parallel }] {
        let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 2), ("idle", SLOW)]);
        let declared = declaration(vec![faster("fast", level)]);
        measure(&mut world, &declared, &Settings::new(1), &mut books());
        let together = world.asked.iter().filter(|asked| *asked == "2 of base").count();
        assert_eq!(together, 10);
        assert!(
            rounds(&world, 4).iter().all(|round| round.contains(&"2 of base".to_owned())),
            "{:?}",
            world.asked
        );
    }
}

#[test]
fn short_work_is_looped_and_long_work_is_run_once() {
    let mut world = Recorder::new(&[("base", 1_000), ("fast", 2_000_000_000), ("idle", SLOW)]);
    let settings = Settings { rounds: Some(1), ..Settings::new(1) };
    measure(&mut world, &declaration(Vec::new()), &settings, &mut books());
    // After the check, three tries for `base`, one for `fast`, two for `idle`.
    let round = &world.asked[7..10];
    assert!(round.contains(&"base 10x6000+1".to_owned()), "{round:?}");
    assert!(round.contains(&"fast 1x1+0".to_owned()), "{round:?}");
}

#[test]
fn what_failed_is_not_tried_again_and_the_others_go_on() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    // Six invocations calibrate; the seventh is the first of round 0.
    let mut probe = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    measure(&mut probe, &declaration(Vec::new()), &Settings::new(1), &mut books());
    let first = rounds(&probe, 3)[0][0].split(' ').next().unwrap().to_owned();
    world.fails = Some((name(&first), 7));
    let mut books = books();
    measure(&mut world, &declaration(Vec::new()), &Settings::new(1), &mut books);
    let again = world.asked[8..].iter().filter(|asked| asked.starts_with(&first)).count();
    assert_eq!(again, 0, "{:?}", world.asked);
    assert_eq!(books.record.failures.len(), 1);
    assert_eq!(books.record.host.len(), 10);
}

#[test]
fn a_stopped_run_goes_on_where_it_was_and_ends_as_if_never_stopped() {
    let takes = [("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)];
    let declared = declaration(vec![faster("fast", Level::Number(2.0))]);
    let settings = Settings::new(3);
    let mut whole_books = books();
    let mut whole = Recorder::new(&takes);
    measure(&mut whole, &declared, &settings, &mut whole_books);
    for stop_after in 1..whole.measured {
        let mut books = books();
        let mut first = Recorder { stop_after: Some(stop_after), ..Recorder::new(&takes) };
        measure(&mut first, &declared, &settings, &mut books);
        let mut second = Recorder::new(&takes);
        measure(&mut second, &declared, &settings, &mut books);
        assert_eq!(books.record.samples, whole_books.record.samples, "stopped after {stop_after}");
        assert_eq!(books.record.checks, whole_books.record.checks, "stopped after {stop_after}");
    }
}

#[test]
fn a_spent_budget_ends_it_between_rounds() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    let budget = Duration::from_nanos(SLOW * 6 + SLOW * 3 * 4);
    let settings = Settings { budget: Some(budget), ..Settings::new(1) };
    let mut books = books();
    let doubt = measure(&mut world, &declaration(Vec::new()), &settings, &mut books);
    assert_eq!(doubt, Some(Doubt::BudgetSpent));
    assert_eq!(books.record.host.len(), 4);
}

#[test]
fn every_workload_has_an_equal_share_of_the_budget_and_leaves_the_rest_to_the_next() {
    let minutes = Duration::from_mins;
    let settings = Settings { budget: Some(minutes(12)), ..Settings::new(1) };
    assert_eq!(settings.share_ends(Duration::ZERO, 3), Some(minutes(4)));
    assert_eq!(settings.share_ends(minutes(2), 2), Some(minutes(7)));
    assert_eq!(settings.share_ends(minutes(13), 1), Some(minutes(13)));
    assert_eq!(Settings::new(1).share_ends(minutes(13), 1), None);
}

#[test]
fn a_quick_run_leaves_out_what_no_hypothesis_needs() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let settings = Settings { patience: Patience::Quick, ..Settings::new(1) };
    measure(&mut world, &declaration(vec![faster("fast", Level::Number(2.0))]), &settings, &mut books());
    assert!(world.asked.iter().all(|asked| !asked.contains("idle")), "{:?}", world.asked);

    // A peer is not measured, so neither is who is compared with nothing else.
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW), ("peer", SLOW)]);
    let mut against_peer = faster("idle", Level::Number(2.0));
    if let Expectation::Reaches { measure: Measure::Speedup { over, .. }, .. } =
        &mut against_peer.expectations[0]
    {
        *over = name("peer");
    }
    let mut declared = declaration(vec![faster("fast", Level::Number(2.0)), against_peer]);
    declared.variants.push(variant("peer", Role::Peer));
    measure(&mut world, &declared, &settings, &mut books());
    assert!(world.asked[1..].iter().any(|asked| asked.contains("fast")), "{:?}", world.asked);
    let left_out = |asked: &String| !asked.contains("idle") && !asked.contains("peer");
    assert!(world.asked.iter().all(left_out), "{:?}", world.asked);
}
