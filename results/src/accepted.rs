//! Accepted runs: which one is the reference of an experiment on a class of machines, and who said so.

use std::{collections::BTreeSet, fs, io, path::Path};

use jiff::Timestamp;
use model::{Name, RunRecord};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Store,
    columns::TableName,
    read::{self, Wanted},
    run_id::safe,
    store::{Found, folders},
    tables::read_run,
};

/// For programs.
pub(crate) const JSON: &str = "accepted.json";
/// For people, and all there was at first.
pub(crate) const WORDS: &str = "accepted.md";
/// Nobody said who it was.
pub(crate) const UNKNOWN: &str = "unknown";

/// An accepted run, and the workloads of an experiment that it is the reference of.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The run.
    pub record: RunRecord,
    /// The workloads.
    pub workloads: BTreeSet<Name>,
}

/// That a run was made a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// By whom: `Name <address>`, or `unknown`.
    pub author: String,
    /// When, RFC 3339 in UTC.
    pub accepted_utc: String,
    /// Why.
    pub because: String,
    /// The run that was the reference of any of its experiments until then.
    pub replaces: Option<String>,
}

impl Store {
    /// How a run came to be a reference; `None` where it is none. It is named like in [`find`](Self::find).
    pub fn acceptance(&self, run: &str) -> Result<Option<Acceptance>, Error> {
        let found = self.find_folder(run)?;
        if found.accepted { Acceptance::read(&found.folder).map(Some) } else { Ok(None) }
    }

    /// The accepted run that speaks for an experiment on a hardware class: of those that hold it, the one that was accepted
    /// last, whenever it was measured.
    pub fn accepted_for(&self, class: &str, experiment: &Name) -> Result<Option<RunRecord>, Error> {
        let found =
            self.last_accepted(class, |experiments| experiments.iter().any(|e| e == experiment.as_str()))?;
        found.map(|found| read_run(&found.folder)).transpose()
    }

    /// The references of an experiment on a hardware class, workload by workload: what takes hours is accepted in pieces, so
    /// each workload has the run that timed it and was accepted last.
    pub fn references(&self, class: &str, experiment: &Name) -> Result<Vec<Reference>, Error> {
        let mut references: Vec<Reference> = Vec::new();
        for (_, found) in self.accepted_on(class, |all| all.iter().any(|e| e == experiment.as_str()))? {
            let record = read_run(&found.folder)?;
            let taken = |workload: &Name| references.iter().any(|newer| newer.workloads.contains(workload));
            let timed = record.samples.iter().filter(|row| row.experiment == *experiment);
            let workloads: BTreeSet<Name> =
                timed.map(|row| &row.workload).filter(|workload| !taken(workload)).cloned().collect();
            if !workloads.is_empty() {
                references.push(Reference { record, workloads });
            }
        }
        Ok(references)
    }

    /// The hardware classes that have accepted runs, in order.
    pub fn accepted_classes(&self) -> Result<Vec<String>, Error> {
        let mut classes = Vec::new();
        for (_, folder) in folders(&self.accepted_folder())? {
            for found in accepted_in(&folder)? {
                classes.push(measured(&found.folder)?.class);
            }
        }
        classes.sort();
        classes.dedup();
        Ok(classes)
    }

    /// Of the accepted runs of a class whose experiments fit, the one accepted last. Little of each is read.
    pub(crate) fn last_accepted(
        &self,
        class: &str,
        fits: impl Fn(&[String]) -> bool,
    ) -> Result<Option<Found>, Error> {
        Ok(self.accepted_on(class, fits)?.into_iter().next().map(|(_, found)| found))
    }

    /// All of them, the one accepted last at first.
    fn accepted_on(
        &self,
        class: &str,
        fits: impl Fn(&[String]) -> bool,
    ) -> Result<Vec<(Timestamp, Found)>, Error> {
        let mut accepted: Vec<(Timestamp, Found)> = Vec::new();
        for found in accepted_in(&self.accepted_folder().join(safe(class)))? {
            let measured = measured(&found.folder)?;
            // Two classes may share a folder, since a folder's name cannot hold every letter.
            if measured.class != class || !fits(&measured.experiments) {
                continue;
            }
            accepted.push((Acceptance::read(&found.folder)?.when(&found.folder)?, found));
        }
        accepted.sort_by(|(a_when, a), (b_when, b)| (b_when, &b.run).cmp(&(a_when, &a.run)));
        Ok(accepted)
    }
}

impl Acceptance {
    /// From the folder of an accepted run.
    fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(JSON);
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| Error::Unreadable { path, why: error.to_string() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::of_words(folder),
            Err(error) => Err(Error::io(path)(error)),
        }
    }

    /// The form from before there was another: `Accepted <time>, because: <reason>`.
    fn of_words(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(WORDS);
        let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::Unreadable {
                path: folder.join(JSON),
                why: "it is missing: nobody can say when and why this run was accepted".to_owned(),
            },
            _ => Error::io(&path)(error),
        })?;
        let said = text.strip_prefix("Accepted ").and_then(|rest| rest.split_once(", because: "));
        let Some((time, because)) = said else {
            let why = "it does not begin with `Accepted <time>, because: `".to_owned();
            return Err(Error::Unreadable { path, why });
        };
        Ok(Self {
            author: UNKNOWN.to_owned(),
            accepted_utc: time.to_owned(),
            because: because.trim().to_owned(),
            replaces: None,
        })
    }

    fn when(&self, folder: &Path) -> Result<Timestamp, Error> {
        self.accepted_utc.parse().map_err(|error| Error::Unreadable {
            path: folder.join(if folder.join(JSON).exists() { JSON } else { WORDS }),
            why: format!("`{}` is no time: {error}", self.accepted_utc),
        })
    }

    pub(crate) fn words(&self) -> String {
        let Self { author, accepted_utc, because, replaces } = self;
        let replaces = replaces.as_ref().map_or("none".to_owned(), |run| format!("`{run}`"));
        format!(
            "Accepted {accepted_utc}, because: {because}\n\nAccepted by: {author}\n\nReplaces: {replaces}\n"
        )
    }

    pub(crate) fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }
}

/// What must be known of a run to tell whether it is the one.
struct Measured {
    class: String,
    experiments: Vec<String>,
}

fn measured(folder: &Path) -> Result<Measured, Error> {
    let path = folder.join(TableName::Run.file());
    let wanted = Wanted { columns: Some(&["experiment", "class"]), rows: None };
    let frame = read::table(&path, TableName::Run, &wanted)?;
    let cells = |name: &str| -> Result<Vec<String>, Error> {
        let column = frame.column(name).and_then(|column| column.str());
        let cells =
            column.map_err(|error| Error::Unreadable { path: path.clone(), why: error.to_string() })?;
        Ok(cells.iter().flatten().map(str::to_owned).collect())
    };
    let class = cells("class")?.into_iter().next().unwrap_or_default();
    Ok(Measured { class, experiments: cells("experiment")? })
}

/// The accepted runs in the folder of a class.
fn accepted_in(folder: &Path) -> Result<Vec<Found>, Error> {
    let runs = folders(folder)?.into_iter().filter(|(run, _)| !run.starts_with('.'));
    Ok(runs.map(|(run, folder)| Found { run, folder, accepted: true }).collect())
}
