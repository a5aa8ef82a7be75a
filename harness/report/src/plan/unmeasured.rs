//! What was not measured, why, and the commands that measure it.

use std::collections::{BTreeMap, BTreeSet};

use judge::plan::{Absent, Unmeasured};
use model::{Name, Obstacle, Verdict, VerdictRow};

use super::PlanView;
use crate::block::Block;
use crate::next_step;

/// What is to be run: experiments, and the workloads that are to be named.
type Commands<'a> = BTreeMap<&'a Name, BTreeSet<&'a Name>>;

/// What a reader can do about an expectation.
enum Way {
    /// Ask for it.
    Ask,
    /// Go where it can be measured.
    Go,
    /// What the row says itself.
    Mend,
}

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    let mut items = Vec::new();
    let (mut here, mut there) = (Commands::new(), Commands::new());
    for experiment in &view.became.experiments {
        let name = &experiment.name;
        match &experiment.standings {
            Err(absent) => {
                items.push(format!("{name}: {absent}"));
                if *absent == Absent::NeverRun {
                    here.entry(name).or_default();
                }
            }
            Ok(standings) => {
                let unjudged = standings.iter().filter(|standing| !standing.is_judged());
                let unjudged: Vec<&VerdictRow> = unjudged.map(|standing| standing.row).collect();
                items.extend(reasons(name, &unjudged));
                for row in unjudged {
                    match way(row) {
                        Way::Ask => here.entry(name).or_default().insert(&row.workload),
                        Way::Go => there.entry(name).or_default().insert(&row.workload),
                        Way::Mend => continue,
                    };
                }
            }
        }
    }
    for gained in view.became.alone.iter().chain(&view.became.together) {
        let gain = gained.gain;
        match &gained.factor {
            // That it was never run is said above; its workload may need naming.
            Err(Unmeasured::NeverRun(_)) => {
                here.entry(&gain.experiment).or_default().insert(&gain.on);
            }
            Err(Unmeasured::NotCompared(_)) => {
                items.push(format!("{}: no hypothesis compares {gain}; declare one", gain.experiment));
            }
            _ => {}
        }
    }
    blocks.push(Block::Part("What was not measured".to_owned()));
    if items.is_empty() {
        blocks.push(Block::Text("Every expectation of this plan was judged on this class.".to_owned()));
        return;
    }
    blocks.push(Block::Items(items));
    for (commands, when) in [
        (here, "To measure what was only not asked for:"),
        (
            there,
            "To measure the others, where there is what they need (touchstone doctor says what is here):",
        ),
    ] {
        if !commands.is_empty() {
            blocks.push(Block::Text(when.to_owned()));
            blocks.push(Block::Commands(commands.iter().map(command).collect()));
        }
    }
}

/// One sentence for each reason, with all that it holds for.
fn reasons(experiment: &Name, unjudged: &[&VerdictRow]) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for row in unjudged {
        let mut reason = row.verdict.reason();
        if let (Way::Mend, Some(step)) = (way(row), next_step(row)) {
            reason += &format!("; {step}");
        }
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, rows)) => rows.push(&row.expectation),
            None => reasons.push((reason, vec![&row.expectation])),
        }
    }
    let sentence =
        |(reason, rows): (String, Vec<&str>)| format!("{experiment}, {}: {reason}", rows.join(", "));
    reasons.into_iter().map(sentence).collect()
}

fn way(row: &VerdictRow) -> Way {
    match &row.verdict {
        Verdict::NotJudged(Obstacle::WorkloadNotRun(_) | Obstacle::VariantNotRun(_)) => Way::Ask,
        Verdict::NotJudged(Obstacle::Missing(_) | Obstacle::CannotRun(_) | Obstacle::NoEvidence(_)) => {
            Way::Go
        }
        _ => Way::Mend,
    }
}

fn command((experiment, workloads): (&&Name, &BTreeSet<&Name>)) -> String {
    let mut command = format!("touchstone run {experiment}");
    for workload in workloads {
        command += &format!(" --workload {workload}");
    }
    command
}
