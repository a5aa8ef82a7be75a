//! From all rows of a gate to their outcomes, and from those to an exit code.

use model::{Again, Outcome, OutcomeRow, Regression, Undecided};
use stats::holm;

use super::Weighed;
use crate::Exit;

/// Holm's rule over the whole family: every row with evidence is a member, and so is each of the series' two questions,
/// its time and its memory, that was never asked. What is red here must still be measured again.
pub fn decide(all: Vec<Weighed>, family: usize) -> Vec<OutcomeRow> {
    let mut evidence: Vec<f64> = all.iter().filter_map(|weighed| weighed.evidence).collect();
    evidence.resize(evidence.len().max(2 * family), f64::NAN);
    let mut rejected = holm(&evidence).into_iter();
    all.into_iter()
        .map(|Weighed { mut row, evidence, if_red }| {
            let is_rejected = evidence.is_some() && rejected.next() == Some(true);
            if let (true, Some(red)) = (is_rejected, if_red) {
                row.outcome = red;
            }
            row
        })
        .collect()
}

/// Is it a regression?
pub fn is_red(row: &OutcomeRow) -> bool {
    matches!(row.outcome, Outcome::Regressed(_))
}

/// Is it red by chance of the rounds, so that a second measurement must say so too? A wrong answer is wrong at once.
pub fn needs_second(row: &OutcomeRow) -> bool {
    matches!(row.outcome, Outcome::Regressed(Regression::BeyondMargin | Regression::MoreInstructions))
}

/// Red only if both measurements say so. `run` holds the second one.
#[must_use]
pub fn confirm(first: OutcomeRow, second: Option<&OutcomeRow>, run: &str) -> OutcomeRow {
    let Some(second) = second else {
        let why = Undecided::NotMeasuredAgain(format!("run {run} has no such series"));
        return OutcomeRow { outcome: Outcome::Inconclusive(why), ..first };
    };
    let again = Again { run: run.to_owned(), ratio: second.ratio, lower: second.lower, upper: second.upper };
    let outcome = if is_red(second) { first.outcome } else { Outcome::Inconclusive(Undecided::NotRedAgain) };
    OutcomeRow { again: Some(again), outcome, ..first }
}

/// What a whole gate amounts to, worst thing first. A suspect row is shown and stops nobody; where nothing was compared,
/// nothing passed.
pub fn gate_exit(rows: &[OutcomeRow]) -> Exit {
    rows.iter()
        .map(|row| match &row.outcome {
            Outcome::Regressed(_) => Exit::Wrong,
            Outcome::Inconclusive(_) => Exit::Inconclusive,
            Outcome::Ok | Outcome::Improved | Outcome::Identical(_) | Outcome::Suspect(_) => Exit::Fine,
            Outcome::NoBaseline(_) => Exit::Nothing,
        })
        .max()
        .unwrap_or(Exit::Nothing)
}
