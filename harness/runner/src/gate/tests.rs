//! What a duel asks of the world, in which order.

use std::{path::PathBuf, time::Duration};

use judge::gate::CodeChange;
use model::{Condition, Machine, Side, Undecided};

use super::{
    duel::{Duel, Rules},
    pair::Pair,
};
use crate::{
    Place, Settings, Silent,
    tests::world::{Books, Recorder, SLOW, books, declaration, name},
};

fn place(side: Side) -> Place {
    Place {
        experiment: name("test"),
        side,
        binary: PathBuf::new(),
        folder: PathBuf::new(),
        declaration: declaration(Vec::new()),
    }
}

fn duel(world: &mut Recorder, settings: &Settings, until: Duration, books: &mut Books) -> Option<Undecided> {
    let mut machine = Machine::default();
    machine.cores.usable = 2;
    machine.cores.logical = 2;
    let nothing_missing = |_: &Condition| None;
    let pair = Pair {
        experiment: name("test"),
        base: place(Side::Base),
        head: place(Side::Head),
        code: CodeChange::Changed,
    };
    let rules = Rules {
        settings,
        looks: &settings.looks(),
        margin: None,
        family: 2,
        machine: &machine,
        missing: &nothing_missing,
    };
    let series = vec![(name("smoke"), vec![name("base"), name("fast")])];
    let duel = Duel { pair: &pair, rules: &rules, series, asked: vec![name("smoke")], until };
    let Books { journal, record, notes, .. } = books;
    duel.measure(world, journal, record, notes, &mut Silent).unwrap()
}

fn world() -> Recorder {
    Recorder::new(&[("base", SLOW), ("fast", SLOW)])
}

const LONG: Duration = Duration::from_hours(1);

/// The orders of the rounds, after the checks of both sides and the calibration of both variants.
fn rounds(world: &Recorder) -> Vec<Vec<String>> {
    world.asked[6..].chunks(6).map(<[String]>::to_vec).collect()
}

#[test]
fn both_sides_are_checked_and_then_measured_in_the_same_rounds_with_the_pace_of_the_base() {
    let mut world = world();
    let settings = Settings { rounds: Some(12), ..Settings::new(1) };
    assert_eq!(duel(&mut world, &settings, LONG, &mut books()), None);
    assert_eq!(world.asked[..2], ["check base fast", "check base fast"]);
    assert!(world.asked[2..6].iter().all(|asked| asked.ends_with(" base")), "{:?}", &world.asked[..6]);
    let rounds = rounds(&world);
    for round in &rounds {
        let mut sorted = round.clone();
        sorted.sort();
        let wanted = [
            "base 3x1+1",
            "base 3x1+1 base",
            "base 3x1+1 twin",
            "fast 3x1+1",
            "fast 3x1+1 base",
            "fast 3x1+1 twin",
        ];
        assert_eq!(sorted, wanted);
    }
    assert!(rounds.windows(2).any(|pair| pair[0] != pair[1]), "the order never changes");
}

#[test]
fn identical_times_end_at_the_first_look() {
    let mut world = world();
    let mut books = books();
    assert_eq!(duel(&mut world, &Settings::new(1), LONG, &mut books), None);
    assert_eq!(books.record.host.len(), 10);
    assert!(books.record.samples.iter().any(|row| row.side == Side::Twin));
}

#[test]
fn a_budget_and_a_hand_end_it_with_the_reason() {
    let settings = Settings::new(1);
    let mut books = books();
    let spent = duel(&mut world(), &settings, Duration::from_millis(1), &mut books);
    assert_eq!((spent, books.record.host.len()), (Some(Undecided::BudgetSpent), 0));
    let mut stopped = world();
    stopped.stop_after = Some(20);
    assert_eq!(duel(&mut stopped, &settings, LONG, &mut books), Some(Undecided::Interrupted));
}

#[test]
fn what_failed_on_one_side_is_measured_on_none_from_the_next_round_on() {
    let mut probe = world();
    duel(&mut probe, &Settings::new(1), LONG, &mut books());
    let place = rounds(&probe)[0].iter().position(|asked| asked.starts_with("fast")).unwrap() as u32;
    let mut failing = world();
    // Four invocations calibrate; the fifth is the first of round 0.
    failing.fails = Some((name("fast"), 5 + place));
    let mut books = books();
    duel(&mut failing, &Settings::new(1), LONG, &mut books);
    let later = &failing.asked[12..];
    assert!(later.iter().all(|asked| !asked.starts_with("fast")), "{later:?}");
    assert_eq!(books.record.host.len(), 10, "the others go on");
}
