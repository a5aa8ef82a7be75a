//! A run once more: its commit, its patch, its lock file, its seed. Outputs must be the same bit for bit, ratios must agree
//! within their intervals.

use std::collections::{BTreeMap, BTreeSet};

use hardware::Gpus;
use model::{Name, RunKind, RunRecord, Side, Verdict, VerdictRow};

use crate::{
    Error, Request, Settings,
    gate::Workshop,
    progress::Progress,
    run::{Finished, run_pinned},
};

/// What became of it.
pub struct Reproduction {
    /// What was run again.
    pub run: String,
    /// The new run, where there is one.
    pub again: Option<Finished>,
    /// Does it agree?
    pub agreement: Agreement,
    /// How many outputs and ratios were compared.
    pub compared: usize,
    /// What a reader must know.
    pub cautions: Vec<String>,
}

/// Does a run agree with what it repeats?
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Everything does.
    Reproduced,
    /// What does not, in words.
    NotReproduced(Vec<String>),
    /// It cannot be told: why.
    CannotCompare(String),
}

/// Runs it again. The request's experiments, plan and settings give way to those of the run, but for its budget and its
/// rounds.
pub fn reproduce(
    request: &Request<'_>,
    run: &str,
    progress: &mut dyn Progress,
) -> Result<Reproduction, Error> {
    let before = request.store.read(run)?;
    let mut reproduction = Reproduction {
        run: before.header.run.clone(),
        again: None,
        agreement: Agreement::Reproduced,
        compared: 0,
        cautions: Vec::new(),
    };
    let pin = &before.header.pin;
    let class = hardware::detect(Gpus::Ask).class;
    let obstacle = if before.header.kind != RunKind::Run {
        Some(format!("it is a {}: only runs are reproduced", before.header.kind.as_str()))
    } else if class != before.machine.class {
        Some(format!("it was measured on {}, and this machine is {class}", before.machine.class))
    } else if pin.dirty && pin.patch.is_none() {
        Some("the tree was dirty, and what differed from the commit was not kept".to_owned())
    } else {
        None
    };
    let (Some(commit), None) = (&pin.commit, &obstacle) else {
        let why = obstacle.unwrap_or_else(|| "it was built from no commit".to_owned());
        reproduction.agreement = Agreement::CannotCompare(why);
        return Ok(reproduction);
    };
    let workshop = Workshop::open(request.workspace)?;
    let commit = workshop.repository().resolve(commit)?;
    let source = workshop.check_out_patched(Side::Head, &commit, pin.patch.as_deref(), "head")?;
    if source.pin().lock_hash != pin.lock_hash {
        let why = "the lock file of its commit is not the one that it was built with".to_owned();
        reproduction.agreement = Agreement::CannotCompare(why);
        return Ok(reproduction);
    }
    let names: Vec<String> = before.header.experiments.iter().map(|pin| pin.experiment.to_string()).collect();
    let settings = settings(&before, &request.settings);
    let repeated = Request {
        workspace: &source.workspace,
        experiments: &names,
        plan: None,
        settings,
        ..request.clone()
    };
    source.touch()?;
    let finished = run_pinned(&repeated, pin.clone(), RunKind::Run, &|_| Vec::new(), progress)?;
    let after = &finished.record;
    if after.header.rustc != before.header.rustc {
        reproduction
            .cautions
            .push(format!("built by {} then, by {} now", before.header.rustc, after.header.rustc));
    }
    if after.header.flags != before.header.flags {
        reproduction
            .cautions
            .push(format!("flags then: {}; now: {}", before.header.flags, after.header.flags));
    }
    let (compared, differences) = compare(&before, after);
    reproduction.compared = compared;
    reproduction.agreement = if after.header.ended_early.is_some() {
        Agreement::CannotCompare("it was stopped before everything was measured".to_owned())
    } else if !differences.is_empty() {
        Agreement::NotReproduced(differences)
    } else if compared == 0 {
        Agreement::CannotCompare("it holds no digest and no interval that could be compared".to_owned())
    } else {
        Agreement::Reproduced
    };
    reproduction.again = Some(finished);
    Ok(reproduction)
}

