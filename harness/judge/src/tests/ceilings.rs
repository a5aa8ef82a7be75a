//! A share of the scaling ceiling, which is measured in the same rounds.

use model::{Level, Target};

use super::{
    check,
    fixture::{Fixture, ratio, reaches},
    row,
};

/// Four threads over one, and four copies of the one at once.
fn scaling(share: f64, threads_ms: f64, copies_ms: &[f64]) -> Fixture {
    let target = Target::AtLeast(Level::ShareOfCeiling(share));
    Fixture::new(reaches(ratio("fast-threads", "base"), target))
        .takes("base", 100.0, 10)
        .takes("fast-threads", threads_ms, 10)
        .copies("base", copies_ms, 10)
}

#[test]
fn the_ceiling_is_what_copies_at_once_reached() {
    // Four copies at once take 200 ms each: ceiling 2x, and 1.8x is 0.9 of it.
    check(&scaling(0.8, 55.0, &[200.0; 4]), "confirmed");
    // With copies that do not hinder each other the ceiling is 4x, and 1.8x is 0.45 of it.
    check(&scaling(0.8, 55.0, &[100.0; 4]), "refuted: short of the target");
    check(&scaling(0.8, 62.5, &[200.0; 4]), "inconclusive: the target lies inside the interval");
}

#[test]
fn the_slowest_copy_makes_the_ceiling() {
    check(&scaling(0.8, 55.0, &[100.0, 100.0, 100.0, 200.0]), "confirmed");
}

#[test]
fn it_is_shown_as_a_speedup_against_the_share_of_the_ceiling() {
    let row = row(&scaling(0.8, 55.0, &[200.0; 4]));
    assert!((row.estimate.unwrap() - 1.82).abs() < 0.03, "{row:?}");
    assert!((row.target_value.unwrap() - 1.6).abs() < 0.03, "{row:?}");
    assert!(row.lower.unwrap() >= row.target_value.unwrap(), "what is shown agrees with the verdict");
    assert!(row.target.starts_with("at least 0.8 of the ceiling, here 1."), "{}", row.target);
}

#[test]
fn a_busy_host_is_no_place_to_judge_scaling() {
    let disturbed = [0, 1, 2, 3];
    check(
        &scaling(0.8, 55.0, &[200.0; 4]).disturbed(10, &disturbed),
        "not judged: the host disturbed 4 of 10 rounds: scaling is never judged on a busy host",
    );
}

#[test]
fn without_copies_there_is_no_ceiling_yet_and_with_one_core_never() {
    check(&scaling(0.8, 55.0, &[]), "inconclusive: 0 rounds decide nothing, 10 can");
    let never =
        "not judged: missing: a second performance core: one copy at once is no ceiling of any scaling";
    check(&scaling(0.8, 55.0, &[100.0]), never);
    let mut one_core = scaling(0.8, 55.0, &[]);
    one_core.machine.cores.usable = 1;
    check(&one_core, never);
}

#[test]
fn rounds_without_copies_do_not_count() {
    let mut fixture = scaling(0.8, 55.0, &[200.0; 4]);
    fixture.samples.retain(|row| row.scope == model::Scope::Alone || row.round < 9);
    check(&fixture, "inconclusive: 9 rounds decide nothing, 10 can");
}

#[test]
fn the_ceiling_of_a_round_belongs_to_that_round() {
    // In odd rounds the host gave half as much to the threads and to the copies alike.
    let odd = |row: &mut model::SampleRow| {
        let is_slow =
            row.round % 2 == 1 && (row.variant.as_str() != "base" || row.scope == model::Scope::Together);
        if is_slow {
            row.wall_ns *= 2;
        }
    };
    let fixture = scaling(0.8, 55.0, &[200.0; 4]).change("base", odd).change("fast-threads", odd);
    check(&fixture, "confirmed");
}

#[test]
fn two_cores_are_enough_for_a_ceiling() {
    let mut fixture = scaling(0.8, 55.0, &[100.0; 2]);
    fixture.machine.cores.usable = 2;
    check(&fixture, "confirmed");
    let row = row(&fixture);
    assert!(
        row.lower.unwrap() < row.estimate.unwrap() && row.estimate.unwrap() < row.upper.unwrap(),
        "{row:?}"
    );
    assert!((row.upper.unwrap() - 1.84).abs() < 0.05, "{row:?}");
}
