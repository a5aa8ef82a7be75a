//! Runs the reference and the variants once each, and compares.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use model::{Check, CheckKind, Digests, Event, Name};

use super::{Failed, Worker, panics, stream::Stream};
use crate::{
    Checks,
    declare::{Experiment, Outputs, WorkDraft},
    digest::Digest,
    prepared::{Report, Work},
};

/// Writes the checks of all `variants`. A variant that panics fails alone.
pub(super) fn check<E: Experiment>(
    worker: &Worker<E>,
    workload: &Name,
    variants: &[Name],
    seed: u64,
    threads: usize,
    outputs: &[(String, PathBuf)],
    stream: &mut Stream,
) -> Result<Answer, Failed> {
    let (input, input_digest) = worker.input(workload, seed);
    let reference_name = &worker.workload(workload).reference;
    let reference = output(worker, reference_name, &input, threads, outputs)?;
    let mut answer = Answer::Right;
    for variant in variants {
        stream.write(&Event::Checking { variant: variant.clone() })?;
        panics::forget();
        let compared = catch_unwind(AssertUnwindSafe(|| {
            if variant == reference_name {
                return Ok(of_reference(worker, workload, &input, &reference));
            }
            let got = output(worker, variant, &input, threads, outputs)?;
            Ok(listed(against::<E>(&input, &reference, &got, variant)))
        }));
        match compared {
            Ok(Ok((checks, answered))) => {
                let digests = Digests { input: input_digest.to_string(), output: answered.to_string() };
                for check in checks {
                    if !check.passed {
                        answer = Answer::Wrong;
                    }
                    let (variant, digests) = (variant.clone(), Some(digests.clone()));
                    stream.write(&Event::Check { variant, check, digests })?;
                }
            }
            Ok(Err(Failed::CannotRun(reason))) => {
                stream.write(&Event::CannotRun { reason, variant: Some(variant.clone()) })?;
            }
            Ok(Err(Failed::Error(message))) => {
                answer = Answer::Wrong;
                stream.write(&Event::Error { message, variant: Some(variant.clone()) })?;
            }
            Ok(Err(lost @ Failed::Stream(_))) => return Err(lost),
            Err(_) => {
                answer = Answer::Wrong;
                let message = panics::message();
                stream.write(&Event::Error { message, variant: Some(variant.clone()) })?;
            }
        }
    }
    Ok(answer)
}

/// Did every variant that can run here give an answer, and was it right?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Right,
    Wrong,
}

fn against<E: Experiment>(
    input: &E::Input,
    reference: &E::Output,
    got: &E::Output,
    variant: &Name,
) -> Checks {
    E::check(Outputs { input, reference, got, variant: variant.as_str() })
}

fn listed(checks: Checks) -> (Vec<Check>, Digest) {
    let answer = checks.answer();
    (checks.into_list(), answer)
}

/// The reference must be verified; a baseline that the experiment has no checks of is right by definition. Its digest is made as that
/// of any other variant is, by comparing it with itself: the same digest is the same answer, whoever gave it.
fn of_reference<E: Experiment>(
    worker: &Worker<E>,
    workload: &Name,
    input: &E::Input,
    reference: &E::Output,
) -> (Vec<Check>, Digest) {
    let name = &worker.workload(workload).reference;
    let answer = against::<E>(input, reference, reference, name).answer();
    let is_baseline = worker.declared.baseline().is_some_and(|baseline| baseline.name == *name);
    let verified = E::verify(input, reference);
    if !is_baseline || !verified.is_empty() {
        return (verified.into_list(), answer);
    }
    let by_definition = Check {
        name: "reference".to_owned(),
        kind: CheckKind::Exact,
        error: Some(0.0),
        tolerance: 0.0,
        passed: true,
        note: Some("the baseline is the reference here".to_owned()),
    };
    (vec![by_definition], answer)
}

fn output<E: Experiment>(
    worker: &Worker<E>,
    variant: &Name,
    input: &E::Input,
    threads: usize,
    outputs: &[(String, PathBuf)],
) -> Result<E::Output, Failed> {
    match &worker.draft(variant).work {
        WorkDraft::Here(prepare) => match prepare(input, worker.setting(variant, threads)).work {
            Work::Ready { mut run, mut report } => {
                let output = run();
                report(&output, &mut Report::default());
                Ok(output)
            }
            Work::CannotRun(reason) => Err(Failed::CannotRun(reason)),
        },
        WorkDraft::Outside(_) => {
            let (_, folder) = outputs.iter().find(|(name, _)| name == variant.as_str()).ok_or_else(|| {
                Failed::Error(format!("{variant} is an outside command: say --output {variant}=FOLDER"))
            })?;
            E::import(input, folder).map_err(|error| {
                Failed::Error(format!("the output of {variant} in {}: {error}", folder.display()))
            })
        }
    }
}
