//! Changes in words: no more digits than the evidence supports, and bounds never nearer than they were found.

use model::{Outcome, OutcomeRow, Quantity, Undecided};

use super::fixture::timed;
use crate::gate::{numbers, words};

fn shown(lower: f64, ratio: f64, upper: f64) -> String {
    numbers::change(&timed("e", "v", [lower, ratio, upper], Outcome::Ok)).unwrap()
}

#[test]
fn a_change_is_a_share_with_its_bounds() {
    assert_eq!(shown(1.101, 1.123, 1.14), "+12.3 % [+10.1, +14.0]");
    assert_eq!(shown(0.981, 0.9969, 1.012), "-0.3 % [-1.9, +1.2]");
    assert_eq!(shown(0.66, 0.7031, 0.741), "-29.7 % [-34.0, -25.9]");
    assert_eq!(shown(0.5, 1.4, 3.2), "+40 % [-50, +220]");
    assert_eq!(shown(1.0011, 1.0021, 1.0032), "+0.21 % [+0.11, +0.32]");
    assert_eq!(shown(1.5, 1.5, 1.5), "+50 %");
}

#[test]
fn bounds_are_rounded_away_from_the_estimate() {
    assert_eq!(shown(1.0509, 1.07, 1.0901), "+7.0 % [+5.0, +9.1]");
    assert_eq!(shown(0.98, 0.99999, 1.02), "0.0 % [-2.0, +2.0]");
}

#[test]
fn what_is_not_bounded_is_said_to_be_so() {
    assert_eq!(shown(0.0, 1.1, f64::INFINITY), "+10 % [-100, +∞]");
    let mut row = timed("e", "v", [1.0, 1.1, 1.2], Outcome::Ok);
    row.lower = None;
    assert_eq!(numbers::change(&row).unwrap(), "about +10 %");
    row.ratio = Some(f64::NAN);
    assert_eq!(numbers::change(&row), None);
}

#[test]
fn what_can_be_resolved_is_never_less_than_was_found() {
    let row = |resolves| OutcomeRow {
        resolves,
        ..timed("e", "v", [0.9, 1.0, 1.1], Outcome::Inconclusive(Undecided::CannotResolve))
    };
    assert_eq!(numbers::resolution(&row(Some(0.09))), "cannot resolve 5 %, can resolve 9 %");
    assert_eq!(numbers::resolution(&row(Some(0.0912))), "cannot resolve 5 %, can resolve 9.2 %");
    assert_eq!(numbers::resolution(&row(Some(0.121))), "cannot resolve 5 %, can resolve 13 %");
    assert_eq!(numbers::resolution(&row(None)), "cannot resolve 5 %");
    assert_eq!(numbers::resolution(&row(Some(f64::INFINITY))), "cannot resolve 5 %");
    assert!(words::reason(&row(Some(0.09))).starts_with("cannot resolve 5 %, can resolve 9 %: "));
}

#[test]
fn growth_is_told_as_powers() {
    let growth = |base, head| OutcomeRow {
        quantity: Quantity::Growth,
        base: Some(base),
        head: Some(head),
        ..timed("e", "v", [0.9, 0.96, 1.0], Outcome::Improved)
    };
    assert_eq!(numbers::growth(&growth(1.0, 2.0)).unwrap(), "grows as n^2.0 instead of n^1.0");
    assert_eq!(numbers::growth(&growth(1.01, 1.04)).unwrap(), "grows as n^1.04 instead of n^1.01");
    assert_eq!(numbers::growth(&growth(1.0, 1.0)), None);
    assert_eq!(numbers::change(&growth(1.0, 2.0)).unwrap(), "+0.960 [+0.900, +1.000]");
    assert_eq!(numbers::growth(&timed("e", "v", [0.9, 0.96, 1.0], Outcome::Ok)), None);
}

#[test]
fn instructions_are_a_count() {
    let row = |instructions| OutcomeRow { instructions, ..timed("e", "v", [0.9, 1.0, 1.1], Outcome::Ok) };
    assert_eq!(numbers::instructions(&row(Some(1.001))).unwrap(), "instructions +0.1 %");
    assert_eq!(numbers::instructions(&row(Some(0.987_66))).unwrap(), "instructions -1.23 %");
    assert_eq!(numbers::instructions(&row(Some(1.0))).unwrap(), "instructions the same");
    assert_eq!(numbers::instructions(&row(None)), None);
}
