//! The questions that come before any number, in the order of honesty. The first one that is answered ends it.

use model::{Happened, Hypothesis, Name, Obstacle, Verdict};

use crate::{
    Case,
    accuracy::{fault_of_reference, wrong_or_unchecked},
    device::{Need, lacks_evidence},
};

/// 1. Is there what the hypothesis and its workload need?
pub(crate) fn missing(case: &Case<'_>, hypothesis: &Hypothesis, workload: &Name) -> Option<Verdict> {
    let requires = case.declaration.workload(workload).map_or(&[][..], |workload| &workload.requires);
    let lacks = hypothesis.given.iter().chain(requires).find_map(|condition| (case.missing)(condition))?;
    Some(Verdict::NotJudged(Obstacle::Missing(lacks)))
}

/// 2 to 7. Was it run, could it, did it survive, is there a reference, is it right, did it run where it says?
pub(crate) fn stopped(case: &Case<'_>, workload: &Name, variants: &[&Name], need: Need) -> Option<Verdict> {
    left_out(case, workload, variants)
        .or_else(|| cannot_run(case, workload, variants))
        .or_else(|| crashed(case, workload, variants))
        .or_else(|| {
            let fault = fault_of_reference(case, workload)?;
            Some(Verdict::NotJudged(Obstacle::NoReference(fault)))
        })
        .or_else(|| wrong_or_unchecked(case, workload, variants))
        .or_else(|| {
            let lack = variants.iter().find_map(|variant| lacks_evidence(case, workload, variant, need))?;
            Some(Verdict::NotJudged(Obstacle::NoEvidence(lack)))
        })
}

fn left_out(case: &Case<'_>, workload: &Name, variants: &[&Name]) -> Option<Verdict> {
    let obstacle = case.not_run.iter().find_map(|left| {
        if left.workload.as_ref().is_some_and(|on| on != workload) {
            return None;
        }
        match &left.variant {
            None => Some(Obstacle::WorkloadNotRun(format!("{workload} ({})", left.why))),
            Some(variant) => variants
                .contains(&variant)
                .then(|| Obstacle::VariantNotRun(format!("{variant} on {workload} ({})", left.why))),
        }
    })?;
    Some(Verdict::NotJudged(obstacle))
}

fn cannot_run(case: &Case<'_>, workload: &Name, variants: &[&Name]) -> Option<Verdict> {
    variants.iter().find_map(|variant| {
        case.failures_of(workload, variant).find_map(|row| match &row.what {
            Happened::CannotRun(reason) => {
                Some(Verdict::NotJudged(Obstacle::CannotRun(format!("{variant} cannot run here: {reason}"))))
            }
            Happened::Failed(_) | Happened::Ran(_) => None,
        })
    })
}

/// One crash is enough: the rounds that went well were the lucky ones.
fn crashed(case: &Case<'_>, workload: &Name, variants: &[&Name]) -> Option<Verdict> {
    variants.iter().find_map(|variant| {
        case.failures_of(workload, variant).find_map(|row| match &row.what {
            Happened::Failed(failure) => Some(Verdict::Crashed(failure.clone())),
            Happened::CannotRun(_) | Happened::Ran(_) => None,
        })
    })
}
