//! Runs that were opened, and what can be asked of them.

use std::fmt;

use crate::{chart::Chart, error::Result, link::Link, table::Table};

/// Runs, the newest first.
pub struct Opened {
    link: Link,
    words: String,
    experiments: Vec<String>,
}

/// The results that the environment names, or the accepted runs of the repository around us.
pub fn open() -> Result<Opened> {
    let (link, mut greeting) = Link::begin()?;
    let experiments = greeting.split_off(1.min(greeting.len()));
    Ok(Opened { link, words: greeting.concat(), experiments })
}

impl Opened {
    /// All runs.
    pub fn runs(&self) -> Result<Table> {
        Table::of(&self.link, &["runs"])
    }

    /// What was expected and what was found, by the newest run that judged it.
    pub fn verdicts(&self) -> Result<Table> {
        Table::of(&self.link, &["verdicts"])
    }

    /// Every timed iteration of an experiment, in all runs.
    pub fn samples(&self, experiment: &str) -> Result<Table> {
        Table::of(&self.link, &["samples", experiment])
    }

    /// Asks the tables in SQL: `run`, `machine`, `samples`, `metrics`, `checks`, `spans`, `host`, `failures`, `verdicts`,
    /// `outcomes` and `power`; `results/README.md` lists their columns.
    pub fn sql(&self, question: &str) -> Result<Table> {
        Table::of(&self.link, &["sql", question])
    }

    /// The experiments that runs are there of.
    pub fn experiments(&self) -> Vec<String> {
        self.experiments.clone()
    }

    /// Every figure of an experiment with its bounds, against its target.
    pub fn intervals(&self, experiment: &str) -> Result<Chart> {
        Chart::of(&self.link, &["intervals", experiment])
    }

    /// Every round of every variant on a workload.
    pub fn rounds(&self, experiment: &str, workload: &str) -> Result<Chart> {
        Chart::of(&self.link, &["rounds", experiment, workload])
    }

    /// What the time of an iteration is made of, on a workload.
    pub fn stages(&self, experiment: &str, workload: &str) -> Result<Chart> {
        Chart::of(&self.link, &["stages", experiment, workload])
    }

    /// What threads give, against what this machine can give at all.
    pub fn threads(&self, experiment: &str) -> Result<Chart> {
        Chart::of(&self.link, &["threads", experiment])
    }

    /// An expectation from run to run, with the places where it changed; a part of its words is enough.
    pub fn history(&self, experiment: &str, expectation: &str) -> Result<Chart> {
        Chart::of(&self.link, &["history", experiment, expectation])
    }

    /// The run that is held against: `TOUCHSTONE_BASE`, or else the head itself, against which nothing differs.
    pub fn base(&self) -> Result<String> {
        Ok(self.link.ask(&["base"])?.concat())
    }

    /// The run that is looked at: `TOUCHSTONE_HEAD`, or else the newest that measured anything.
    pub fn head(&self) -> Result<String> {
        Ok(self.link.ask(&["head"])?.concat())
    }

    /// The time of a call in the head over that in the base, for every variant that both measured. Rounds of two runs are
    /// not paired: what the host did in between is part of the ratio. A gate, which measures both in the same rounds, is the
    /// stronger test; this says where to look.
    pub fn compared(&self) -> Result<Table> {
        Table::of(&self.link, &["compared"])
    }
}

/// What a notebook says first.
impl fmt::Display for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
