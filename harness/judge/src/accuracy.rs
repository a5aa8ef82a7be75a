//! Is the answer right? Asked before anything is said about speed, of both sides, and of the reference first.

use model::{Check, CheckRow, Happened, Name, Obstacle, Verdict};

use crate::Case;

/// With the seed of the run.
pub(crate) fn checks<'a>(case: &Case<'a>, workload: &Name, variant: &Name) -> Vec<&'a Check> {
    rows(case, workload, variant).filter(|row| row.seed.is_none()).map(|row| &row.check).collect()
}

/// With every seed, the run's and those of counts.
pub(crate) fn rows<'a>(
    case: &Case<'a>,
    workload: &Name,
    variant: &Name,
) -> impl Iterator<Item = &'a CheckRow> {
    let experiment = case.experiment;
    case.rows.checks.iter().filter(move |row| {
        row.experiment == *experiment && row.workload == *workload && row.variant == *variant
    })
}

/// What failed, with its seed where that is not the run's.
fn failed(case: &Case<'_>, workload: &Name, variant: &Name) -> Vec<Check> {
    let failed = rows(case, workload, variant).filter(|row| !row.check.passed);
    failed
        .map(|row| match row.seed {
            Some(seed) => Check { name: format!("{} with seed {seed}", row.check.name), ..row.check.clone() },
            None => row.check.clone(),
        })
        .collect()
}

/// Why nothing counts as right on a workload, if so.
pub(crate) fn fault_of_reference(case: &Case<'_>, workload: &Name) -> Option<String> {
    let reference = &case.declaration.workload(workload)?.reference;
    let happened = case.failures_of(workload, reference).find_map(|row| match &row.what {
        Happened::Failed(failure) => Some(format!("{reference} failed: {failure}")),
        Happened::CannotRun(reason) => Some(format!("{reference} cannot run here: {reason}")),
        Happened::Ran(_) => None,
    });
    happened.or_else(|| {
        let wrong = failed(case, workload, reference).into_iter().next()?;
        Some(format!("{reference} is itself wrong: {wrong}"))
    })
}

/// A wrong answer of any of them, or one that was never compared: right until proved wrong is not good enough.
pub(crate) fn wrong_or_unchecked(case: &Case<'_>, workload: &Name, variants: &[&Name]) -> Option<Verdict> {
    let about = variants.first();
    let mut wrong = Vec::new();
    for variant in variants {
        for mut check in failed(case, workload, variant) {
            if Some(variant) != about {
                check.name = format!("{} of {variant}", check.name);
            }
            wrong.push(check);
        }
    }
    if !wrong.is_empty() {
        return Some(Verdict::Inaccurate(wrong));
    }
    let unchecked = variants.iter().find(|variant| {
        checks(case, workload, variant).is_empty() && !is_right_by_definition(case, workload, variant)
    })?;
    Some(match &case.ended_early {
        Some(early) => Verdict::Inconclusive(early.clone()),
        None => Verdict::NotJudged(Obstacle::NotChecked(format!("{unchecked} on {workload}"))),
    })
}

/// The baseline is right wherever it is the reference; any other reference must be verified like everything else.
fn is_right_by_definition(case: &Case<'_>, workload: &Name, variant: &Name) -> bool {
    case.declaration.workload(workload).is_some_and(|workload| workload.reference == *variant)
        && case.declaration.baseline().is_some_and(|baseline| baseline.name == *variant)
}
