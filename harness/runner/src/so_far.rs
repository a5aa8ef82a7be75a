//! What can be said of a run while it is going on: how far each workload is, and the verdicts of its last look.

use std::{collections::BTreeMap, ffi::OsString};

use judge::Rows;
use model::{Condition, Name, RunRecord, Side, VerdictRow};
use results::Notes;

use crate::{Settings, here::Here, ledger::BUSY, session::Session};

/// How far a run is.
#[derive(Clone, Debug, PartialEq)]
pub struct SoFar {
    /// In the order in which they were begun.
    pub rounds: Vec<Rounds>,
    /// Of the rounds up to the last look of each workload: between looks nothing is judged.
    pub verdicts: Vec<VerdictRow>,
}

/// How far a workload is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The experiment.
    pub experiment: Name,
    /// The workload.
    pub workload: Name,
    /// Rounds that are done.
    pub done: u32,
    /// Of them, those that the host disturbed.
    pub disturbed: u32,
    /// At most so many.
    pub of: u32,
}

/// Of a record without verdicts; `None` where its settings were not written yet.
pub fn so_far(
    record: &RunRecord,
    notes: &Notes,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Option<SoFar> {
    let (_, settings) = notes.iter().find(|(key, _)| key == "settings")?;
    let settings: Settings = serde_json::from_value(settings.clone()).ok()?;
    let looks = settings.looks();
    let rounds = rounds(record, looks.last());
    let mut judged: BTreeMap<(&Name, &Name), u32> = BTreeMap::new();
    for row in &rounds {
        let look = (1..=row.done).rev().find(|round| looks.is_look(*round)).unwrap_or(0);
        judged.insert((&row.experiment, &row.workload), look);
    }
    let known =
        up_to(record, |experiment, workload| judged.get(&(experiment, workload)).copied().unwrap_or(0));
    let busy = notes.iter().rfind(|(key, _)| key == BUSY);
    let busy = busy.and_then(|(_, value)| serde_json::from_value(value.clone()).ok()).flatten();
    let here = Here::noted(&record.machine, variable, busy);
    let missing = |condition: &Condition| here.lacks(condition);
    let rows = Rows::of(&known);
    let verdicts = record
        .header
        .experiments
        .iter()
        .filter(|pin| pin.side == Side::Head)
        .flat_map(|pin| {
            let session = Session {
                experiment: &pin.experiment,
                declaration: &pin.declaration,
                settings: &settings,
                machine: &record.machine,
                missing: &missing,
                looks: &looks,
            };
            let not_run = session.not_run();
            judge::judge(&session.case(&rows, &not_run, None))
        })
        .collect();
    Some(SoFar { rounds, verdicts })
}

fn rounds(record: &RunRecord, of: u32) -> Vec<Rounds> {
    let mut all: Vec<Rounds> = Vec::new();
    for row in &record.host {
        let is_same =
            |rounds: &&mut Rounds| rounds.experiment == row.experiment && rounds.workload == row.workload;
        let disturbed = u32::from(row.disturbance.is_some());
        match all.iter_mut().find(is_same) {
            Some(rounds) => {
                rounds.done = rounds.done.max(row.round + 1);
                rounds.disturbed += disturbed;
            }
            None => all.push(Rounds {
                experiment: row.experiment.clone(),
                workload: row.workload.clone(),
                done: row.round + 1,
                disturbed,
                of,
            }),
        }
    }
    all
}

/// The rows of so many rounds of each workload; checks and failures are of no round.
fn up_to(record: &RunRecord, look: impl Fn(&Name, &Name) -> u32) -> RunRecord {
    let mut known = record.clone();
    known.samples.retain(|row| row.round < look(&row.experiment, &row.workload));
    known.metrics.retain(|row| row.seed.is_some() || row.round < look(&row.experiment, &row.workload));
    known.spans.clear();
    known.host.retain(|row| row.round < look(&row.experiment, &row.workload));
    known
}
