//! What became easier after a result was known: the one thing that no number of rounds can make up for.

use model::{Declaration, Name, Refutation, Verdict, VerdictRow};

use super::{About, Finding, Weight, sort};
use crate::{Easing, EasingKind, Precision, amount, easier};

/// A result that was known, and what was declared when it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The run that holds it.
    pub run: String,
    /// The commit that was measured.
    pub commit: Option<String>,
    /// When, RFC 3339 in UTC.
    pub measured_utc: String,
    /// Of which experiment.
    pub experiment: Name,
    /// What was declared then.
    pub declaration: Declaration,
    /// What came out. Rows of other experiments are passed over.
    pub verdicts: Vec<VerdictRow>,
}

/// What a later declaration asks less of than the one that a result is known of. Damning is what had been missed before it
/// was made easier.
pub fn moved(earlier: &Known, later: &Declaration) -> Vec<Finding> {
    let easings = easier(&earlier.declaration, later).into_iter();
    let mut findings: Vec<Finding> = easings.filter_map(|easing| finding(earlier, &easing)).collect();
    sort(&mut findings);
    findings
}

fn finding(earlier: &Known, easing: &Easing) -> Option<Finding> {
    let rows = earlier.verdicts.iter().filter(|row| row.experiment == earlier.experiment);
    let of_hypothesis =
        |row: &&VerdictRow| easing.hypothesis.as_ref().is_none_or(|claim| *claim == row.hypothesis);
    let known: Vec<&VerdictRow> = rows.filter(of_hypothesis).filter(|row| is_known(row)).collect();
    let told = telling(easing, &known)?;
    let experiment = earlier.experiment.clone();
    let about = match &easing.hypothesis {
        Some(claim) => About::Hypothesis { experiment, claim: claim.clone() },
        None => About::Experiment { experiment },
    };
    let weight = if is_missed(easing, told) { Weight::Damning } else { Weight::Notable };
    let changed = match easing.kind {
        EasingKind::Prediction => " (a prediction changed after the result)",
        EasingKind::CannotCompare => " (which of them is easier cannot be known)",
        _ => "",
    };
    let commit = earlier.commit.as_deref().map_or_else(String::new, |commit| {
        let short: String = commit.chars().take(8).collect();
        format!(" at {short}")
    });
    let what = format!(
        "{} was {}, is {}{changed}; {} was known since {} (run {}{commit})",
        easing.what,
        easing.from,
        easing.to,
        result(easing, told),
        earlier.measured_utc,
        earlier.run
    );
    Some(Finding { about, what, number: number(easing, told), weight })
}

/// A figure that is shown is known, judged or not.
fn is_known(row: &VerdictRow) -> bool {
    row.estimate.is_some() || !matches!(row.verdict, Verdict::NotJudged(_))
}

/// The row that tells most about what was made easier: its own, or the worst of its hypothesis.
fn telling<'a>(easing: &Easing, known: &[&'a VerdictRow]) -> Option<&'a VerdictRow> {
    let own = |row: &&&VerdictRow| easing.expectation.as_ref().is_none_or(|words| *words == row.expectation);
    let worst = |rows: Vec<&&'a VerdictRow>| rows.into_iter().min_by_key(|row| rank(easing, row)).copied();
    worst(known.iter().filter(own).collect())
}

/// The missed ones first, and of several targets of one measure the one that was changed.
fn rank(easing: &Easing, row: &VerdictRow) -> (usize, usize) {
    (usize::from(row.target != easing.from), usize::from(!is_missed(easing, row)))
}

/// Had been missed what is easier now?
fn is_missed(easing: &Easing, row: &VerdictRow) -> bool {
    let is_failure =
        matches!(row.verdict, Verdict::Refuted(_) | Verdict::Inaccurate(_) | Verdict::Crashed(_));
    match easing.kind {
        EasingKind::Guard | EasingKind::GuardGone => {
            matches!(row.verdict, Verdict::Refuted(Refutation::GuardMissed(_)))
        }
        EasingKind::Target
        | EasingKind::ExpectationGone
        | EasingKind::Condition
        | EasingKind::HypothesisGone => {
            // What the whole experiment is judged by is no single row's.
            is_failure && easing.hypothesis.is_some()
        }
        EasingKind::Claim
        | EasingKind::Margin
        | EasingKind::ControlGone
        | EasingKind::EvidenceGone
        | EasingKind::WorkloadHidden
        | EasingKind::Prediction
        | EasingKind::CannotCompare => false,
    }
}

fn result(easing: &Easing, row: &VerdictRow) -> String {
    if easing.hypothesis.is_none() {
        return "a result".to_owned();
    }
    let word = row.verdict.word();
    let of = match &easing.expectation {
        Some(_) => "",
        None => &format!(" of {}", row.expectation),
    };
    match row.estimate {
        Some(estimate) => format!("{}{of}, {word},", amount(estimate, &row.unit, Precision::Significant(3))),
        None => format!("`{word}`{of}"),
    }
}

fn number(easing: &Easing, row: &VerdictRow) -> Option<f64> {
    row.estimate.filter(|_| easing.hypothesis.is_some())
}
