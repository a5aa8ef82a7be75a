//! What a whole run amounts to, worst thing first: the exit code of `run`.

use model::{
    Declaration, ExperimentPin, Happened, Name, Prediction, Refutation, Role, RunRecord, Verdict, VerdictRow,
};

use crate::{Proof, controls};

/// In order of severity. A wrong answer outweighs a failure, for it would have been believed; a failure outweighs an open
/// question, for it needs mending and not more rounds. "Nothing" is the least: one thing that was measured outweighs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing was measured or checked.
    Nothing,
    /// Fine; a refuted hypothesis is a result.
    Fine,
    /// Something that was measured could not be decided.
    Inconclusive,
    /// A measurement failed, or a crate does not build.
    Failed,
    /// A missed guard, a wrong answer that nobody predicted, or a control that came out right.
    Wrong,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Wrong => 1,
            Self::Inconclusive => 3,
            Self::Failed => 4,
            Self::Nothing => 5,
        }
    }
}

/// What a run amounts to. Reads everything in it, not its verdicts alone: a variant that no expectation speaks of may be
/// wrong or crash too.
pub fn exit(run: &RunRecord) -> Exit {
    let of_rows = run.verdicts.iter().map(of_verdict).max();
    let experiments = &run.header.experiments;
    let failed = run.failures.iter().any(|row| matches!(row.what, Happened::Failed(_)));
    let parts = [
        of_rows.filter(|exit| *exit > Exit::Fine),
        experiments
            .iter()
            .any(|pin| has_right_control(run, pin) || has_wrong_answer(run, pin))
            .then_some(Exit::Wrong),
        failed.then_some(Exit::Failed),
        (!run.samples.is_empty() || !run.checks.is_empty()).then_some(Exit::Fine),
    ];
    parts.into_iter().flatten().max().unwrap_or(Exit::Nothing)
}

fn of_verdict(row: &VerdictRow) -> Exit {
    match &row.verdict {
        Verdict::Refuted(Refutation::GuardMissed(_)) => Exit::Wrong,
        Verdict::Inaccurate(_) if row.predicted != Some(Prediction::Inaccurate) => Exit::Wrong,
        Verdict::Crashed(_) => Exit::Failed,
        Verdict::Inconclusive(_) => Exit::Inconclusive,
        Verdict::Confirmed
        | Verdict::Inaccurate(_)
        | Verdict::Refuted(Refutation::ShortOfTarget | Refutation::SeedShort(_))
        | Verdict::NotJudged(_) => Exit::Fine,
    }
}

fn has_right_control(run: &RunRecord, pin: &ExperimentPin) -> bool {
    controls(&pin.experiment, &pin.declaration, &run.checks)
        .iter()
        .any(|control| control.proof == Proof::CameOutRight)
}

/// A failed check of a variant that is no control and that no hypothesis foretold to be wrong there.
fn has_wrong_answer(run: &RunRecord, pin: &ExperimentPin) -> bool {
    run.checks.iter().filter(|row| row.experiment == pin.experiment && !row.check.passed).any(|row| {
        let is_control =
            pin.declaration.variant(&row.variant).is_some_and(|variant| variant.role == Role::Control);
        !is_control && !is_foretold(&pin.declaration, &row.workload, &row.variant)
    })
}

pub(crate) fn is_foretold(declaration: &Declaration, workload: &Name, variant: &Name) -> bool {
    declaration.hypotheses.iter().filter(|h| h.predicted == Some(Prediction::Inaccurate)).any(|hypothesis| {
        hypothesis.expectations.iter().any(|expectation| {
            expectation.workload() == workload && expectation.variants().first() == Some(&variant)
        })
    })
}
