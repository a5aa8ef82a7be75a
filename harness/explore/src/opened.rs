//! Runs that were opened, and the tables of them.

use std::fmt;

use judge::plan::Ran;
use model::{Name, RunRecord, did_you_mean};
use report::{measured, standing};
use results::{Cell, Kind, Store, With};

use crate::{
    error::{Result, asked},
    place::{Parameters, store},
    table::Table,
};

/// So many rows of an answer are brought here at most; a table says how many there are.
const MOST_ROWS: usize = 100_000;

/// Runs, the newest first.
pub struct Opened {
    pub(crate) store: Store,
    pub(crate) runs: Vec<(RunRecord, bool)>,
    pub(crate) parameters: Parameters,
    /// What is looked at, in words.
    what: String,
}

/// The results that the environment names, or the accepted runs of the repository around us.
pub fn open() -> Result<Opened> {
    Opened::by(Parameters::of_environment())
}

impl Opened {
    pub(crate) fn by(parameters: Parameters) -> Result<Self> {
        let (store, what) = store(&parameters)?;
        let runs = store.judged(With::Verdicts)?;
        Ok(Self { store, runs, parameters, what })
    }

    /// All runs.
    pub fn runs(&self) -> Result<Table> {
        let columns = ["run", "kind", "started", "class", "commit", "experiments", "verdicts", "kept"];
        let rows = self.runs.iter().map(|(record, accepted)| {
            let header = &record.header;
            let names: Vec<&str> = header.experiments.iter().map(|pin| pin.experiment.as_str()).collect();
            let commit = header.pin.commit.as_deref().unwrap_or_default();
            vec![
                text(&header.run),
                text(header.kind.as_str()),
                text(&header.started_utc),
                text(&record.machine.class),
                text(commit.get(..8).unwrap_or(commit)),
                text(&names.join(", ")),
                Cell::Whole(record.verdicts.len() as i128),
                text(if *accepted { "accepted" } else { "local" }),
            ]
        });
        Ok(Table::made(&columns, &[(6, Kind::Whole)], rows.collect()))
    }

    /// What was expected and what was found, by the newest run that judged it.
    pub fn verdicts(&self) -> Result<Table> {
        let columns = [
            "experiment",
            "hypothesis",
            "expectation",
            "asked",
            "found",
            "verdict",
            "as predicted",
            "class",
            "run",
        ];
        let rows = standing(&self.ran()).into_iter().map(|(ran, row)| {
            let as_predicted = row.as_predicted.map_or(Cell::Empty, Cell::YesNo);
            vec![
                text(row.experiment.as_str()),
                text(&row.hypothesis),
                text(&row.expectation),
                text(&row.target),
                text(&measured(row).unwrap_or_default()),
                text(row.verdict.word()),
                as_predicted,
                text(&ran.record.machine.class),
                text(&ran.record.header.run),
            ]
        });
        Ok(Table::made(&columns, &[(6, Kind::YesNo)], rows.collect()))
    }

    /// Every timed iteration of an experiment, in all runs.
    pub fn samples(&self, experiment: &str) -> Result<Table> {
        let name = self.experiment(experiment)?;
        self.sql(&format!(
            "SELECT run, workload, variant, round, scope, threads, loops, wall_ns, thread_cpu_ns, disturbed \
             FROM samples WHERE experiment = '{name}'"
        ))
    }

    /// Asks the tables in SQL: `run`, `machine`, `samples`, `metrics`, `checks`, `spans`, `host`, `failures`, `verdicts`,
    /// `outcomes` and `power`; `results/README.md` lists their columns.
    pub fn sql(&self, question: &str) -> Result<Table> {
        Ok(Table::of(self.store.query(question, MOST_ROWS)?))
    }

    /// The experiments that runs are there of.
    pub fn experiments(&self) -> Vec<String> {
        let pins = self.runs.iter().flat_map(|(record, _)| &record.header.experiments);
        let mut names: Vec<String> = pins.map(|pin| pin.experiment.to_string()).collect();
        names.sort();
        names.dedup();
        names
    }

    pub(crate) fn ran(&self) -> Vec<Ran<'_>> {
        self.runs.iter().map(|(record, accepted)| Ran { record, accepted: *accepted }).collect()
    }

    /// An experiment of which there is a run.
    pub(crate) fn experiment(&self, name: &str) -> Result<Name> {
        let known = self.experiments();
        if let Ok(found) = name.parse::<Name>()
            && known.iter().any(|known| known == name)
        {
            return Ok(found);
        }
        if known.is_empty() {
            return asked(NOTHING);
        }
        let near = did_you_mean(name, known.iter().map(String::as_str));
        asked(format!("there is no run of `{name}` here; {near}there are {}", known.join(", ")))
    }
}

const NOTHING: &str = "there is no run here yet: `touchstone run --quick` makes one";

/// What a notebook says first.
impl fmt::Display for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |run: &Option<String>| run.clone().unwrap_or_else(|| "not named".to_owned());
        writeln!(f, "results  {} (TOUCHSTONE_RESULTS names another folder)", self.what)?;
        writeln!(f, "base     {} (TOUCHSTONE_BASE)", of(&self.parameters.base))?;
        writeln!(f, "head     {} (TOUCHSTONE_HEAD)", of(&self.parameters.head))?;
        match self.runs.first() {
            None => write!(f, "{NOTHING}"),
            Some((newest, _)) => {
                write!(f, "{} runs of {} experiments, ", self.runs.len(), self.experiments().len())?;
                let started = &newest.header.started_utc;
                write!(f, "the newest of {} UTC", started.get(..16).unwrap_or(started).replace('T', " "))
            }
        }
    }
}

pub(crate) fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}