/// What the run measured, as long as it did or as long as is asked.
fn settings(before: &RunRecord, asked: &Settings) -> Settings {
    let names = |of: &dyn Fn(&model::SampleRow) -> String| -> Vec<String> {
        before.samples.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let rounds = before.host.iter().map(|row| row.round + 1).max();
    let mut variants = names(&|row| row.variant.to_string());
    // A control is checked and never measured.
    variants.extend(before.checks.iter().map(|row| row.variant.to_string()));
    variants.sort();
    variants.dedup();
    let mut workloads = names(&|row| row.workload.to_string());
    // Where counts alone are expected nothing is sampled.
    workloads.extend(before.checks.iter().map(|row| row.workload.to_string()));
    workloads.sort();
    workloads.dedup();
    Settings {
        workloads,
        variants,
        rounds: asked.rounds.or(rounds),
        seed: before.header.seed,
        ..asked.clone()
    }
}

/// How much was compared, and what differs.
fn compare(before: &RunRecord, after: &RunRecord) -> (usize, Vec<String>) {
    let mut differences = Vec::new();
    let old = digests(before);
    let new = digests(after);
    let mut compared = 0;
    for (key, digest) in &old {
        let (experiment, workload, variant) = key;
        match new.get(key) {
            Some(now) if now == digest => compared += 1,
            Some((input, _)) if *input != digest.0 => {
                compared += 1;
                differences.push(format!("{experiment}: the input of {workload} is another one"));
            }
            Some(_) => {
                compared += 1;
                differences.push(format!("{experiment}: {variant} on {workload} gives another output"));
            }
            None => differences.push(format!("{experiment}: {variant} on {workload} was not checked again")),
        }
    }
    differences.dedup();
    for row in &before.verdicts {
        let same = |other: &&VerdictRow| {
            (&other.experiment, &other.hypothesis, &other.expectation, &other.target)
                == (&row.experiment, &row.hypothesis, &row.expectation, &row.target)
        };
        let Some(again) = after.verdicts.iter().find(same) else {
            differences.push(format!("{}: {} was not judged again", row.experiment, row.expectation));
            continue;
        };
        let contradicts = matches!(
            (&row.verdict, &again.verdict),
            (Verdict::Confirmed, Verdict::Refuted(_)) | (Verdict::Refuted(_), Verdict::Confirmed)
        );
        let apart = match (row.lower.zip(row.upper), again.lower.zip(again.upper)) {
            (Some(old), Some(new)) => {
                compared += 1;
                are_apart(old, new)
            }
            _ => false,
        };
        if contradicts || apart {
            differences.push(format!(
                "{}: {}: {} then, {} now",
                row.experiment,
                row.expectation,
                seen(row),
                seen(again)
            ));
        }
    }
    (compared, differences)
}

/// Two runs share no rounds, and what the machine did between them is in neither interval: a gap of this share is no
/// contradiction.
const GAP: f64 = 0.05;

fn are_apart(old: (f64, f64), new: (f64, f64)) -> bool {
    let below = |one: (f64, f64), other: (f64, f64)| one.1 + GAP * one.1.abs() < other.0;
    below(old, new) || below(new, old)
}

fn seen(row: &VerdictRow) -> String {
    match (row.estimate, row.lower, row.upper) {
        (Some(estimate), Some(lower), Some(upper)) => {
            format!("{estimate:.3}{unit} [{lower:.3}, {upper:.3}], {}", row.verdict.word(), unit = row.unit)
        }
        _ => row.verdict.word().to_owned(),
    }
}

/// Experiment, workload, variant.
type Key = (Name, Name, Name);

fn digests(run: &RunRecord) -> BTreeMap<Key, (String, String)> {
    run.checks
        .iter()
        .filter(|row| row.seed.is_none())
        .filter_map(|row| {
            let digests = row.digests.as_ref()?;
            let key = (row.experiment.clone(), row.workload.clone(), row.variant.clone());
            Some((key, (digests.input.clone(), digests.output.clone())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_agree_unless_more_than_a_twentieth_lies_between_them() {
        assert!(!are_apart((3.9, 4.1), (4.0, 4.2)));
        assert!(!are_apart((3.97, 3.99), (4.01, 4.03)));
        assert!(are_apart((3.9, 4.0), (4.3, 4.4)));
        assert!(are_apart((4.3, 4.4), (3.9, 4.0)));
        assert!(!are_apart((0.0, 0.0), (0.0, 0.0)));
    }
}
