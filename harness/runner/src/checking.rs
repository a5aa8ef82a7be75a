//! Accuracy before speed: every variant is compared with the reference before any is measured.

use std::collections::BTreeSet;

use model::{CheckRow, Event, FailureRow, Happened, Name};
use results::Row;

use crate::{
    invocation::{Ended, How, Invocation, Pace, Task, World},
    rows::failure,
};

/// Checks all variants in one process, so that the reference is computed once. One that takes the process down with it
/// is a row of its own, and the others are checked in a new process.
pub(crate) fn check(
    world: &mut dyn World,
    order: &Invocation,
    peers: &[Name],
    variants: &[Name],
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut waiting: Vec<Name> = Vec::new();
    for variant in variants {
        // A peer writes its output first; what it cannot do is known then.
        if peers.contains(variant) {
            let pace = Pace { iterations: 1, warmup: 0, loops: 1 };
            let task = Task::Measure { variant: variant.clone(), pace };
            let ended = world.launch(&Invocation { task, ..order.clone() });
            if let Some(row) = failure(order, Some(variant), &ended, None) {
                rows.push(row);
                continue;
            }
        }
        waiting.push(variant.clone());
    }
    while !waiting.is_empty() && !world.interrupted() {
        let task = Task::Check { variants: waiting.clone() };
        let ended = world.launch(&Invocation { task, ..order.clone() });
        let begun = told(order, &ended, &mut rows);
        let culprit = match ended.how {
            How::Well => None,
            How::Interrupted => return rows,
            // Before the first variant it can only be the reference, or the input: that is everybody's failure.
            How::Failed(_) | How::CannotRun(_) => begun.last().cloned(),
        };
        if ended.how == How::Well {
            break;
        }
        rows.extend(failure(order, culprit.as_ref(), &ended, None));
        let done: BTreeSet<Name> = begun.into_iter().collect();
        if done.is_empty() {
            break;
        }
        waiting.retain(|variant| !done.contains(variant));
    }
    rows
}

/// The rows of what was compared, and the variants whose comparison began.
fn told(order: &Invocation, ended: &Ended, rows: &mut Vec<Row>) -> Vec<Name> {
    let mut begun = Vec::new();
    for event in &ended.events {
        let failed = |variant: &Name, what| {
            Row::Failure(FailureRow {
                side: order.side,
                experiment: order.experiment.clone(),
                workload: Some(order.workload.clone()),
                variant: Some(variant.clone()),
                round: None,
                what,
                log_tail: ended.log_tail.clone(),
            })
        };
        match event {
            Event::Checking { variant } => begun.push(variant.clone()),
            Event::Check { variant, check, digests } => rows.push(Row::Check(CheckRow {
                side: order.side,
                seed: None,
                digests: digests.clone(),
                experiment: order.experiment.clone(),
                workload: order.workload.clone(),
                variant: variant.clone(),
                check: check.clone(),
            })),
            Event::CannotRun { reason, variant: Some(variant) } => {
                rows.push(failed(variant, Happened::CannotRun(reason.clone())));
            }
            Event::Error { message, variant: Some(variant) } => {
                rows.push(failed(variant, Happened::Failed(model::Failure::Said(message.clone()))));
            }
            _ => {}
        }
    }
    begun
}
