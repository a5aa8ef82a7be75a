//! Verdicts that turned: what was confirmed, for the base or in the accepted run, and is refuted for the head.

use model::{
    Declaration, Expectation, Hypothesis, Name, Outcome, OutcomeRow, Quantity, Regression, RunRecord, Scope,
    Verdict, VerdictRow,
};

use super::sides::Trio;
use crate::{Case, ceiling::copied, easier};

/// One row per expectation that turned. What was not measured on both sides is left out; so are hypotheses that changed.
pub(super) fn flips(trio: &Trio<'_>) -> Vec<OutcomeRow> {
    let (base, head) = (crate::judge(&trio.base), crate::judge(&trio.head));
    let mut rows = Vec::new();
    for (hypothesis, expectation, new) in judged(trio.head.declaration, &head) {
        let same = |(one, what, _): &(&Hypothesis, &Expectation, &VerdictRow)| {
            *what == expectation && is_same(one, hypothesis)
        };
        let Some((_, _, old)) = judged(trio.base.declaration, &base).find(same) else { continue };
        let Verdict::Refuted(why) = &new.verdict else { continue };
        if !is_measured(trio, expectation) {
            continue;
        }
        let words = format!("{} {}: {why}", new.expectation, new.target);
        let outcome = match &old.verdict {
            Verdict::Confirmed => Some(Outcome::Regressed(Regression::NowRefuted(words))),
            Verdict::Refuted(_) => None,
            // Where the base itself is undecided the truth is near the target, and either side may fall short by chance.
            _ => trio.gate.accepted.filter(|accepted| confirmed(trio, accepted, new)).map(|_| {
                Outcome::Suspect(format!(
                    "confirmed in the accepted run, undecided for the base, refuted here: {words}"
                ))
            }),
        };
        if let Some(outcome) = outcome {
            rows.push(OutcomeRow {
                clock: new.clock,
                base: old.estimate,
                head: new.estimate,
                unit: new.unit.clone(),
                lower: new.lower,
                upper: new.upper,
                rounds: new.rounds,
                ..OutcomeRow::plain(
                    trio.gate.experiment,
                    Some(&new.workload),
                    expectation.variants().first().copied(),
                    Quantity::Verdict(hypothesis.claim.clone()),
                    outcome,
                )
            });
        }
    }
    rows
}

/// Does it claim the same in the same way? What its author predicts and why is not part of that.
pub(super) fn is_same(one: &Hypothesis, other: &Hypothesis) -> bool {
    one.claim == other.claim
        && one.expectations == other.expectations
        && one.guards == other.guards
        && one.given == other.given
}

/// The judge gives one row per expectation, in the order of declaration.
fn judged<'a>(
    declaration: &'a Declaration,
    rows: &'a [VerdictRow],
) -> impl Iterator<Item = (&'a Hypothesis, &'a Expectation, &'a VerdictRow)> {
    let expectations = declaration.hypotheses.iter().flat_map(|hypothesis| {
        hypothesis.expectations.iter().map(move |expectation| (hypothesis, expectation))
    });
    expectations.zip(rows).map(|((hypothesis, expectation), row)| (hypothesis, expectation, row))
}

fn is_measured(trio: &Trio<'_>, expectation: &Expectation) -> bool {
    let workload = expectation.workload();
    if super::inputs::changed(trio, workload) {
        return false;
    }
    let has =
        |case: &Case<'_>, variant: &Name, scope| case.samples_of(workload, variant, scope).next().is_some();
    [&trio.base, &trio.head].into_iter().all(|case| {
        let alone = expectation.variants().into_iter().all(|variant| {
            trio.comparable.holds(workload, variant)
                && (matches!(expectation, Expectation::Accurate { .. }) || has(case, variant, Scope::Alone))
        });
        alone && copied(expectation).is_none_or(|variant| has(case, variant, Scope::Together))
    })
}

/// Was the same expectation confirmed in the accepted run, on hardware of this class?
fn confirmed(trio: &Trio<'_>, accepted: &RunRecord, row: &VerdictRow) -> bool {
    accepted.machine.class == trio.gate.machine.class
        && accepted.verdicts.iter().any(|old| {
            old.experiment == row.experiment
                && old.hypothesis == row.hypothesis
                && old.expectation == row.expectation
                && old.target == row.target
                && old.verdict == Verdict::Confirmed
        })
}

/// Hypotheses whose verdicts cannot be compared, as notes: changed without getting easier, or new.
pub(super) fn changed(base: &Declaration, head: &Declaration) -> Vec<String> {
    let easings = easier(base, head);
    let eased: Vec<&str> = easings.iter().filter_map(|easing| easing.hypothesis.as_deref()).collect();
    let mut notes = Vec::new();
    for new in &head.hypotheses {
        let claim = &new.claim;
        match base.hypotheses.iter().find(|old| old.claim == *claim) {
            None => notes.push(format!("hypothesis `{claim}` is new: its verdicts are not compared")),
            Some(old) if !is_same(old, new) && !eased.contains(&claim.as_str()) => {
                notes.push(format!("hypothesis `{claim}` changed: its verdicts are not compared"));
            }
            Some(_) => {}
        }
    }
    notes
}
