//! What a reader can do about a verdict that says nothing, or that nobody wanted.

use model::{Doubt, Name, Obstacle, Verdict, VerdictRow};

/// One step, as a sentence that can be acted on; `None` where nothing is left to do.
pub fn next_step(row: &VerdictRow) -> Option<String> {
    let run = command(&row.experiment, &row.workload);
    Some(match &row.verdict {
        Verdict::Confirmed | Verdict::Refuted(_) => return None,
        // A control, or another answer that was foretold to be wrong.
        Verdict::Inaccurate(_) if row.as_predicted == Some(true) => return None,
        Verdict::Inaccurate(_) => {
            format!("mend the answer, then `{run}`; its speed counts for nothing until then")
        }
        Verdict::Crashed(_) => "the end of its log is under Failures below".to_owned(),
        Verdict::Inconclusive(doubt) => about_doubt(doubt, &run),
        Verdict::NotJudged(obstacle) => about_obstacle(obstacle, &run),
    })
}

fn command(experiment: &Name, workload: &Name) -> String {
    format!("touchstone run {experiment} --workload {workload}")
}

fn about_doubt(doubt: &Doubt, run: &str) -> String {
    match doubt {
        Doubt::TargetInsideInterval => format!("`{run} --patient` looks once more, after 80 rounds"),
        Doubt::TooFewRounds { .. } => format!("`{run}` without --quick measures enough rounds"),
        Doubt::BudgetSpent => format!("`{run}` with a larger --budget"),
        Doubt::Interrupted => "`touchstone run --resume` goes on where it was stopped".to_owned(),
        Doubt::DisturbedHost { .. } => {
            format!("stop what else runs on this host (its disturbances are listed below), then `{run}`")
        }
        Doubt::GuardUndecided(_) => format!("see what the guard lacks; `{run} --patient` where it is rounds"),
    }
}

fn about_obstacle(obstacle: &Obstacle, run: &str) -> String {
    match obstacle {
        Obstacle::Missing(_) | Obstacle::CannotRun(_) => {
            format!("provide it, or go where it is: `touchstone doctor` says what is here, then `{run}`")
        }
        Obstacle::WorkloadNotRun(_) => format!("`{run}`"),
        Obstacle::VariantNotRun(_) => format!("`{run}` with this variant"),
        Obstacle::NoEvidence(_) => {
            format!("`{run}` where the real device is; `touchstone doctor` lists devices")
        }
        Obstacle::Projected => format!("`{run}` on the hardware that it is a projection for"),
        Obstacle::BusyHost(_) => format!("stop what else runs on this host, then `{run}`"),
        Obstacle::NoSuchMetric(_) => {
            "report the metric in the variant, or mend its name in the hypothesis".to_owned()
        }
        Obstacle::NotCounted(_) => format!("`{run}` without --quick, or with a larger --budget"),
        Obstacle::NoCount(_) => "say metric(…), which has an interval, or make it deterministic".to_owned(),
        Obstacle::NoBound(_) => {
            "mend what the slower side reports: both are shares of its own time, the parallel one times W"
                .to_owned()
        }
        Obstacle::NoReference(_) => format!("mend the reference first, then `{run}`"),
        Obstacle::NotChecked(_) => {
            "compare it in `check`: an answer without any check is never believed".to_owned()
        }
    }
}
