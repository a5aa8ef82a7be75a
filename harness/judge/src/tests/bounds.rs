//! A share of the bound: what the ceiling leaves where a part of the work stays serial.

use model::{Level, Name, SampleRow, Scope, Target};

use super::{
    check,
    fixture::{Fixture, name, ratio, reaches},
    row,
};

fn share(share: f64) -> Target {
    Target::AtLeast(Level::ShareOfBound { share, serial: name("serial"), parallel: name("parallel") })
}

/// Four threads over one, and four copies of the one at once, which take twice as long each: a ceiling of 2.
fn scaling(least: f64, threads_ms: f64, parts: [f64; 2]) -> Fixture {
    unreported(least, threads_ms).reports("base", "serial", "", &[parts[0]; 10]).reports(
        "base",
        "parallel",
        "",
        &[parts[1]; 10],
    )
}

fn unreported(least: f64, threads_ms: f64) -> Fixture {
    Fixture::new(reaches(ratio("fast-threads", "base"), share(least)))
        .takes("base", 100.0, 10)
        .takes("fast-threads", threads_ms, 10)
        .copies("base", &[200.0; 4], 10)
}

fn metric<'a>(fixture: &'a mut Fixture, metric: &'a str, round: u32) -> &'a mut model::MetricRow {
    let is_it = |row: &&mut model::MetricRow| row.metric.as_str() == metric && row.round == round;
    fixture.metrics.iter_mut().find(is_it).unwrap()
}

#[test]
fn a_serial_first_part_lowers_what_is_asked_for() {
    // A fifth is serial, four fifths are shared out evenly: 1 / (0.2 + 0.8 / 2) is 1.67, and 1.6x is 0.96 of it.
    check(&scaling(0.9, 62.5, [0.2, 0.8]), "confirmed");
    // The same speedup is 0.8 of the ceiling of 2.
    check(&scaling(0.9, 62.5, [0.0, 1.0]), "refuted: short of the target");
    check(&scaling(0.9, 71.4, [0.2, 0.8]), "refuted: short of the target");
}

#[test]
fn five_items_on_four_threads_are_two_rounds_of_work() {
    // 4 x 2 / 5 is 1.6: of a ceiling of 2 that leaves 1.25.
    check(&scaling(0.9, 83.3, [0.0, 1.6]), "confirmed");
    check(&scaling(0.9, 95.0, [0.0, 1.6]), "refuted: short of the target");
}

#[test]
fn it_is_shown_as_a_speedup_against_the_share_of_the_bound() {
    let row = row(&scaling(0.9, 62.5, [0.2, 0.8]));
    assert!((row.estimate.unwrap() - 1.6).abs() < 0.03, "{row:?}");
    assert!((row.target_value.unwrap() - 1.5).abs() < 0.03, "{row:?}");
    assert!(row.lower.unwrap() >= row.target_value.unwrap(), "what is shown agrees with the verdict");
    assert!(row.target.starts_with("at least 0.9 of the bound, here 1."), "{}", row.target);
}

#[test]
fn parts_that_forget_some_of_the_time_ask_for_no_more_than_the_ceiling() {
    let row = row(&scaling(0.8, 62.5, [0.0, 0.25]));
    assert!((row.target_value.unwrap() - 1.6).abs() < 0.03, "0.8 of the ceiling: {row:?}");
}

#[test]
fn the_parts_of_a_round_belong_to_that_round() {
    // In odd rounds half of the work is serial, the bound is 4/3, and the threads take 75 ms.
    let mut fixture = scaling(0.9, 50.0, [0.0, 1.0]);
    for round in [1, 3, 5, 7, 9] {
        metric(&mut fixture, "serial", round).value = 0.5;
        metric(&mut fixture, "parallel", round).value = 0.5;
    }
    let odd = |row: &mut SampleRow| {
        if row.round % 2 == 1 && row.scope == Scope::Alone {
            row.wall_ns = row.wall_ns * 3 / 2;
        }
    };
    check(&fixture.change("fast-threads", odd), "confirmed");
}

#[test]
fn a_part_that_was_not_reported_is_named_and_never_a_pass() {
    check(&unreported(0.1, 50.0), "not judged: metric serial of base on small was never reported");
    let only_serial = unreported(0.1, 50.0).reports("base", "serial", "", &[0.2; 10]);
    check(&only_serial, "not judged: metric parallel of base on small was never reported");
    let nine = unreported(0.1, 50.0)
        .reports("base", "serial", "", &[0.2; 10])
        .reports("base", "parallel", "", &[0.8; 9]);
    check(&nine, "not judged: metric parallel of base on small in round 9 was never reported");
    check(
        &scaling(0.1, 50.0, [0.2, 0.8]).projected(),
        "not judged: a projection for absent hardware is never judged",
    );
}

#[test]
fn the_parts_of_the_faster_side_are_not_asked() {
    let fixture = unreported(0.1, 50.0).reports("fast-threads", "serial", "", &[0.2; 10]).reports(
        "fast-threads",
        "parallel",
        "",
        &[0.8; 10],
    );
    check(&fixture, "not judged: metric serial of base on small was never reported");
}

#[test]
fn parts_that_cannot_be_are_refused_before_they_make_a_target_easy() {
    let refused = |parts: [f64; 2]| {
        let [serial, parallel] = parts;
        check(
            &scaling(0.8, 200.0, parts),
            &format!(
                "not judged: no bound: serial {serial} and parallel {parallel} of base on small in round 0 are not the \
                 serial share and 4 times the longest parallel part"
            ),
        );
    };
    refused([1.5, 0.0]);
    refused([-0.1, 1.0]);
    refused([0.2, -0.8]);
    // With a fifth serial the longest part is at most four fifths, four times that 3.2.
    refused([0.2, 3.3]);
    refused([0.0, 0.0]);
    check(&scaling(0.1, 100.0, [0.2, 3.2]), "confirmed");
    // One item is all serial: nothing is to be gained, and nothing is asked.
    check(&scaling(0.9, 100.0, [1.0, 0.0]), "confirmed");
}

#[test]
fn without_rounds_nothing_is_said_of_the_parts() {
    let fixture = Fixture::new(reaches(ratio("fast-threads", "base"), share(0.8)));
    check(&fixture, "inconclusive: 0 rounds decide nothing, 10 can");
    let needed = fixture.undecided();
    let one = |text: &str| -> std::collections::BTreeSet<Name> { [name(text)].into() };
    assert_eq!(needed.together, one("base"), "the bound needs the ceiling");
}

#[test]
fn a_busy_host_is_no_place_to_judge_scaling() {
    check(
        &scaling(0.8, 62.5, [0.2, 0.8]).disturbed(10, &[0, 1, 2, 3]),
        "not judged: the host disturbed 4 of 10 rounds: scaling is never judged on a busy host",
    );
}
