//! Verdicts of made-up cases. Each test reads like the sentence that it proves.

mod audit;
mod bounds;
mod ceilings;
mod claims;
mod controls;
mod counts;
mod easier;
mod exits;
mod figures;
mod fixture;
mod gate;
mod guards;
mod lints;
mod needs;
mod numbers;
mod observations;
mod plans;
mod profiles;
mod questions;
mod rounds;
mod speedups;

use fixture::{Fixture, speedup};
use model::VerdictRow;

/// The one row that a case with one expectation gives.
fn row(fixture: &Fixture) -> VerdictRow {
    let mut rows = fixture.judge();
    assert_eq!(rows.len(), 1, "one expectation, one row");
    rows.remove(0)
}

/// The verdict of a case with one expectation, as `word` or `word: reason`.
#[track_caller]
fn check(fixture: &Fixture, expected: &str) {
    let row = row(fixture);
    let reason = row.verdict.reason();
    let said = if reason.is_empty() {
        row.verdict.word().to_owned()
    } else {
        format!("{}: {reason}", row.verdict.word())
    };
    assert_eq!(said, expected);
    for number in [row.estimate, row.lower, row.upper, row.target_value, row.detectable].into_iter().flatten()
    {
        assert!(number.is_finite(), "{row:?} holds a number that is none");
    }
    let json = serde_json::to_string(&row).unwrap();
    assert_eq!(
        serde_json::from_str::<VerdictRow>(&json).unwrap(),
        row,
        "a row survives its way through JSON"
    );
}

/// `base` at 100 ms against `fast` at 40 ms, ten rounds, everything in order: a speedup of 2.5.
fn sound() -> Fixture {
    Fixture::new(speedup("fast", "base", 2.0)).takes("base", 100.0, 10).takes("fast", 40.0, 10)
}
