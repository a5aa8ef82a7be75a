//! Outcomes of made-up gates. Each test reads like the sentence that it proves.

mod against;
mod answers;
mod confirming;
mod counts;
mod declarations;
mod families;
mod fixture;
mod growth;
mod rounds;
mod times;
mod turned;

use fixture::Gate;
use model::{OutcomeRow, Quantity};

/// The outcome as `word` or `word: reason`.
fn said(row: &OutcomeRow) -> String {
    let reason = row.outcome.reason();
    if reason.is_empty() {
        row.outcome.word().to_owned()
    } else {
        format!("{}: {reason}", row.outcome.word())
    }
}

/// The outcome of one row; no row may hold a number that is none, and each survives its way through JSON.
#[track_caller]
fn check(gate: &Gate, variant: &str, quantity: &Quantity, expected: &str) {
    assert_eq!(said(&gate.row(variant, quantity)), expected);
    for row in gate.rows() {
        let numbers = [row.base, row.head, row.ratio, row.lower, row.upper, row.margin, row.resolves];
        assert!(numbers.into_iter().flatten().all(f64::is_finite), "{row:?} holds a number that is none");
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<OutcomeRow>(&json).unwrap(), row);
    }
}

/// The outcome of the time of `fast`.
#[track_caller]
fn check_time(gate: &Gate, expected: &str) {
    check(gate, "fast", &Quantity::Time, expected);
}

const RED: &str = "regressed: beyond the margin";
const INSIDE: &str = "inconclusive: the margin lies inside the interval";
