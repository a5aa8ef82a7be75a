//! The second measurement, and the exit code.

use model::{Failure, Name, Outcome, OutcomeRow, Quantity, Regression, Sameness, Undecided};

use super::said;
use crate::{
    Exit,
    gate::{confirm, gate_exit, is_red, needs_second},
    tests::fixture::{ON, name},
};

fn row(outcome: Outcome) -> OutcomeRow {
    let demo: Name = name("demo");
    let plain = OutcomeRow::plain(&demo, Some(&name(ON)), Some(&name("fast")), Quantity::Time, outcome);
    OutcomeRow { ratio: Some(1.1), lower: Some(1.08), upper: Some(1.12), ..plain }
}

fn red() -> OutcomeRow {
    row(Outcome::Regressed(Regression::BeyondMargin))
}

#[test]
fn red_only_if_both_say_so() {
    let second = OutcomeRow { ratio: Some(1.2), ..red() };
    let both = confirm(red(), Some(&second), "second");
    assert_eq!(said(&both), "regressed: beyond the margin");
    let again = both.again.unwrap();
    assert_eq!((again.run.as_str(), again.ratio, again.lower), ("second", Some(1.2), Some(1.08)));
    for other in [
        Outcome::Ok,
        Outcome::Inconclusive(Undecided::MarginInsideInterval),
        Outcome::Suspect("?".to_owned()),
    ] {
        let once = confirm(red(), Some(&row(other)), "second");
        assert_eq!(said(&once), "inconclusive: red at first, and not on a fresh build with a new seed");
        assert!(once.again.is_some() && once.ratio == Some(1.1), "both measurements are shown");
    }
}

#[test]
fn what_was_not_measured_again_is_not_red_and_not_green() {
    let once = confirm(red(), None, "second");
    assert_eq!(said(&once), "inconclusive: red, and not measured again: run second has no such series");
    assert_eq!(gate_exit(&[once]), Exit::Inconclusive);
}

#[test]
fn only_what_chance_can_make_red_is_measured_again() {
    assert!(needs_second(&red()) && needs_second(&row(Outcome::Regressed(Regression::MoreInstructions))));
    for at_once in [
        Regression::WrongAnswer(Vec::new()),
        Regression::Failed(Failure::Signal(9)),
        Regression::Loosened(String::new()),
        Regression::MetricGone,
    ] {
        let row = row(Outcome::Regressed(at_once));
        assert!(is_red(&row) && !needs_second(&row), "{row:?}");
    }
    assert!(!is_red(&row(Outcome::Ok)) && !needs_second(&row(Outcome::Ok)));
}

#[test]
fn the_worst_row_counts() {
    let ok = || row(Outcome::Ok);
    let open = || row(Outcome::Inconclusive(Undecided::BudgetSpent));
    let none = || row(Outcome::NoBaseline("new".to_owned()));
    let suspect = || row(Outcome::Suspect("?".to_owned()));
    let same = || row(Outcome::Identical(Sameness::Sources));
    for (rows, code) in [
        (vec![red(), open(), ok()], 1),
        (vec![ok(), open(), none()], 3),
        (vec![ok(), none()], 0),
        (vec![suspect()], 0),
        (vec![same(), none()], 0),
        (vec![row(Outcome::Improved)], 0),
        (vec![none(), none()], 5),
        (vec![], 5),
    ] {
        assert_eq!(gate_exit(&rows).code(), code, "{rows:?}");
    }
}
