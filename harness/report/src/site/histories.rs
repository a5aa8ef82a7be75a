//! One expectation on one class of machines, from run to run.

use std::collections::BTreeMap;

use judge::plan::Ran;
use model::{Declaration, Expectation, Hypothesis, Name, Target, Verdict, VerdictRow};

/// What was found of it, in every run that speaks of it.
pub(super) struct History<'a> {
    pub(super) experiment: &'a Name,
    pub(super) class: &'a str,
    /// From the oldest to the newest.
    pub(super) rows: Vec<(Ran<'a>, &'a VerdictRow)>,
    /// Does the newest run of the experiment on this class still declare it?
    pub(super) is_declared: bool,
}

impl<'a> History<'a> {
    /// The newest row that was judged, or else the newest.
    pub(super) fn stands(&self) -> (Ran<'a>, &'a VerdictRow) {
        let judged = |(_, row): &&(Ran<'a>, &VerdictRow)| !matches!(row.verdict, Verdict::NotJudged(_));
        let newest = self.rows.iter().rfind(judged).or(self.rows.last());
        *newest.expect("a history begins with a row")
    }

    /// As its newest run declared it.
    pub(super) fn declared(&self) -> Option<(&'a Hypothesis, &'a Expectation)> {
        let (ran, row) = self.rows.last()?;
        declared(ran, row)
    }

    /// Is more better? `None` where it is neither: a range, or the answer itself.
    pub(super) fn more_is_better(&self) -> Option<bool> {
        match self.declared()?.1 {
            Expectation::Reaches { target: Target::AtLeast(_), .. } => Some(true),
            Expectation::Reaches { target: Target::AtMost(_), .. } => Some(false),
            Expectation::Reaches { target: Target::Between(..), .. } | Expectation::Accurate { .. } => None,
        }
    }
}

/// The declaration of an experiment as it was measured.
pub(super) fn declaration<'a>(ran: &Ran<'a>, experiment: &Name) -> Option<&'a Declaration> {
    let mut pins = ran.record.header.experiments.iter();
    pins.find(|pin| pin.experiment == *experiment).map(|pin| &pin.declaration)
}

/// The hypothesis of a row, and its place among the expectations there.
fn declared<'a>(ran: &Ran<'a>, row: &'a VerdictRow) -> Option<(&'a Hypothesis, &'a Expectation)> {
    let mut hypotheses = declaration(ran, &row.experiment)?.hypotheses.iter();
    let hypothesis = hypotheses.find(|hypothesis| hypothesis.claim == row.hypothesis)?;
    let of_hypothesis =
        |other: &&VerdictRow| other.experiment == row.experiment && other.hypothesis == row.hypothesis;
    // By its address: a row with a figure that is not a number equals nothing, not even itself.
    let place =
        ran.record.verdicts.iter().filter(of_hypothesis).position(|other| std::ptr::eq(other, row))?;
    hypothesis.expectations.get(place).map(|expectation| (hypothesis, expectation))
}

type Key<'a> = (&'a Name, &'a str, &'a str, &'a str);

/// All of them: by experiment and class, then in the order in which the newest run declares them.
pub(super) fn all<'a>(runs: &[Ran<'a>]) -> Vec<History<'a>> {
    let mut by_key: BTreeMap<Key<'a>, Vec<(Ran<'a>, &'a VerdictRow)>> = BTreeMap::new();
    let mut newest: BTreeMap<(&Name, &str), &str> = BTreeMap::new();
    for ran in runs.iter().rev() {
        let record = ran.record;
        for row in &record.verdicts {
            let key = (
                &row.experiment,
                record.machine.class.as_str(),
                row.hypothesis.as_str(),
                row.expectation.as_str(),
            );
            by_key.entry(key).or_default().push((*ran, row));
            newest.insert((key.0, key.1), &record.header.run);
        }
    }
    let mut all: Vec<History<'a>> = by_key
        .into_iter()
        .map(|((experiment, class, ..), rows)| {
            let last = rows.last().map(|(ran, _)| ran.record.header.run.as_str());
            let is_declared = last == newest.get(&(experiment, class)).copied();
            History { experiment, class, rows, is_declared }
        })
        .collect();
    all.sort_by_key(|history| {
        let place = history
            .rows
            .last()
            .and_then(|(ran, row)| ran.record.verdicts.iter().position(|other| std::ptr::eq(other, *row)));
        (history.experiment, history.class, !history.is_declared, place)
    });
    all
}
