//! Which verdict stands for an expectation: the one of the newest run that judged it. A run judges only what it measured, so
//! the rows of one experiment may come from several.

use std::fmt;

use model::{Expectation, Name, RunKind, RunRecord, Target, Verdict, VerdictRow, plans::Figure};

use super::{Question, Unmeasured};

/// An experiment of the plan.
#[derive(Clone, Debug)]
pub struct OfExperiment<'a> {
    /// Its name.
    pub name: Name,
    /// Its phase; `None` where neither plan nor crate says it.
    pub phase: Option<u32>,
    /// What the newest run has as its title.
    pub title: Option<&'a str>,
    /// One for every expectation of its newest run.
    pub standings: Result<Vec<Standing<'a>>, Absent>,
}

/// Why nothing is known of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Its crate is not there.
    NoCrate,
    /// No run of this class has it.
    NeverRun,
}

impl fmt::Display for Absent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NoCrate => "there is no such experiment yet",
            Self::NeverRun => "no run of this class has it",
        })
    }
}

/// What stands for one expectation.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The row.
    pub row: &'a VerdictRow,
    /// Its place among the runs, 0 is the newest.
    pub run: usize,
    /// The row of the newest run, where it has another target: what was judged is not what is asked for now.
    pub asked_now: Option<&'a VerdictRow>,
}

impl Standing<'_> {
    /// Did its run judge it?
    pub fn is_judged(&self) -> bool {
        is_judged(self.row)
    }
}

/// Every experiment that the plan, one of its gains or figures, or a crate names, by phase and name.
pub(super) fn experiments<'a>(question: &Question<'a>) -> Vec<OfExperiment<'a>> {
    let mut names: Vec<(Option<u32>, &Name)> = Vec::new();
    let mut add = |phase: Option<u32>, name: &'a Name| {
        if !names.iter().any(|(_, known)| *known == name) {
            names.push((phase, name));
        }
    };
    for phase in &question.plan.phases {
        let gains = phase.gains.iter().map(|gain| &gain.experiment);
        phase.experiments.iter().chain(gains).for_each(|name| add(Some(phase.number), name));
    }
    question.known.iter().for_each(|(name, phase)| add(*phase, name));
    question.plan.together.iter().for_each(|gain| add(None, &gain.experiment));
    let figures = question.plan.cards.iter().flat_map(|card| &card.figures);
    figures.filter_map(Figure::experiment).for_each(|name| add(None, name));
    // What has no phase comes last.
    names.sort_by_key(|(phase, name)| (phase.unwrap_or(u32::MAX), *name));
    names.into_iter().map(|(phase, name)| experiment(question, phase, name)).collect()
}

fn experiment<'a>(question: &Question<'a>, phase: Option<u32>, name: &Name) -> OfExperiment<'a> {
    let runs: Vec<(usize, &'a RunRecord)> = question
        .runs
        .iter()
        .enumerate()
        .filter(|(_, ran)| ran.record.header.kind == RunKind::Run)
        .map(|(place, ran)| (place, ran.record))
        .filter(|(_, run)| run.verdicts.iter().any(|row| row.experiment == *name))
        .collect();
    let newest = runs.first().map(|(_, run)| *run);
    let pin = newest.and_then(|run| run.header.experiments.iter().find(|pin| pin.experiment == *name));
    let standings = match newest {
        Some(newest) => Ok(numbered(newest, name).map(|(row, nth)| standing(&runs, row, nth)).collect()),
        None if question.known.iter().any(|(known, _)| known == name) => Err(Absent::NeverRun),
        None => Err(Absent::NoCrate),
    };
    OfExperiment {
        name: name.clone(),
        phase,
        title: pin.map(|pin| pin.declaration.title.as_str()),
        standings,
    }
}

/// The rows of an experiment, each with how many of the same words stand before it.
fn numbered<'a>(
    run: &'a RunRecord,
    experiment: &Name,
) -> impl Iterator<Item = (&'a VerdictRow, usize)> + use<'a> {
    let rows: Vec<&VerdictRow> = run.verdicts.iter().filter(|row| row.experiment == *experiment).collect();
    let nth = |place: usize| rows[..place].iter().filter(|row| same_words(row, rows[place])).count();
    let numbers: Vec<usize> = (0..rows.len()).map(nth).collect();
    rows.into_iter().zip(numbers)
}

fn standing<'a>(runs: &[(usize, &'a RunRecord)], newest: &'a VerdictRow, nth: usize) -> Standing<'a> {
    let (first, newest_run) = runs[0];
    for (place, run) in runs {
        let mut rows = numbered(run, &newest.experiment);
        let Some((row, _)) = rows.find(|(row, at)| same_words(row, newest) && *at == nth) else { continue };
        if is_judged(row) {
            let moved = match (target(run, row, nth), target(newest_run, newest, nth)) {
                (Some(then), Some(now)) => then != now,
                _ => row.target != newest.target,
            };
            return Standing { row, run: *place, asked_now: moved.then_some(newest) };
        }
    }
    Standing { row: newest, run: first, asked_now: None }
}

/// What stands for an expectation of an experiment, by its words.
pub(super) fn spoken_of<'a>(
    experiments: &[OfExperiment<'a>],
    name: &Name,
    words: &str,
) -> Result<Standing<'a>, Unmeasured> {
    let standings = match experiments.iter().find(|experiment| experiment.name == *name) {
        Some(OfExperiment { standings: Ok(standings), .. }) => standings,
        Some(OfExperiment { standings: Err(Absent::NeverRun), .. }) => {
            return Err(Unmeasured::NeverRun(name.clone()));
        }
        _ => return Err(Unmeasured::NoCrate(name.clone())),
    };
    let found: Vec<&Standing<'a>> =
        standings.iter().filter(|standing| standing.row.expectation == words).collect();
    // Several hypotheses may speak of it: the newest that says something, then the first.
    let judged = found.iter().filter(|standing| standing.is_judged()).min_by_key(|standing| standing.run);
    judged.or(found.first()).map(|standing| **standing).ok_or_else(|| Unmeasured::NotCompared(name.clone()))
}

/// The target as it was declared: in words it may hold what a ceiling was in one run.
fn target<'a>(run: &'a RunRecord, row: &VerdictRow, nth: usize) -> Option<&'a Target> {
    let pin = run.header.experiments.iter().find(|pin| pin.experiment == row.experiment)?;
    let of_claim = |hypothesis: &&model::Hypothesis| hypothesis.claim == row.hypothesis;
    let hypothesis = pin.declaration.hypotheses.iter().find(of_claim)?;
    let targets = hypothesis.expectations.iter().filter_map(|expectation| match expectation {
        Expectation::Reaches { measure, workload, target } => {
            (format!("{measure} on {workload}") == row.expectation).then_some(target)
        }
        Expectation::Accurate { .. } => None,
    });
    targets.into_iter().nth(nth)
}

fn same_words(one: &VerdictRow, other: &VerdictRow) -> bool {
    one.hypothesis == other.hypothesis && one.expectation == other.expectation
}

fn is_judged(row: &VerdictRow) -> bool {
    !matches!(row.verdict, Verdict::NotJudged(_))
}
